package org.safereturn.referral.adapter.events;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.safereturn.access.scope.CaseScope;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.referral.country.CountryProfile;
import org.safereturn.referral.model.Journey;
import org.safereturn.referral.referral.model.Referral;
import org.safereturn.referral.referral.model.ReferralEvent;
import org.safereturn.referral.repatriation.application.UnmatchedHandovers;
import org.safereturn.referral.repatriation.model.Arrangement;
import org.safereturn.referral.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referral.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referral.repatriation.model.Arrangement.Party;
import org.safereturn.referral.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referral.repatriation.model.Arrangement.Resumption;
import org.safereturn.referral.repatriation.model.Arrangement.Suspension;
import org.safereturn.referral.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referral.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referral.repatriation.model.Arrival;
import org.safereturn.referral.repatriation.model.Handover;
import org.safereturn.referral.repatriation.model.Repatriation;
import org.safereturn.referral.repatriation.model.RepatriationEvent;
import org.safereturn.referral.repatriation.model.ReturnDecision;
import org.safereturn.referral.repatriation.model.TracingResult;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/**
 * What the other ministry says about returns, read in order, and tracing results of either ministry, in any order. Each
 * is a fact: none is refused for the state the return is in here.
 */
final class RepatriationHandlers {

    private final Aggregates<Repatriation, RepatriationEvent> repatriations;
    private final Aggregates<Referral, ReferralEvent> referrals;
    private final UnmatchedHandovers unmatched;
    private final CountryProfile profile;

    RepatriationHandlers(Aggregates<Repatriation, RepatriationEvent> repatriations,
            Aggregates<Referral, ReferralEvent> referrals, UnmatchedHandovers unmatched, CountryProfile profile) {
        this.referrals = referrals;
        this.repatriations = repatriations;
        this.unmatched = unmatched;
        this.profile = profile;
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, TracingResultIssued body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        TracingResult result = new TracingResult(body.getResultVersion(),
                Wire.symbol(TracingResult.Nationality.class, body.getNationalityOutcome(),
                        TracingResult.Nationality.INCONCLUSIVE),
                Wire.symbol(TracingResult.Family.class, body.getFamilyOutcome(), TracingResult.Family.UNKNOWN),
                body.getCareAnswers().stream().anyMatch(each -> each.getCapacity() == CareCapacity.ABLE_WITH_SUPPORT),
                body.getOccurredAt());
        return record(body.getCaseRef(), journey, Senders.origin(event, journey, profile.country()),
                ReferralHandlers.orderFree(event), known -> known.recordResult(result));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ReturnDecisionRecorded body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        ReturnDecision decision = new ReturnDecision(Wire.officer(body.getActor()), body.getOccurredAt(),
                Wire.symbol(ReturnDecision.Choice.class, body.getDecision(), ReturnDecision.Choice.WAIT),
                body.getReason() == null ? null
                        : Wire.symbol(ReturnDecision.Reason.class, body.getReason(), ReturnDecision.Reason.OTHER),
                Wire.symbol(ReturnDecision.Destination.class, body.getDestinationType(), ReturnDecision.Destination.UNDECIDED),
                body.getResultVersion(), body.getPersonInformed(), body.getBestInterestsDone(), body.getBestInterestsBody(),
                Wire.symbol(ReturnDecision.Risk.class, body.getRiskLevel(), ReturnDecision.Risk.NOT_ACCEPTABLE),
                body.getRiskMitigated());
        return fromHost(event, body.getCaseRef(), journey, known -> known.recordDecision(decision));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, RepatriationProposed body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Arrangement plan = new Arrangement(body.getProposal(), Party.HOST, Wire.officer(body.getActor()),
                body.getOccurredAt(), null, body.getWindowFrom(), body.getWindowTo(), body.getCrossingPoint(),
                body.getAlternativeCrossingPoint(), body.getReceptionUnit(),
                Wire.symbol(TransportMode.class, body.getMode(), TransportMode.OTHER), body.getEscortRole(),
                body.getDocumentType() == null ? null
                        : Wire.symbol(TravelDocument.class, body.getDocumentType(), TravelDocument.OTHER),
                body.getSpecialTransport(), body.getInterpreterLanguage(),
                body.getSealed() == null ? null : Wire.sealed(body.getSealed()));
        return fromHost(event, body.getCaseRef(), journey, known -> known.recordProposal(plan));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, RepatriationConfirmed body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Confirmation confirmation = new Confirmation(body.getProposal(), Wire.officer(body.getActor()), body.getOccurredAt(),
                body.getTravelDate(), body.getCrossingPoint(), body.getReceptionUnit(), body.getContactRole(),
                body.getContactPhone());
        return fromOrigin(event, body.getCaseRef(), journey, known -> known.recordConfirmation(confirmation));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, RepatriationRescheduled body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Rescheduling move = new Rescheduling(body.getProposal(), sender(event, journey), Wire.officer(body.getActor()),
                body.getOccurredAt(), Wire.symbol(ChangeReason.class, body.getReason(), ChangeReason.OTHER),
                body.getWindowFrom(), body.getWindowTo(), body.getCrossingPoint());
        return fromEither(event, body.getCaseRef(), journey, known -> known.recordRescheduling(move));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, RepatriationSuspended body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Suspension suspension = new Suspension(sender(event, journey), Wire.officer(body.getActor()), body.getOccurredAt(),
                Wire.symbol(ChangeReason.class, body.getReason(), ChangeReason.OTHER), body.getExpectedUntil());
        return fromEither(event, body.getCaseRef(), journey, known -> known.recordSuspension(suspension));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, RepatriationResumed body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Resumption resumption = new Resumption(sender(event, journey), Wire.officer(body.getActor()), body.getOccurredAt());
        return fromEither(event, body.getCaseRef(), journey, known -> known.recordResumption(resumption));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, HandoverExecuted body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        var said = body.getOverride();
        Handover handover = new Handover(Wire.officer(body.getActor()), body.getOccurredAt(), body.getCrossingPoint(),
                body.getReceivedByRole(), Wire.knownOf(Handover.ChecklistItem.class, body.getOpenItems()),
                body.getConsentCheckedOn(), Wire.knownOf(Handover.HandedItem.class, body.getHandedItems()),
                body.getMedicinesHanded(), body.getResultVersion(), body.getRecordedLate(),
                said == null ? null : new Handover.EmergencyOverride(said.getAuthority(),
                        Wire.symbol(Handover.EmergencyOverride.Reason.class, said.getReason(),
                                Handover.EmergencyOverride.Reason.AUTHORITY_ORDER), said.getRule()),
                body.getWarnings());
        return fromHost(event, body.getCaseRef(), journey, known -> known.recordHandover(handover));
    }

