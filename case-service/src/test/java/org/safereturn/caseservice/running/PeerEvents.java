package org.safereturn.caseservice.running;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.MergeReason;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.crossing.v1.CrossingPointStatus;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.crossing.v1.EntryAuthority;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.MissingField;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralReturnedForCompletion;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationRescheduled;
import org.safereturn.repatriation.v1.RepatriationResumed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.TransportMode;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracing.v1.TracingState;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkItemState;
import org.safereturn.work.v1.WorkList;

/**
 * What others say about a made-up case.
 *
 * @param caseRef of the case
 * @param host country that identified the person
 * @param origin presumed country of origin
 */
record PeerEvents(String caseRef, String host, String origin) {

    static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    /** Another ministry says that a crossing point is closed; about no case. */
    static CrossingPointStatusChanged crossingClosed(String country, long number, String crossingPoint, LocalDate from,
            LocalDate until) {
        return CrossingPointStatusChanged.newBuilder().setCrossingPoint(crossingPoint).setPointVersion(number)
                .setReportingCountry(country).setStatus(CrossingPointStatus.CLOSED).setOccurredAt(START.plusSeconds(number))
                .setActor(actor(country)).setValidFrom(from).setValidUntil(until).setAuthority(EntryAuthority.PROPOSED).build();
    }

