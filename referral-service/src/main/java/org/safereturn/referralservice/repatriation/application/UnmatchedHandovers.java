package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The safety alarm: a person was handed over and the origin has not said that the person arrived within {@code T_MATCH}.
 * While that deadline is unset the alarm is raised at once. Only an arrival closes it; it is never closed by time.
 *
 * <p>The waiting handovers are remembered in memory, filled from the store at start-up and by every change seen here, so
 * that watching them costs no query; what is shown to a person is always read from the store.
 */
public final class UnmatchedHandovers {

    static final String HOLDERS = "state.scope.holders";

    private static final int MOST = 1000;

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final CountryProfile profile;
    private final Clock clock;
    private final Consumer<String> raise;
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
    private final Set<String> raised = ConcurrentHashMap.newKeySet();

    /**
     * With its collaborators.
     *
     * @param raise told the case reference once for each alarm
     */
    public UnmatchedHandovers(Aggregates<Repatriation, RepatriationEvent> repatriations, CountryProfile profile, Clock clock,
            Consumer<String> raise) {
        this.repatriations = repatriations;
        this.profile = profile;
        this.clock = clock;
        this.raise = raise;
    }

    /** Takes note of a change. */
    public void saw(Outcome<Repatriation> outcome) {
        switch (outcome) {
            case Outcome.Stored<Repatriation> stored -> note(stored.aggregate().state());
            case Outcome.Repeated<Repatriation> repeated -> note(repeated.aggregate().state());
            case Outcome.Refused<Repatriation> _, Outcome.Held<Repatriation> _, Outcome.Parked<Repatriation> _,
                    Outcome.Ignored<Repatriation> _ -> { }
        }
    }

    private void note(Repatriation repatriation) {
        Handover handover = repatriation.handover();
        if (repatriation.state() == RepatriationState.HANDED_OVER && handover != null) {
            waiting.put(repatriation.caseRef(), handover.handedOverAt());
            if (repatriation.unmatchedSince(limit())) {
                alarm(repatriation.caseRef());
            }
        } else {
            waiting.remove(repatriation.caseRef());
            raised.remove(repatriation.caseRef());
        }
    }

    /** Fills the memory from the store; for start-up. */
    public Mono<Void> remember() {
        return stored(Map.of()).doOnNext(found -> note(found.state())).then();
    }

    /** Raises what has become due; an arrival that another instance took in is noticed here. */
    public Mono<Void> check() {
        Instant limit = limit();
        List<String> due = waiting.entrySet().stream().filter(each -> !each.getValue().isAfter(limit)).map(Map.Entry::getKey)
                .toList();
        return Flux.fromIterable(due).flatMap(repatriations::find, 4).doOnNext(found -> note(found.state())).then();
    }

    /** How many alarms are open, as far as this instance knows. */
    public int open() {
        return raised.size();
    }

    /** The open alarms that the caller sees, from the store, longest waiting first. */
    public Mono<List<Aggregate<Repatriation>>> list(Sight sight) {
        Instant limit = limit();
        return stored(sight.where(HOLDERS)).filter(found -> found.state().unmatchedSince(limit)).collectList();
    }

    private Flux<Aggregate<Repatriation>> stored(Map<String, Object> seen) {
        Map<String, Object> where = new HashMap<>(seen);
        where.put("state.state", RepatriationState.HANDED_OVER.name());
        return repatriations.list(Aggregates.Query.first(where, MOST))
                .flatMapIterable(Aggregates.Page::items)
                .sort(Comparator.comparing(found -> {
                    Handover handover = found.state().handover();
                    return handover == null ? Instant.EPOCH : handover.handedOverAt();
                }));
    }

    private void alarm(String caseRef) {
        if (raised.add(caseRef)) {
            raise.accept(caseRef);
        }
    }

    private Instant limit() {
        return clock.instant().minus(profile.matchWithin());
    }
}
