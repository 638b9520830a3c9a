package org.safereturn.tracingservice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.ConsentDecision;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.SealedPart;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.exchange.v1.TravelDocumentType;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.referral.v1.ReferralWithdrawn;
import org.safereturn.referral.v1.RetentionRule;
import org.safereturn.referral.v1.SafeContact;
import org.safereturn.referral.v1.Urgency;
import org.safereturn.referral.v1.WithdrawalReason;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ClosureReason;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReopeningReason;
import org.safereturn.repatriation.v1.ArrivalCondition;
import org.safereturn.repatriation.v1.ArrivalConfirmed;
import org.safereturn.repatriation.v1.HandoverExecuted;
import org.safereturn.repatriation.v1.RepatriationState;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.ClarificationTopic;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.Gap;
import org.safereturn.tracing.v1.GapAnswer;
import org.safereturn.tracing.v1.GapReason;
import org.safereturn.tracing.v1.IdentityCheck;
import org.safereturn.tracing.v1.LocatedRelative;
import org.safereturn.tracing.v1.NationalityBasis;
import org.safereturn.tracing.v1.NationalityOutcome;
import org.safereturn.tracing.v1.TracingClarificationAnswerContent;
import org.safereturn.tracing.v1.TracingClarificationAnswered;
import org.safereturn.tracing.v1.TracingClarificationContent;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracing.v1.TracingState;

/** Events of a made-up case between two countries, as the services of either ministry would send them. */
final class ExchangeFixtures {

    private static final Instant REFERRED = Instant.parse("2026-01-12T03:00:00Z");

    private final String caseRef;
    private final String host;
    private final String origin;

    ExchangeFixtures(String caseRef, String host, String origin) {
        this.caseRef = caseRef;
        this.host = host;
        this.origin = origin;
    }

