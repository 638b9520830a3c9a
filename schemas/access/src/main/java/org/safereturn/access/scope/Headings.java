package org.safereturn.access.scope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.ShowsCases;
import org.safereturn.access.paging.Paging;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import reactor.core.publisher.Mono;

/**
 * The headings of all cases of a ministry that are in one collection, by state and age, for whoever oversees the ministry.
 * The age of a case is how long nothing has happened in it. The collection needs an index over the state.
 *
 * @param <S> state of an aggregate
 */
public final class Headings<S> {

    /** How long what was counted is told again, for counting reads every case of the ministry. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final List<Duration> AGES = List.of(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));
    private static final String HOLDERS = "state.scope.holders";
    /** From there on no total is counted a second time. */
    private static final Aggregates.Position BEGINNING = new Aggregates.Position(Instant.EPOCH, "");

    private final Aggregates<S, ?> aggregates;
    private final String field;
    private final List<String> open;
    private final Function<S, Said> said;
    private final Mono<Counted> counted;

    /**
     * Over these aggregates.
     *
     * @param field where they keep their state, e.g. {@code state.stage}
     * @param open states in which a case is not over; only those are listed where no state is asked for
     * @param said what a heading takes from an aggregate
     */
    public Headings(Aggregates<S, ?> aggregates, String field, Collection<? extends Enum<?>> open, Function<S, Said> said,
            Clock clock) {
        this.aggregates = aggregates;
        this.field = field;
        this.open = open.stream().map(Enum::name).toList();
        this.said = said;
        this.counted = Mono.defer(() -> count(clock.instant())).cache(any -> KEPT, failed -> Duration.ZERO, () -> KEPT);
    }

    /**
     * What a heading takes from an aggregate.
     *
     * @param party which part this country plays
     */
    public record Said(Journey journey, Party party, Enum<?> state, CaseScope scope) {
    }

    /**
     * What whoever oversees the ministry sees of a case.
     *
     * @param caseRef joint case reference
     * @param party which part this country plays
     * @param direction the two countries, {@code <HOST>_TO_<ORIGIN>}
     * @param state how far it is
     * @param units of this ministry to which it belongs
     * @param contactPoints whether it belongs to every contact point, too
     * @param changedAt when something last happened in it
     */
    public record Heading(String caseRef, Party party, String direction, String state, List<String> units,
            boolean contactPoints, Instant changedAt) implements ShowsCases {

        @Override
        public Collection<String> shownCases() {
            return List.of(caseRef);
        }
    }

    /**
     * How many cases are in a state, by how long nothing has happened in them.
     *
     * @param week up to 7 days
     * @param month more, up to 30 days
     * @param quarter more, up to 90 days
     * @param longer more than 90 days
     */
    public record StateCount(String state, long total, long week, long month, long quarter, long longer) {

        private static StateCount of(Aggregates.Tally tally) {
            long beyondWeek = tally.unchanged().get(0);
            long beyondMonth = tally.unchanged().get(1);
            long beyondQuarter = tally.unchanged().get(2);
            return new StateCount(tally.value(), tally.total(), tally.total() - beyondWeek, beyondWeek - beyondMonth,
                    beyondMonth - beyondQuarter, beyondQuarter);
        }
    }

    private record Counted(Instant at, List<StateCount> states) {
    }

    /**
     * A page.
     *
     * @param counts of every state that there is, whichever is listed
     * @param countedAt when they were counted
     * @param items where nothing has happened for the longest comes first
     * @param next what to send as {@code after} for the next page; absent on the last one
     */
    public record Overview(List<StateCount> counts, Instant countedAt, List<Heading> items, @Nullable String next)
            implements ShowsCases {

        /** Keeps its own copies. */
        public Overview {
            counts = List.copyOf(counts);
            items = List.copyOf(items);
        }

        @Override
        public Collection<String> shownCases() {
            return items.stream().map(Heading::caseRef).toList();
        }
    }

    /**
     * A page of headings, and how many cases there are.
     *
     * @param state only cases in this state; else all that are not over
     * @throws org.safereturn.access.problem.ProblemException unless the caller oversees the ministry
     */
    public Mono<Overview> of(Caller caller, @Nullable Enum<?> state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.listed(Whose.MINISTRY).where(HOLDERS));
        where.put(field, state == null ? open : List.of(state.name()));
        Paging oldest = new Paging(Optional.of(paging.after().orElse(BEGINNING)), true, paging.size());
        return Mono.zip(aggregates.list(oldest.query(where)), counted, (page, all) -> new Overview(all.states(), all.at(),
                headings(page), page.next().map(oldest::cursor).orElse(null)));
    }

    private List<Heading> headings(Aggregates.Page<S> page) {
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < page.items().size(); i++) {
            Said about = said.apply(page.items().get(i).state());
            headings.add(new Heading(page.items().get(i).id(), about.party(), about.journey().flow(), about.state().name(),
                    about.scope().units(), about.scope().isOffered(), page.changedAt().get(i)));
        }
        return headings;
    }

    private Mono<Counted> count(Instant now) {
        return aggregates.tally(field, AGES.stream().map(age -> now.minus(age)).toList())
                .map(all -> new Counted(now, all.stream().map(StateCount::of).toList()));
    }
}