    ReferralSubmitted submitted(@Nullable SealedPart sealed, List<PurposeConsent> consents) {
        return ReferralSubmitted.newBuilder().setCaseRef(ref()).setCaseVersion(1)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.REFERRED)
                .setOccurredAt(START).setActor(actor(host)).setRound(1).setSendingUnit(host + "-UNIT-1")
                .setReceivingUnit(origin + "-UNIT-1").setIdentifiedOn(DAY).setUrgency(Urgency.ROUTINE)
                .setStatistics(ReferralStatistics.newBuilder().setSex(Sex.FEMALE)
                        .setAgeGroup(AgeGroup.AGE_18_59).build())
                .setCareFlags(List.of()).setQuestions(List.of(Purpose.TRACING)).setConsents(consents)
                .setSealed(sealed).build();
    }

    DeliveryReceipt receipt() {
        return DeliveryReceipt.newBuilder().setCaseRef(ref()).setCaseVersion(1)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.REFERRED)
                .setOccurredAt(START.plusSeconds(1)).setActor(actor(origin))
                .setMessageId(new UUID(1, 2)).setMessageType(ReferralSubmitted.class.getSimpleName())
                .setContentHash("0".repeat(64)).setOutcome(ReceiptOutcome.TAKEN_IN).build();
    }

    ReferralReceived received() {
        return ReferralReceived.newBuilder().setCaseRef(ref()).setCaseVersion(2)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.RECEIVED)
                .setOccurredAt(START.plusSeconds(2)).setActor(actor(origin)).setRound(1).setUnit(origin + "-UNIT-1")
                .build();
    }

    ReferralReturnedForCompletion returned() {
        return ReferralReturnedForCompletion.newBuilder().setCaseRef(ref()).setCaseVersion(2)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.RETURNED_FOR_COMPLETION)
                .setOccurredAt(START.plusSeconds(2)).setActor(actor(origin)).setRound(1)
                .setMissingFields(List.of(new MissingField("originAddress.province", null))).setClockStopped(true).build();
    }

    ReferralAccepted accepted() {
        return ReferralAccepted.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.ACCEPTED)
                .setOccurredAt(START.plusSeconds(3)).setActor(actor(origin)).setRound(1).setUnit(origin + "-UNIT-1")
                .build();
    }

    ReferralDeclined declined() {
        return ReferralDeclined.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.DECLINED)
                .setOccurredAt(START.plusSeconds(3)).setActor(actor(origin)).setRound(1)
                .setReason(DeclineReason.OUT_OF_SCOPE).build();
    }

    ReferralDeclineRevoked declineRevoked(String by) {
        return ReferralDeclineRevoked.newBuilder().setCaseRef(ref()).setCaseVersion(4)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.RECEIVED)
                .setOccurredAt(START.plusSeconds(4)).setActor(actor(by)).setRound(1).build();
    }

    ReferralWithdrawn withdrawn() {
        return ReferralWithdrawn.newBuilder().setCaseRef(ref()).setCaseVersion(4)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ReferralState.WITHDRAWN)
                .setOccurredAt(START.plusSeconds(4)).setActor(actor(host))
                .setReason(WithdrawalReason.VICTIM_WITHDREW).setRetention(RetentionRule.STOP_AND_RETAIN).build();
    }

    TracingProgressReported progress() {
        return TracingProgressReported.newBuilder().setCaseRef(ref()).setCaseVersion(1)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(TracingState.TRACING)
                .setOccurredAt(START.plusSeconds(5)).setActor(actor(origin))
                .setMilestone(TracingMilestone.VISITED).build();
    }

    TracingResultIssued result() {
        return TracingResultIssued.newBuilder().setCaseRef(ref()).setCaseVersion(2)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(TracingState.RESULT_ISSUED)
                .setOccurredAt(START.plusSeconds(6)).setActor(actor(origin)).setResultVersion(1)
                .setNationalityOutcome(NationalityOutcome.CONFIRMED).setNationalityBasis(List.of())
                .setFamilyOutcome(FamilyOutcome.LOCATED_ABLE).setCareAnswers(List.of()).build();
    }

    ConsentEffectConfirmed effect(String withdrawalId) {
        return ConsentEffectConfirmed.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ConsentState.PARTLY_WITHDRAWN)
                .setOccurredAt(START.plusSeconds(7)).setActor(actor(origin))
                .setWithdrawalId(UUID.fromString(withdrawalId)).setPurposes(List.of(Purpose.FAMILY_CONTACT))
                .setStopped(List.of(StoppedActivity.FAMILY_CONTACT)).setRetained(List.of())
                .setEffectiveAt(START.plusSeconds(7)).build();
    }

    RepatriationSuspended suspended() {
        return RepatriationSuspended.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.RETURN_SUSPENDED)
                .setOccurredAt(START.plusSeconds(10)).setActor(actor(origin)).setReason(ChangeReason.CROSSING_CLOSED)
                .setClockStopped(false).build();
    }

    RepatriationConfirmed confirmed() {
        return RepatriationConfirmed.newBuilder().setCaseRef(ref()).setCaseVersion(2)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.RETURN_CONFIRMED)
                .setOccurredAt(START.plusSeconds(9)).setActor(actor(origin)).setProposal(1).setTravelDate(DAY)
                .setCrossingPoint("POINT").setReceptionUnit(origin + "-UNIT-1").setContactRole("DUTY_OFFICER").build();
    }

    RepatriationProposed proposed() {
        return RepatriationProposed.newBuilder().setCaseRef(ref()).setCaseVersion(1)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.RETURN_PROPOSED)
                .setOccurredAt(START.plusSeconds(8)).setActor(actor(host)).setProposal(1).setWindowFrom(DAY).setWindowTo(DAY)
                .setCrossingPoint("POINT").setMode(TransportMode.ROAD).setSpecialTransport(false).build();
    }

    RepatriationSuspended suspendedByTheHost() {
        return RepatriationSuspended.newBuilder(suspended()).setCaseVersion(2).setActor(actor(host))
                .setReason(ChangeReason.ILLNESS).build();
    }

    /** The host's own service found the crossing point of the first plan closed. */
    RepatriationSuspended closed() {
        return RepatriationSuspended.newBuilder(suspendedByTheHost()).setReason(ChangeReason.CROSSING_CLOSED).setProposal(1)
                .setCrossingPoint("POINT").build();
    }

    RepatriationResumed resumedByTheHost(long version) {
        return RepatriationResumed.newBuilder().setCaseRef(ref()).setCaseVersion(version)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.RETURN_CONFIRMED)
                .setOccurredAt(START.plusSeconds(10 + version)).setActor(actor(host)).build();
    }

    RepatriationRescheduled movedByTheHost(long version) {
        return RepatriationRescheduled.newBuilder().setCaseRef(ref()).setCaseVersion(version)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.RETURN_SUSPENDED)
                .setOccurredAt(START.plusSeconds(10 + version)).setActor(actor(host)).setReason(ChangeReason.ILLNESS)
                .setProposal(2).setWindowFrom(DAY).setWindowTo(DAY).setCrossingPoint("POINT").build();
    }

    HandoverExecuted handedOver() {
        return HandoverExecuted.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.HANDED_OVER)
                .setOccurredAt(START.plusSeconds(10)).setActor(actor(host)).setCrossingPoint("POINT")
                .setChecklistComplete(true).setOpenItems(List.of()).setHandedItems(List.of())
                .setMedicinesHanded(false).setRecordedLate(false).setWarnings(List.of()).build();
    }

    ArrivalConfirmed arrived() {
        return ArrivalConfirmed.newBuilder().setCaseRef(ref()).setCaseVersion(4)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(RepatriationState.ARRIVED)
                .setOccurredAt(START.plusSeconds(11)).setActor(actor(origin)).setReceptionUnit(origin + "-UNIT-1")
                .setReceivedByRole("RECEPTION_OFFICER").setCondition(ArrivalCondition.WELL)
                .setDifferences(List.of()).build();
    }

    /** The same as the host would say it, who may not. */
    ArrivalConfirmed arrivedByTheHost() {
        return ArrivalConfirmed.newBuilder(arrived()).setActor(actor(host)).build();
    }

    CaseManagerAssigned assigned() {
        return CaseManagerAssigned.newBuilder().setCaseRef(ref()).setCaseVersion(5)
                .setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReintegrationState.CASE_MANAGER_ASSIGNED).setOccurredAt(START.plusSeconds(12))
                .setActor(actor(origin)).setUnit(origin + "-UNIT-1").setRole("CASE_MANAGER")
                .setAssignedAt(START.plusSeconds(12)).build();
    }

    ReintegrationStatusReported reported(ReintegrationState state) {
        return ReintegrationStatusReported.newBuilder().setCaseRef(ref()).setCaseVersion(6)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(state)
                .setOccurredAt(START.plusSeconds(13)).setActor(actor(origin)).build();
    }

    ConsentUpdated consents(Purpose... given) {
        return ConsentUpdated.newBuilder().setCaseRef(ref()).setCaseVersion(2)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ConsentState.IN_FORCE)
                .setOccurredAt(START.plusSeconds(1)).setActor(actor(host)).setConsents(given(given))
                .setEffectiveAt(START.plusSeconds(1)).build();
    }

    ConsentWithdrawn withdrawn(Purpose purpose) {
        return ConsentWithdrawn.newBuilder().setCaseRef(ref()).setCaseVersion(3)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(ConsentState.PARTLY_WITHDRAWN)
                .setOccurredAt(START.plusSeconds(2)).setActor(actor(host)).setPurposes(List.of(purpose))
                .setEffectiveAt(START.plusSeconds(2)).setEraseRequested(false).build();
    }

    CaseMerged merged(UUID survivor) {
        return CaseMerged.newBuilder().setCaseRef(ref()).setCaseVersion(4)
                .setHostCountry(host).setOriginCountry(origin).setResultingState(CaseState.DUPLICATE_MERGED)
                .setOccurredAt(START.plusSeconds(3)).setActor(actor(host)).setSurvivorCaseRef(survivor)
                .setReason(MergeReason.SAME_DOCUMENT).build();
    }

    static List<PurposeConsent> given(Purpose... purposes) {
        return Arrays.stream(purposes).map(purpose -> PurposeConsent.newBuilder().setPurpose(purpose)
                .setDecision(ConsentDecision.GIVEN).build()).toList();
    }

    static ReferralContent person(String country) {
        return ReferralContent.newBuilder().setNameOwnScript("Malee Samplename").setNicknames(List.of())
                .setAliases(List.of()).setSex(Sex.FEMALE).setNationalityClaimed(country).setLanguages(List.of())
                .setDocuments(List.of()).setRelatives(List.of()).setLocalHelpers(List.of()).build();
    }

    private UUID ref() {
        return UUID.fromString(caseRef);
    }

    private static ActorReference actor(String country) {
        return new ActorReference(country.toLowerCase(Locale.ROOT) + "-officer-1", "CASE_MANAGER",
                country + "-UNIT-1", country);
    }

    /** A service of the country of origin says that the case waits for a unit. */
    WorkItemChanged waits(WorkList list, long version, String unit) {
        return work(list, version).setResultingState(WorkItemState.OPEN).setUnits(List.of(unit)).setSince(START).build();
    }

    /** A service of the country of origin says that the case waits no longer. */
    WorkItemChanged waitsNoLonger(WorkList list, long version) {
        return work(list, version).setResultingState(WorkItemState.DONE).setUnits(List.of()).build();
    }

    private WorkItemChanged.Builder work(WorkList list, long version) {
        return WorkItemChanged.newBuilder().setCaseRef(ref()).setCaseVersion(version).setHostCountry(host)
                .setOriginCountry(origin).setOccurredAt(START).setActor(actor(origin)).setList(list).setContactPoints(false)
                .setReceivingPoints(List.of());
    }
}
