package org.safereturn.referralservice.repatriation.application;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;
import org.safereturn.access.scope.Caller;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.TravelCareNeeds;
import reactor.core.publisher.Mono;

/** Lists repatriations, and opens one for an officer. */
public final class ReadRepatriations {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final TemporaryReading temporary;
    private final CaseKeys keys;
    private final CareNeedsContents contents;

    public ReadRepatriations(Aggregates<Repatriation, RepatriationEvent> repatriations, TemporaryReading temporary,
            CaseKeys keys, CareNeedsContents contents) {
        this.repatriations = repatriations;
        this.temporary = temporary;
        this.keys = keys;
        this.contents = contents;
    }

    /**
     * A repatriation with what the journey needs.
     *
     * @param needs empty where none were sent or the key of the case is not held here
     */
    public record Opened(Aggregate<Repatriation> repatriation, Optional<TravelCareNeeds> needs) {
    }

    /**
     * The repatriation with the needs opened, or empty when there is none that the officer sees; a temporary access that
     * stands lets the officer read.
     */
    public Mono<Opened> read(Caller caller, String caseRef) {
        return repatriations.find(caseRef).filterWhen(found -> temporary.sees(caseRef, found.state().scope(), caller.sight(),
                        caller.actor()))
                .flatMap(found -> {
            Optional<Sealed> sealed = Optional.ofNullable(found.state().arrangement()).map(Arrangement::careNeeds);
            return sealed.isEmpty() ? Mono.just(new Opened(found, Optional.empty()))
                    : keys.find(caseRef).map(key -> Optional.of(contents.open(key, caseRef, sealed.get())))
                            .defaultIfEmpty(Optional.empty()).map(needs -> new Opened(found, needs));
        });
    }

    /** A page of what the officer sees, newest change first. */
    public Mono<Aggregates.Page<Repatriation>> list(Caller caller, @Nullable Side side, @Nullable RepatriationState state, Paging paging) {
        Map<String, Object> where = new HashMap<>(caller.sight().where(UnmatchedHandovers.HOLDERS));
        if (side != null) {
            where.put("state.side", side.name());
        }
        if (state != null) {
            where.put("state.state", state.name());
        }
        return repatriations.list(paging.query(where));
    }
}
