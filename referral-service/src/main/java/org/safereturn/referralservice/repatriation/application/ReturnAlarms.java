package org.safereturn.referralservice.repatriation.application;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;
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

    private static final int AT_ONCE = 200;
    private static final List<String> ANY = Arrays.stream(Alarm.values()).map(Alarm::name).toList();

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
    public record Open(Repatriation repatriation, Alarm alarm, Instant dueAt, boolean overdue) {
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

    /** Fills the memory from the store, page by page; for start-up. What an older release stored is found by its state. */
    public Mono<Void> remember() {
        return Flux.concat(all(ALARMS, ANY), all("state.state", RepatriationState.HANDED_OVER.name()))
                .doOnNext(found -> note(found.state())).then();
    }

    private Flux<Aggregate<Repatriation>> all(String field, Object value) {
        return repatriations.list(Aggregates.Query.first(Map.of(field, value), AT_ONCE))
                .expand(page -> page.next().isEmpty() ? Mono.empty() : repatriations.list(
                        new Aggregates.Query(Map.of(field, value), page.next(), false, AT_ONCE)))
                .flatMapIterable(Aggregates.Page::items);
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

    /**
     * A page of the returns that the caller sees and that have an alarm, from the store; also those whose timer still runs.
     * A return that a release before there were alarms stored is among them from its next change on.
     */
    public Mono<Aggregates.Page<Repatriation>> list(Sight sight, Paging paging) {
        Map<String, Object> where = new HashMap<>(sight.where(HOLDERS));
        where.put(ALARMS, ANY);
        return repatriations.list(paging.query(where));
    }

    /** The open alarms of a return, longest due first. An unconfirmed override is shown from the start. */
    public List<Open> open(Repatriation repatriation) {
        Instant now = clock.instant();
        return repatriation.alarms().stream().map(alarm -> {
            Instant dueAt = dueAt(repatriation, alarm);
            return new Open(repatriation, alarm, dueAt, !dueAt.isAfter(now));
        }).filter(each -> each.overdue() || each.alarm() == Alarm.OVERRIDE_UNCONFIRMED)
                .sorted(Comparator.comparing(Open::dueAt)).toList();
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