    ReferralSubmitted submitted(@Nullable Sealed person) {
        return ReferralSubmitted.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(1).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReferralState.REFERRED).setOccurredAt(REFERRED).setActor(officer(host))
                .setRound(1).setSendingUnit(host + "-UNIT-1").setReceivingUnit(origin + "-UNIT-1")
                .setIdentifiedOn(LocalDate.parse("2026-01-05")).setUrgency(Urgency.ROUTINE)
                .setStatistics(new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_0_11, null))
                .setCareFlags(List.of())
                .setQuestions(List.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK))
                .setConsents(given(Purpose.TRACING, Purpose.FAMILY_CONTACT, Purpose.NATIONALITY_CHECK,
                        Purpose.DATA_SHARING))
                .setSealed(part(person)).build();
    }

    static ReferralContent person(String nationality) {
        return ReferralContent.newBuilder().setNameOwnScript("សុខា គំរូ").setNameRomanised("Sokha Testperson")
                .setSex(Sex.FEMALE).setDateOfBirth(LocalDate.parse("2000-01-01")).setNationalityClaimed(nationality)
                .build();
    }

    /** The same person with special needs, which stand in the sealed content only. */
    static ReferralContent flagged(ReferralContent person, CareFlag... careFlags) {
        return ReferralContent.newBuilder(person).setCareFlags(List.of(careFlags)).build();
    }

    /** The same person, who asks that nobody contacts the family. */
    static ReferralContent threatened(String nationality) {
        return ReferralContent.newBuilder(person(nationality)).setSafeContact(SafeContact.newBuilder()
                .setFamilyMayBeContacted(false).setDoNotVisit(true).setRelativeSuspected(true).build()).build();
    }

    ReferralAccepted accepted() {
        return ReferralAccepted.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(2).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReferralState.ACCEPTED).setOccurredAt(now()).setActor(officer(origin))
                .setRound(1).setUnit(origin + "-UNIT-1").build();
    }

    ReferralWithdrawn withdrawn() {
        return ReferralWithdrawn.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(3).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReferralState.WITHDRAWN).setOccurredAt(now()).setActor(officer(host))
                .setReason(WithdrawalReason.VICTIM_WITHDREW).setRetention(RetentionRule.STOP_AND_RETAIN).build();
    }

    /** The host side handed the person over, as this revision of its record says. */
    HandoverExecuted handedOver(int revision) {
        return HandoverExecuted.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(revision).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(RepatriationState.HANDED_OVER).setOccurredAt(now()).setActor(officer(host))
                .setCrossingPoint("POINT").setChecklistComplete(true).setOpenItems(List.of()).setHandedItems(List.of())
                .setMedicinesHanded(false).setRecordedLate(false).setWarnings(List.of()).setRevision(revision).build();
    }

    /** The origin side received the person. */
    ArrivalConfirmed arrived() {
        return ArrivalConfirmed.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(4).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(RepatriationState.ARRIVED).setOccurredAt(now()).setActor(officer(origin))
                .setReceptionUnit(origin + "-UNIT-1").setReceivedByRole("RECEPTION_OFFICER")
                .setCondition(ArrivalCondition.WELL).setDifferences(List.of()).build();
    }

    /** The origin side closed the case. */
    CaseClosed closed(long fileVersion) {
        return CaseClosed.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(fileVersion).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReintegrationState.CLOSED).setOccurredAt(now()).setActor(officer(origin))
                .setReason(ClosureReason.REINTEGRATED).setClosedOn(LocalDate.parse("2026-11-20")).setToldHowToReturn(true).build();
    }

    /** The origin side took the case up again. */
    CaseReopened reopened(long fileVersion) {
        return CaseReopened.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(fileVersion).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ReintegrationState.RECOVERY).setOccurredAt(now()).setActor(officer(origin))
                .setReason(ReopeningReason.NEW_NEED).setReopenedOn(LocalDate.parse("2026-11-21")).build();
    }

    ConsentWithdrawn consentWithdrawn(Purpose... purposes) {
        return ConsentWithdrawn.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(4).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(ConsentState.PARTLY_WITHDRAWN).setOccurredAt(now()).setActor(officer(host))
                .setPurposes(List.of(purposes)).setEffectiveAt(now()).build();
    }

    TracingProgressReported progress(TracingMilestone milestone) {
        return TracingProgressReported.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(5).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(TracingState.TRACING).setOccurredAt(now()).setActor(officer(origin))
                .setMilestone(milestone).build();
    }

    TracingResultIssued result(int version, FamilyOutcome family, @Nullable Sealed content) {
        return TracingResultIssued.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(6).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(TracingState.RESULT_ISSUED).setOccurredAt(now()).setActor(officer(origin))
                .setResultVersion(version).setSupersedes(version == 1 ? null : version - 1)
                .setNationalityOutcome(NationalityOutcome.CONFIRMED)
                .setNationalityBasis(List.of(NationalityBasis.CIVIL_REGISTRY)).setFamilyOutcome(family)
                .setIdentityCheck(IdentityCheck.MATCHED).setDocumentOffered(TravelDocumentType.LAISSEZ_PASSER)
                .setRecommendedReceptionUnit(origin + "-UNIT-1")
                .setGapAnswers(List.of(new GapAnswer(Gap.FAMILY_WITHOUT_ACTION, GapReason.DONE_BY_ANOTHER_AUTHORITY)))
                .setSealed(part(content)).build();
    }

    static TracingResultContent found() {
        return TracingResultContent.newBuilder().setRelatives(List.of(LocatedRelative.newBuilder()
                .setName("Malee Samplename").setRelation("AUNT").setCaregiver(true).setContactAllowed(true).build()))
                .setCaregiver("Malee Samplename").setCaregiverRelation("AUNT")
                .setCareAnswers(List.of(new CareFinding(CareFlag.CHILD, CareCapacity.UNABLE))).build();
    }

    TracingResultAcknowledged acknowledged(int version) {
        return TracingResultAcknowledged.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(7).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(TracingState.RESULT_REVIEWED).setOccurredAt(now()).setActor(officer(host))
                .setResultVersion(version).build();
    }

    /** A question that an officer of this ministry asks. */
    TracingClarificationRequested question(String ministry, int number, Sealed content) {
        return TracingClarificationRequested.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(8).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(TracingState.TRACING).setOccurredAt(now()).setActor(officer(ministry))
                .setNumber(number).setTopic(ClarificationTopic.IDENTITY).setSealed(content.toPart()).build();
    }

    static TracingClarificationContent asking(String text) {
        return TracingClarificationContent.newBuilder().setText(text).build();
    }

    /** The answer of an officer of this ministry. */
    TracingClarificationAnswered answer(String ministry, int number, Sealed content) {
        return TracingClarificationAnswered.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(9).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(TracingState.TRACING).setOccurredAt(now()).setActor(officer(ministry))
                .setNumber(number).setSealed(content.toPart()).build();
    }

    static TracingClarificationAnswerContent answering(String text) {
        return TracingClarificationAnswerContent.newBuilder().setText(text).build();
    }

    /** What the own case service tells of an officer who may read the case for a time. */
    TemporaryAccessRecorded temporaryAccess(int number, Actor reader, TemporaryAccessState state, Duration lasts) {
        Instant now = now();
        ActorReference supervisor = new ActorReference("supervisor-1", Role.SUPERVISOR.name(), reader.unit(),
                reader.ministry());
        return TemporaryAccessRecorded.newBuilder()
                .setCaseRef(UUID.fromString(caseRef)).setCaseVersion(1).setHostCountry(host).setOriginCountry(origin)
                .setResultingState(state).setOccurredAt(now).setActor(supervisor).setNumber(number)
                .setGrantedTo(new ActorReference(reader.reference(), reader.role(), reader.unit(), reader.ministry()))
                .setGrantedBy(supervisor).setReason(TemporaryAccessReason.CONTINUITY_OF_CARE).setStartsAt(now)
                .setEndsAt(now.plus(lasts)).build();
    }

    private static @Nullable SealedPart part(@Nullable Sealed sealed) {
        return sealed == null ? null : new SealedPart(sealed.keyId(), sealed.jwe());
    }

    private static List<PurposeConsent> given(Purpose... purposes) {
        return Arrays.stream(purposes).map(purpose -> PurposeConsent.newBuilder().setPurpose(purpose)
                .setDecision(ConsentDecision.GIVEN).build()).toList();
    }

    private static ActorReference officer(String country) {
        return new ActorReference(country.toLowerCase(Locale.ROOT) + "-officer-1", "CASE_MANAGER",
                country + "-UNIT-1", country);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
