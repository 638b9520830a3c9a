package org.safereturn.referralservice.repatriation.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.ListIndex;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import reactor.core.publisher.Mono;

/** Lists repatriations, and opens one for an officer. */
public final class ReadRepatriations {

    private static final String STATE = "state.state";

    /** The conditions of the lists here and of the alarms; the side, which has two values, is filtered. */
    public static final List<ListIndex> LISTS = List.of(ListIndex.of(), ListIndex.of(STATE),
            ListIndex.of(ReturnAlarms.HOLDERS), ListIndex.of(ReturnAlarms.HOLDERS, STATE), ListIndex.of(ReturnAlarms.ALARMS));

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final TemporaryReading temporary;
    private final CaseKeys keys;
    private final CareNeedsContents contents;
    private final OverrideNotes notes;

    public ReadRepatriations(Aggregates<Repatriation, RepatriationEvent> repatriations, TemporaryReading temporary,
            CaseKeys keys, CareNeedsContents contents, OverrideNotes notes) {
        this.repatriations = repatriations;
        this.temporary = temporary;
        this.keys = keys;
        this.contents = contents;
        this.notes = notes;
    }

    /**
     * A repatriation with what the journey needs, and what was added in words to an override.
     *
     * @param needs empty where none were sent or the key of the case is not held here
     * @param note the same of the words
     */
    public record Opened(Aggregate<Repatriation> repatriation, Optional<TravelCareNeeds> needs, Optional<String> note) {
    }

    /**
     * The repatriation with the needs opened, or empty when there is none that the officer sees; a temporary access that
     * stands lets the officer read.
     */
    public Mono<Opened> read(Caller caller, String caseRef) {
        return repatriations.find(caseRef).filterWhen(found -> temporary.sees(caseRef, found.state().scope(), caller.sight(),
                        caller.actor()))
                .flatMap(found -> {
            Optional<Sealed> needs = Optional.ofNullable(found.state().arrangement()).map(Arrangement::careNeeds);
            Optional<Sealed> note = Optional.ofNullable(found.state().handover()).map(Handover::override)
                    .map(EmergencyOverride::note);
            Opened closed = new Opened(found, Optional.empty(), Optional.empty());
            return needs.isEmpty() && note.isEmpty() ? Mono.just(closed)
                    : keys.find(caseRef).map(key -> new Opened(found,
                            needs.map(sealed -> contents.open(key, caseRef, sealed)),
                            note.map(sealed -> notes.open(key, caseRef, sealed)))).defaultIfEmpty(closed);
        });
    }

    /** A page of what the officer sees, newest change first. */
    public Mono<Aggregates.Page<Repatriation>> list(Caller caller, @Nullable Side side, @Nullable RepatriationState state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(ReturnAlarms.HOLDERS));
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (state != null) {
            where.put(STATE, state.name());
        }
        return repatriations.list(paging.query(where));
    }
}