    Mono<? extends Outcome<?>> on(InboundEvent event, ArrivalConfirmed body) {
        Journey journey = new Journey(body.getHostCountry(), body.getOriginCountry());
        Arrival arrival = new Arrival(Wire.officer(body.getActor()), body.getOccurredAt(), body.getReceptionUnit(),
                body.getCrossingPoint(), body.getReceivedByRole(),
                Wire.symbol(Arrival.Condition.class, body.getCondition(), Arrival.Condition.NEEDS_ATTENTION),
                Wire.knownOf(Arrival.Difference.class, body.getDifferences()));
        return fromOrigin(event, body.getCaseRef(), journey, known -> known.recordArrival(arrival));
    }

    private Mono<Outcome<Repatriation>> fromHost(InboundEvent event, UUID caseRef, Journey journey,
            UnaryOperator<Repatriation> record) {
        return record(caseRef, journey, Senders.host(event, journey, profile.country()),
                ReferralHandlers.strict(event), record);
    }

    private Mono<Outcome<Repatriation>> fromOrigin(InboundEvent event, UUID caseRef, Journey journey,
            UnaryOperator<Repatriation> record) {
        return record(caseRef, journey, Senders.origin(event, journey, profile.country()),
                ReferralHandlers.strict(event), record);
    }

    private Mono<Outcome<Repatriation>> fromEither(InboundEvent event, UUID caseRef, Journey journey,
            UnaryOperator<Repatriation> record) {
        return record(caseRef, journey, Senders.either(event, journey, profile.country()),
                ReferralHandlers.strict(event), record);
    }

    private Mono<Outcome<Repatriation>> record(UUID caseRef, Journey journey, Optional<Rejection> no,
            Cause cause, UnaryOperator<Repatriation> record) {
        String id = caseRef.toString();
        return holders(id).flatMap(holders -> repatriations.change(id, cause, known -> {
            Repatriation repatriation = known.orElseGet(() -> Repatriation.of(id, profile.sideOf(journey), journey))
                    .heldBy(holders);
            if (no.isPresent()) {
                return Decision.refuse(no.get());
            }
            return repatriation.journey().equals(journey) ? Decision.accept(record.apply(repatriation), List.of())
                    : Decision.refuse(Rejection.refused("referral-of-another-journey", "side", repatriation.side().name()));
        })).doOnNext(unmatched::saw);
    }

    /** Who holds the referral holds the return. */
    private Mono<CaseScope> holders(String caseRef) {
        return referrals.find(caseRef).map(found -> found.state().scope().taken()).defaultIfEmpty(CaseScope.NOBODY);
    }

    private static Party sender(InboundEvent event, Journey journey) {
        return event.metadata().country().equals(journey.host()) ? Party.HOST : Party.ORIGIN;
    }
}
