package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.referralservice.country.CountryProfile;
import org.safereturn.referralservice.repatriation.model.Alarm;
import org.safereturn.referralservice.repatriation.model.Arrival;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What somebody must look after in a return: a person who is on the way too long or whom nobody expects, an override by one
 * officer alone, records that differ. Only what somebody does closes an alarm; it is never closed by time.
 *
 * <p>Two of them have a timer of their own in the profile: a handover is an alarm when no arrival is known within {@code
 * safety.arrival-within}; an unconfirmed override is shown at once, and is overdue after {@code
 * safety.override-confirmed-within}. No deadline of the ministries starts them.
 *
 * <p>What waits is remembered in memory, filled from the store at start-up and by every change seen here, so that watching
 * costs no query; what is shown to a person is always read from the store.
 */
public final class ReturnAlarms {

    static final String HOLDERS = "state.scope.holders";
    static final String ALARMS = "state.alarms";

    private static final int MOST = 1000;

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final CountryProfile profile;
    private final Clock clock;
    private final Consumer<Alarm> raise;
    private final Map<String, Map<Alarm, Instant>> waiting = new ConcurrentHashMap<>();
    private final Set<Raised> raised = ConcurrentHashMap.newKeySet();

    /**
     * With its collaborators.
     *
     * @param raise told once for each alarm that is due
     */
    public ReturnAlarms(Aggregates<Repatriation, RepatriationEvent> repatriations, CountryProfile profile, Clock clock,
            Consumer<Alarm> raise) {
        this.repatriations = repatriations;
        this.profile = profile;
        this.clock = clock;
        this.raise = raise;
    }

    /**
     * One alarm of one return.
     *
     * @param dueAt from when on it is due
     * @param overdue whether it is due now
     */
    public record Open(Aggregate<Repatriation> repatriation, Alarm alarm, Instant dueAt, boolean overdue) {
    }

    private record Raised(String caseRef, Alarm alarm) {
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
        Map<Alarm, Instant> due = new EnumMap<>(Alarm.class);
        repatriation.alarms().forEach(alarm -> due.put(alarm, dueAt(repatriation, alarm)));
        if (due.isEmpty()) {
            waiting.remove(repatriation.caseRef());
        } else {
            waiting.put(repatriation.caseRef(), due);
        }
        raised.removeIf(each -> each.caseRef().equals(repatriation.caseRef()) && !due.containsKey(each.alarm()));
        Instant now = clock.instant();
        due.forEach((alarm, at) -> {
            if (!at.isAfter(now) && raised.add(new Raised(repatriation.caseRef(), alarm))) {
                raise.accept(alarm);
            }
        });
    }

    /** Fills the memory from the store; for start-up. */
    public Mono<Void> remember() {
        return stored(Map.of()).doOnNext(found -> note(found.state())).then();
    }

    /** Raises what has become due; what another instance took in meanwhile is noticed here. */
    public Mono<Void> check() {
        Instant now = clock.instant();
        List<String> due = waiting.entrySet().stream()
                .filter(each -> each.getValue().values().stream().anyMatch(at -> !at.isAfter(now)))
                .map(Map.Entry::getKey).toList();
        return Flux.fromIterable(due).flatMap(repatriations::find, 4).doOnNext(found -> note(found.state())).then();
    }

    /** How many alarms of this kind are due, as far as this instance knows. */
    public int due(Alarm alarm) {
        return (int) raised.stream().filter(each -> each.alarm() == alarm).count();
    }

    /** The open alarms that the caller sees, from the store, longest due first. An unconfirmed override is shown from the start. */
    public Mono<List<Open>> list(Sight sight) {
        Instant now = clock.instant();
        return stored(sight.where(HOLDERS)).flatMapIterable(found -> found.state().alarms().stream().map(alarm -> {
            Instant dueAt = dueAt(found.state(), alarm);
            return new Open(found, alarm, dueAt, !dueAt.isAfter(now));
        }).toList()).filter(each -> each.overdue() || each.alarm() == Alarm.OVERRIDE_UNCONFIRMED)
                .sort(Comparator.comparing(Open::dueAt)).collectList();
    }

    /** Returns with an alarm; those that an older release stored are found by their state. */
    private Flux<Aggregate<Repatriation>> stored(Map<String, Object> seen) {
        Set<String> listed = new HashSet<>();
        return Flux.concat(page(seen, ALARMS, List.of(Alarm.values()).stream().map(Alarm::name).toList()),
                page(seen, "state.state", RepatriationState.HANDED_OVER.name())).filter(found -> listed.add(found.id()));
    }

    private Flux<Aggregate<Repatriation>> page(Map<String, Object> seen, String field, Object value) {
        Map<String, Object> where = new HashMap<>(seen);
        where.put(field, value);
        return repatriations.list(Aggregates.Query.first(where, MOST)).flatMapIterable(Aggregates.Page::items);
    }

    private Instant dueAt(Repatriation repatriation, Alarm alarm) {
        Handover handover = repatriation.handover();
        Arrival arrival = repatriation.arrival();
        Instant entered = handover == null ? Instant.EPOCH : entered(handover.recordedAt(), handover.handedOverAt());
        Instant received = arrival == null ? Instant.EPOCH : entered(arrival.recordedAt(), arrival.arrivedAt());
        Instant differs = received.isAfter(entered) ? received : entered;
        return handover == null ? differs : switch (alarm) {
            case HANDOVER_UNMATCHED -> handover.handedOverAt().plus(profile.safety().arrivalWithin());
            case OVERRIDE_UNCONFIRMED -> entered.plus(profile.safety().overrideConfirmedWithin());
            case HANDOVER_UNPLANNED -> handover.handedOverAt();
            case RECORDS_DIFFER -> differs;
        };
    }

    private static Instant entered(@Nullable Instant recordedAt, Instant happenedAt) {
        return recordedAt == null ? happenedAt : recordedAt;
    }
}
