package org.safereturn.referralservice.running;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseStandingContent;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.Identification;
import org.safereturn.casefile.v1.IdentificationStatus;
import org.safereturn.casefile.v1.MergeReason;
import org.safereturn.casefile.v1.Route;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.casefile.v1.WitnessState;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.crossing.v1.CrossingPointStatus;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.crossing.v1.EntryAuthority;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.ConsentGiver;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.referral.v1.Address;
import org.safereturn.referral.v1.DeclineReason;
import org.safereturn.referral.v1.DeliveryReceipt;
import org.safereturn.referral.v1.ExploitationType;
import org.safereturn.referral.v1.ReceiptOutcome;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.ReferralDeclineRevoked;
import org.safereturn.referral.v1.ReferralDeclined;
import org.safereturn.referral.v1.ReferralReceived;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.SafeContact;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.ChangeReason;
import org.safereturn.repatriation.v1.DestinationType;
import org.safereturn.repatriation.v1.EmergencyOverride;
import org.safereturn.repatriation.v1.EmergencyOverrideConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.OverrideReason;
import org.safereturn.repatriation.v1.RepatriationConfirmed;
import org.safereturn.repatriation.v1.RepatriationProposed;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.repatriation.v1.RepatriationSuspended;
import org.safereturn.repatriation.v1.ReturnDecision;
import org.safereturn.repatriation.v1.ReturnDecisionRecorded;
import org.safereturn.repatriation.v1.RiskLevel;
import org.safereturn.repatriation.v1.TransportMode;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityOutcome;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracing.v1.TracingState;
import org.springframework.context.ConfigurableApplicationContext;

/** What other services send about one made-up case. */
record Sent(UUID caseRef, String host, String origin) {

    static final Instant TIME = Instant.parse("2026-11-23T03:00:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    static Sent newCase(String host, String origin) {
        return new Sent(UUID.randomUUID(), host, origin);
    }

    static Sent of(String caseRef, String host, String origin) {
        return new Sent(UUID.fromString(caseRef), host, origin);
    }

    String ref() {
        return caseRef.toString();
    }

    /** As the own case-service tells it, the person sealed with the key that the ministry's services share. */
    CaseStandingRecorded standing() {
        return standing(person());
    }

    CaseStandingRecorded standing(CaseStandingContent person) {
        ConfigurableApplicationContext service = RunningService.of(host).context();
        CaseKey key = Objects.requireNonNull(service.getBean(CaseKeys.class).obtain(ref()).block(Duration.ofSeconds(10)));
        return CaseStandingRecorded.newBuilder(standingWithoutPerson())
                .setSealed(service.getBean(Sealing.class).seal(key, ref(), person).toPart()).build();
    }

    CaseStandingRecorded standingWithoutPerson() {
        return CaseStandingRecorded.newBuilder().setCaseRef(caseRef).setCaseVersion(1).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(CaseState.CONSENTED).setOccurredAt(TIME).setActor(actor(host))
                .setRoute(Route.JOINT).setIdentification(new Identification(IdentificationStatus.VICTIM, DAY, null))
                .setConsents(consents()).build();
    }

    /** The same, with another decision about one purpose. */
    CaseStandingRecorded standingWith(Purpose purpose, ConsentDecision decision) {
        return CaseStandingRecorded.newBuilder(standing()).setConsents(consents().stream().map(consent ->
                consent.getPurpose() != purpose ? consent : PurposeConsent.newBuilder(consent).setDecision(decision).build())
                .toList()).build();
    }

    /** An adult. */
    CaseStandingContent person() {
        return CaseStandingContent.newBuilder().setPerson(ReferralContent.newBuilder(content())
                .setNameOwnScript("Sokha Testperson").setStatedAge(25).setOriginAddress(Address.newBuilder()
                        .setCountry(origin).setProvince("Made-up Province").build()).setSafeContact(null).build())
                .setAgeGroup(AgeGroup.AGE_18_59).setExploitationType(ExploitationType.FORCED_LABOUR).build();
    }

