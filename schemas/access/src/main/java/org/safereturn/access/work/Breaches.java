package org.safereturn.access.work;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.deadline.Timer;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells once of each step of a case that is past its deadline; nothing else follows from it. What was told is remembered
 * with the same write that tells it, in a document for each case, so that a restart or a second process tells nothing
 * twice. A step is looked at before it changes and by a round over all that are open, so that one that is done late is told
 * too.
 */
final class Breaches<S> {

    private static final Cause CAUSE = new Cause.Internal("deadline-breached");
    private static final int AT_ONCE = 200;

    private final Aggregates<S, ?> stored;
    private final Aggregates<Told, Breach> told;
    private final OpenWork.Timed<S> timed;
    private final Function<S, Journey> journey;
    private final Deadlines deadlines;
    private final Clock clock;

    Breaches(Aggregates<S, ?> stored, Aggregates<Told, Breach> told, OpenWork.Timed<S> timed, Function<S, Journey> journey,
            Deadlines deadlines, Clock clock) {
        this.stored = stored;
        this.told = told;
        this.timed = timed;
        this.journey = journey;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * What was told of a case.
     *
     * @param breaches in the order in which they were noticed
     */
    record Told(String hostCountry, String originCountry, List<Breach> breaches) {

        Told {
            breaches = List.copyOf(breaches);
        }

        static Told nothing(Journey of) {
            return new Told(of.host(), of.origin(), List.of());
        }

        Journey journey() {
            return new Journey(hostCountry, originCountry);
        }

        private boolean has(Due due) {
            return breaches.stream().anyMatch(each -> each.timer() == due.timer() && each.number() == due.number());
        }
    }

    /**
     * A step was past its deadline when it was looked at.
     *
     * @param number of the step where a case has it several times, from 1
     * @param daysOver calendar days since its day
     * @param suspendedDays calendar days on which its clock stood still
     * @param noticedAt when
     */
    record Breach(Timer timer, int number, LocalDate dueOn, int daysOver, int suspendedDays, Instant noticedAt) {
    }

    /** Whether the country limits any step of these cases. */
    boolean limited() {
        return timed.timers().stream().anyMatch(deadlines::isSet);
    }

    /** Tells of those among these cases that are past a deadline. */
    Mono<Void> look(Collection<String> ids) {
        return limited() ? stored.find(ids).flatMap(found -> tell(found.values())) : Mono.empty();
    }

    /** Tells of all cases in a state in which a step is running. */
    Mono<Void> round() {
        return !limited() ? Mono.empty() : Flux.fromIterable(timed.states()).concatMap(state -> {
            Aggregates.Query first = Aggregates.Query.first(Map.of(timed.stateField(), state), AT_ONCE);
            return stored.list(first).expand(page -> page.next().isEmpty() ? Mono.empty()
                    : stored.list(new Aggregates.Query(first.where(), page.next(), false, AT_ONCE)));
        }).concatMap(page -> tell(page.items())).then();
    }

    private Mono<Void> tell(Collection<Aggregate<S>> cases) {
        Instant now = clock.instant();
        return Flux.fromIterable(cases).concatMap(each -> {
            List<Due> overdue = deadlines.overdue(timed.running().apply(each.state()), now);
            return overdue.isEmpty() ? Mono.empty() : told.begin(each.id(), CAUSE,
                    before -> decide(before.orElseGet(() -> Told.nothing(journey.apply(each.state()))), overdue, now));
        }).then();
    }

    private Decision<Told, Breach> decide(Told before, List<Due> overdue, Instant now) {
        List<Breach> fresh = overdue.stream().filter(due -> !before.has(due)).map(due -> new Breach(due.timer(), due.number(),
                due.on(), deadlines.daysOver(due, now), due.suspendedDays(), now)).toList();
        if (fresh.isEmpty()) {
            return Decision.refuse(Rejection.conflict("deadline-breach-told"));
        }
        List<Breach> all = new ArrayList<>(before.breaches());
        all.addAll(fresh);
        return Decision.accept(new Told(before.hostCountry(), before.originCountry(), all), fresh);
    }
}