    /** The own case-service tells that an officer may read the case for a time, or no longer. */
    TemporaryAccessRecorded temporaryAccess(int number, Actor reader, TemporaryAccessState state, Duration lasts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ActorReference supervisor = new ActorReference("supervisor-1", "SUPERVISOR", reader.unit(), reader.ministry());
        return TemporaryAccessRecorded.newBuilder().setCaseRef(caseRef).setCaseVersion(1).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(state).setOccurredAt(now).setActor(supervisor)
                .setNumber(number)
                .setGrantedTo(new ActorReference(reader.reference(), reader.role(), reader.unit(), reader.ministry()))
                .setGrantedBy(supervisor).setReason(TemporaryAccessReason.CONTINUITY_OF_CARE).setStartsAt(now)
                .setEndsAt(now.plus(lasts)).build();
    }

    /** The own case-service tells that the person was asked for every consent again, now. */
    CaseStandingRecorded askedAgain(long version) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return CaseStandingRecorded.newBuilder(standingWithoutPerson()).setCaseVersion(version).setConsents(consents().stream()
                .map(consent -> PurposeConsent.newBuilder(consent).setRecordedAt(now).build()).toList()).build();
    }

    private static List<PurposeConsent> consents() {
        return List.of(Purpose.TRACING, Purpose.DATA_SHARING, Purpose.RETURN, Purpose.NATIONALITY_CHECK).stream()
                .map(purpose -> new PurposeConsent(purpose, ConsentDecision.GIVEN, ConsentGiver.PERSON, DAY, null, List.of(), null))
                .toList();
    }

    ConsentWithdrawn consentWithdrawn(long version, Purpose... purposes) {
        return ConsentWithdrawn.newBuilder().setCaseRef(caseRef).setCaseVersion(version).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ConsentState.PARTLY_WITHDRAWN).setOccurredAt(TIME)
                .setActor(actor(host)).setPurposes(List.of(purposes)).setEffectiveAt(TIME).setEraseRequested(false).build();
    }

    /** The own case-service tells that the case was merged into another one. */
    CaseMerged merged(String survivor) {
        return CaseMerged.newBuilder().setCaseRef(caseRef).setCaseVersion(4).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(CaseState.DUPLICATE_MERGED).setOccurredAt(TIME)
                .setActor(actor(host)).setSurvivorCaseRef(UUID.fromString(survivor)).setReason(MergeReason.SAME_DOCUMENT)
                .build();
    }

    /** The case-service of a country of the case tells it how far the work with a person who may testify is. */
    WitnessCooperationStateChanged testifies(String country, long version, WitnessState state) {
        return WitnessCooperationStateChanged.newBuilder().setCaseRef(caseRef).setCaseVersion(version).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(state).setOccurredAt(TIME).setActor(actor(country)).setSince(DAY)
                .build();
    }

    ReferralContent content() {
        return ReferralContent.newBuilder().setNameOwnScript("Malee Samplename").setNicknames(List.of())
                .setAliases(List.of()).setSex(Sex.FEMALE).setStatedAge(24).setNationalityClaimed(origin)
                .setLanguages(List.of("en")).setDocuments(List.of()).setRelatives(List.of()).setLocalHelpers(List.of())
                .setSafeContact(new SafeContact(true, null, null, List.of(), null, false)).build();
    }

    ReferralSubmitted submitted(int round, @Nullable Sealed sealed) {
        return ReferralSubmitted.newBuilder().setCaseRef(caseRef).setCaseVersion(round).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.REFERRED).setOccurredAt(TIME).setActor(actor(host))
                .setRound(round).setSendingUnit(host + "-UNIT-1").setReceivingUnit(origin + "-UNIT-1").setIdentifiedOn(DAY)
                .setUrgency(Urgency.ROUTINE)
                .setStatistics(new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_18_59, null)).setCareFlags(List.of())
                .setQuestions(List.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK)).setConsents(consents())
                .setSealed(sealed == null ? null : new SealedPart(sealed.keyId(), sealed.jwe())).build();
    }

    DeliveryReceipt receipt(String messageId) {
        return DeliveryReceipt.newBuilder().setCaseRef(caseRef).setCaseVersion(1).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.REFERRED).setOccurredAt(TIME).setActor(actor(origin))
                .setMessageId(UUID.fromString(messageId))
                .setMessageType(ReferralSubmitted.getClassSchema().getFullName()).setContentHash("00".repeat(32))
                .setOutcome(ReceiptOutcome.TAKEN_IN).build();
    }

    ReferralReceived received() {
        return ReferralReceived.newBuilder().setCaseRef(caseRef).setCaseVersion(2).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.RECEIVED).setOccurredAt(TIME).setActor(actor(origin))
                .setRound(1).setUnit(origin + "-UNIT-1").build();
    }

    ReferralAccepted accepted() {
        return ReferralAccepted.newBuilder().setCaseRef(caseRef).setCaseVersion(3).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.ACCEPTED).setOccurredAt(TIME).setActor(actor(origin))
                .setRound(1).setUnit(origin + "-UNIT-1").build();
    }

    ReferralWithdrawn withdrawn() {
        return ReferralWithdrawn.newBuilder().setCaseRef(caseRef).setCaseVersion(2).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.WITHDRAWN).setOccurredAt(TIME).setActor(actor(host))
                .setReason(WithdrawalReason.VICTIM_WITHDREW).setRetention(RetentionRule.STOP_AND_RETAIN).build();
    }

    ReferralWithdrawn withdrawn(int round) {
        return ReferralWithdrawn.newBuilder(withdrawn()).setRound(round).build();
    }

    TracingResultIssued result(int version) {
        return TracingResultIssued.newBuilder().setCaseRef(caseRef).setCaseVersion(version).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(TracingState.RESULT_ISSUED).setOccurredAt(TIME)
                .setActor(actor(origin)).setResultVersion(version).setNationalityOutcome(NationalityOutcome.CONFIRMED)
                .setNationalityBasis(List.of()).setFamilyOutcome(FamilyOutcome.LOCATED_ABLE).setCareAnswers(List.of())
                .setDocumentOffered(TravelDocumentType.LAISSEZ_PASSER).build();
    }

    /** The own tracing-service tells that an officer opened the result. */
    TracingResultAcknowledged acknowledged(int version) {
        return TracingResultAcknowledged.newBuilder().setCaseRef(caseRef).setCaseVersion(version).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(TracingState.RESULT_REVIEWED).setOccurredAt(TIME)
                .setActor(actor(host)).setResultVersion(version).build();
    }

    ReferralDeclined declined(int round) {
        return ReferralDeclined.newBuilder().setCaseRef(caseRef).setCaseVersion(3).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.DECLINED).setOccurredAt(TIME)
                .setActor(actor(origin)).setRound(round).setReason(DeclineReason.OUT_OF_SCOPE).build();
    }

    ReferralDeclineRevoked declineRevoked(int round) {
        return ReferralDeclineRevoked.newBuilder().setCaseRef(caseRef).setCaseVersion(4).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(ReferralState.RECEIVED).setOccurredAt(TIME)
                .setActor(actor(origin)).setRound(round).build();
    }

    /** A handover by one officer with an override, before anything was arranged. */
    HandoverExecuted handedOver(String crossingPoint) {
        return HandoverExecuted.newBuilder().setCaseRef(caseRef).setCaseVersion(1).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.HANDED_OVER).setOccurredAt(TIME)
                .setActor(actor(host)).setCrossingPoint(crossingPoint).setChecklistComplete(false).setMedicinesHanded(false)
                .setRecordedAt(TIME).setOverride(new EmergencyOverride("DUTY-DESK", OverrideReason.DANGER_TO_LIFE,
                        "handover-before-result")).setWarnings(List.of("handover-before-result")).build();
    }

    EmergencyOverrideConfirmed overrideConfirmed() {
        return EmergencyOverrideConfirmed.newBuilder().setCaseRef(caseRef).setCaseVersion(2).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.HANDED_OVER).setOccurredAt(TIME)
                .setActor(new ActorReference(host + "-officer-2", "SUPERVISOR", host + "-UNIT-1", host)).build();
    }

    ReturnDecisionRecorded decided() {
        return ReturnDecisionRecorded.newBuilder().setCaseRef(caseRef).setCaseVersion(1).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.DECISION_RECORDED).setOccurredAt(TIME)
                .setActor(actor(host)).setDecision(ReturnDecision.RETURN).setDestinationType(DestinationType.FAMILY)
                .setPersonInformed(true).setRiskLevel(RiskLevel.LOW).build();
    }

    RepatriationProposed proposed(String crossingPoint, LocalDate from) {
        return RepatriationProposed.newBuilder().setCaseRef(caseRef).setCaseVersion(2).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.RETURN_PROPOSED).setOccurredAt(TIME)
                .setActor(actor(host)).setProposal(1).setWindowFrom(from).setWindowTo(from.plusDays(7))
                .setCrossingPoint(crossingPoint).setMode(TransportMode.ROAD)
                .setDocumentType(TravelDocumentType.LAISSEZ_PASSER).setSpecialTransport(false).build();
    }

    /** The other side's service let this plan stand still. */
    RepatriationSuspended stoppedAt(String crossingPoint, int plan, String by) {
        return RepatriationSuspended.newBuilder(suspended()).setActor(actor(by)).setProposal(plan).setCrossingPoint(crossingPoint)
                .build();
    }

    /** The case service of a ministry tells that a crossing point is closed on its side; about no case. */
    static CrossingPointStatusChanged closed(String country, long number, String crossingPoint, LocalDate from, LocalDate until,
            @Nullable String alternative) {
        return CrossingPointStatusChanged.newBuilder().setCrossingPoint(crossingPoint).setPointVersion(number)
                .setReportingCountry(country).setStatus(CrossingPointStatus.CLOSED).setOccurredAt(TIME)
                .setActor(new ActorReference(country + "-administrator-2", "ADMINISTRATOR", country + "-UNIT-1", country))
                .setValidFrom(from).setValidUntil(until).setAlternativeCrossingPoint(alternative)
                .setAuthority(EntryAuthority.PROPOSED).build();
    }

    RepatriationSuspended suspended() {
        return RepatriationSuspended.newBuilder().setCaseRef(caseRef).setCaseVersion(3).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.RETURN_SUSPENDED).setOccurredAt(TIME)
                .setActor(actor(host)).setReason(ChangeReason.CROSSING_CLOSED).setClockStopped(true).build();
    }

    RepatriationConfirmed confirmed(String crossingPoint, LocalDate day) {
        return RepatriationConfirmed.newBuilder().setCaseRef(caseRef).setCaseVersion(3).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.RETURN_CONFIRMED).setOccurredAt(TIME)
                .setActor(actor(origin)).setProposal(1).setTravelDate(day).setCrossingPoint(crossingPoint)
                .setReceptionUnit(origin + "-RECEPTION").setContactRole("DUTY_OFFICER").build();
    }

    ArrivalConfirmed arrived() {
        return ArrivalConfirmed.newBuilder().setCaseRef(caseRef).setCaseVersion(4).setHostCountry(host)
                .setOriginCountry(origin).setResultingState(RepatriationState.ARRIVED).setOccurredAt(TIME)
                .setActor(actor(origin)).setReceptionUnit(origin + "-RECEPTION").setReceivedByRole("RECEPTION_OFFICER")
                .setCondition(ArrivalCondition.WELL).setDifferences(List.of()).build();
    }

    private static ActorReference actor(String country) {
        return new ActorReference(country + "-officer-1", "CASE_MANAGER", country + "-UNIT-1", country);
    }
}
