package org.safereturn.tracingservice.tracing.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.AgeGroup;
import org.safereturn.exchange.v1.PurposeConsent;
import org.safereturn.exchange.v1.Sex;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.MessagesContract;
import org.safereturn.referral.v1.ReferralState;
import org.safereturn.referral.v1.ReferralStatistics;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracingservice.tracing.model.Acknowledgement;
import org.safereturn.tracingservice.tracing.model.Activity;
import org.safereturn.tracingservice.tracing.model.Capacity;
import org.safereturn.tracingservice.tracing.model.CareAnswer;
import org.safereturn.tracingservice.tracing.model.CareFlag;
import org.safereturn.tracingservice.tracing.model.Clarification;
import org.safereturn.tracingservice.tracing.model.ClarificationTopic;
import org.safereturn.tracingservice.tracing.model.Consent;
import org.safereturn.tracingservice.tracing.model.ConsentDecision;
import org.safereturn.tracingservice.tracing.model.CorrectionReason;
import org.safereturn.tracingservice.tracing.model.FamilyOutcome;
import org.safereturn.tracingservice.tracing.model.Findings;
import org.safereturn.tracingservice.tracing.model.Gap;
import org.safereturn.tracingservice.tracing.model.GapAnswer;
import org.safereturn.tracingservice.tracing.model.GapReason;
import org.safereturn.tracingservice.tracing.model.IdentityCheck;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.NationalityBasis;
import org.safereturn.tracingservice.tracing.model.NationalityOutcome;
import org.safereturn.tracingservice.tracing.model.Progress;
import org.safereturn.tracingservice.tracing.model.Purpose;
import org.safereturn.tracingservice.tracing.model.Result;
import org.safereturn.tracingservice.tracing.model.ResultForm;
import org.safereturn.tracingservice.tracing.model.Standing;
import org.safereturn.tracingservice.tracing.model.Stop;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import org.safereturn.tracingservice.tracing.model.TracingState;
import org.safereturn.tracingservice.tracing.model.TravelDocument;
import org.safereturn.tracingservice.tracing.model.Urgency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the tracing services tell each other, and what this one makes of the referral's and of consent's facts. */
class TracingMessagesTest extends MessagesContract<TracingEvent.Told> {

    private static final Officer OFFICER = new Officer("th-officer-1", "TRACING_OFFICER", "TH-UNIT-1", "TH");
    private static final Officer HOST_OFFICER = new Officer("kh-officer-1", "CASE_MANAGER", "KH-UNIT-1", "KH");
    private static final Sealed SEALED = new Sealed("key-1", "a.b.c.d.e");
    private static final String WITHDRAWAL = new UUID(0, 9).toString();
    private static final CaseHead HEAD = new CaseHead(new UUID(0, 7).toString(), 1, new Journey("KH", "TH"),
            ReferralState.REFERRED.name(), at(1), HOST_OFFICER);

    @Override
    protected Messages<TracingEvent.Told> messages() {
        return new TracingMessages();
    }

    @Override
    protected Class<TracingEvent.Told> published() {
        return TracingEvent.Told.class;
    }

    @Override
    protected Enum<?> state() {
        return TracingState.TRACING;
    }

    @Override
    protected Stream<TracingEvent.Told> samples() {
        Stream<TracingEvent.Told> milestones = Arrays.stream(Milestone.values()).map(milestone ->
                new TracingEvent.TracingProgressReported(new Progress(milestone, at(1), OFFICER, 2)));
        Stream<TracingEvent.Told> outcomes = Arrays.stream(NationalityOutcome.values()).flatMap(nationality ->
                Arrays.stream(FamilyOutcome.values()).map(family -> new TracingEvent.TracingResultIssued(new Result(1, null,
                        null, new Findings(nationality, List.of(), family, List.of(), null, null, null), null, null,
                        OFFICER, at(2)))));
        Stream<TracingEvent.Told> whole = Arrays.stream(TravelDocument.values()).flatMap(document ->
                Arrays.stream(IdentityCheck.values()).flatMap(check -> Arrays.stream(CorrectionReason.values()).map(reason ->
                        new TracingEvent.TracingResultIssued(new Result(2, 1, reason, new Findings(
                                NationalityOutcome.CONFIRMED, List.of(NationalityBasis.values()),
                                FamilyOutcome.LOCATED_ABLE, List.of(), document, "TH-UNIT-2", check),
                                SEALED, null, OFFICER, at(3))))));
        Stream<TracingEvent.Told> gaps = Arrays.stream(Gap.values()).flatMap(gap -> Arrays.stream(GapReason.values()).map(reason ->
                new TracingEvent.TracingResultIssued(new Result(1, null, null, new Findings(NationalityOutcome.CONFIRMED, List.of(),
                        FamilyOutcome.LOCATED_ABLE, List.of(), null, null, null), SEALED, null, OFFICER, at(3),
                        List.of(new GapAnswer(gap, reason)), null, new ResultForm("SOP-8-V2", "SOP", "8", "2", List.of()), 2))));
        Stream<TracingEvent.Told> stops = Arrays.stream(Standing.values()).flatMap(standing -> Stream.of(
                new TracingEvent.ConsentEffectConfirmed(new Stop(WITHDRAWAL, List.of(Purpose.values()),
                        List.of(Activity.values()), at(4)), standing),
                new TracingEvent.ConsentEffectConfirmed(new Stop(WITHDRAWAL, List.of(), List.of(), at(5)), standing)));
        Stream<TracingEvent.Told> questions = Arrays.stream(ClarificationTopic.values()).flatMap(topic -> Stream.of(
                new Clarification(Party.HOST, 1, topic, LocalDate.parse("2026-03-20"), 2, SEALED, HOST_OFFICER, at(7),
                        null),
                new Clarification(Party.ORIGIN, 3, topic, null, null, SEALED, OFFICER, at(7), null)))
                .map(TracingEvent.TracingClarificationRequested::new);
        return Stream.of(milestones, outcomes, whole, gaps, stops, questions, Stream.<TracingEvent.Told>of(
                new TracingEvent.TracingClarificationAnswered(Party.HOST, 1,
                        new Clarification.Answer(SEALED, OFFICER, at(8))),
                new TracingEvent.TracingClarificationAnswered(Party.ORIGIN, 2,
                        new Clarification.Answer(SEALED, HOST_OFFICER, at(8))),
                new TracingEvent.TracingResultAcknowledged(new Acknowledgement(2, OFFICER, at(6))))).flatMap(each -> each);
    }

    @Test
    void an_answer_says_so_where_nothing_had_to_stop() {
        ConsentEffectConfirmed answer = (ConsentEffectConfirmed) messages().toWire(HEAD,
                new TracingEvent.ConsentEffectConfirmed(new Stop(WITHDRAWAL, List.of(Purpose.PHOTO_USE), List.of(), at(1)),
                        Standing.PARTLY_WITHDRAWN));
        assertThat(answer.getStopped()).containsExactly(StoppedActivity.NOTHING_RUNNING);
        assertThat(answer.getResultingState()).isEqualTo(ConsentState.PARTLY_WITHDRAWN);
    }

    @Test
    void nothing_is_published_before_the_work_begins() {
        TracingEvent.Told progress = new TracingEvent.TracingProgressReported(new Progress(Milestone.ASSIGNED, at(1), OFFICER));
        assertThatIllegalArgumentException().isThrownBy(() -> messages().toWire(HEAD.in(TracingState.REQUESTED), progress));
        assertThatIllegalArgumentException().isThrownBy(() -> messages().toWire(HEAD.in(TracingState.DECLINED), progress));
    }

    @Test
    void a_referral_is_heard_with_its_consents_and_with_what_this_release_does_not_know() {
        ReferralSubmitted body = HEAD.on(ReferralSubmitted.newBuilder()).setRound(2).setSendingUnit("KH-UNIT-1")
                .setReceivingUnit("TH-UNIT-1").setIdentifiedOn(LocalDate.parse("2026-03-01"))
                .setUrgency(org.safereturn.referral.v1.Urgency.UNKNOWN)
                .setStatistics(new ReferralStatistics(Sex.FEMALE, AgeGroup.AGE_0_11, null))
                .setCareFlags(List.of(org.safereturn.exchange.v1.CareFlag.CHILD, org.safereturn.exchange.v1.CareFlag.UNKNOWN))
                .setQuestions(List.of(org.safereturn.exchange.v1.Purpose.TRACING))
                .setConsents(List.of(consent(org.safereturn.exchange.v1.ConsentDecision.UNKNOWN)))
                .setSealed(new Sealed("key-1", "ciphertext").toPart()).build();
        assertThat(TracingMessages.heard(body)).isInstanceOfSatisfying(TracingEvent.ReferralSubmitted.class, heard -> {
            assertThat(heard.by()).isEqualTo(HEAD.actor());
            assertThat(heard.sendingUnit()).isEqualTo("KH-UNIT-1");
            assertThat(heard.receivingUnit()).isEqualTo("TH-UNIT-1");
            assertThat(heard.request().urgency()).isEqualTo(Urgency.UNKNOWN);
            assertThat(heard.request().careFlags()).containsExactly(CareFlag.CHILD, CareFlag.UNKNOWN);
            assertThat(heard.request().person()).isEqualTo(new Sealed("key-1", "ciphertext"));
            assertThat(heard.request().flagsSealed()).isTrue();
            assertThat(heard.consents()).containsExactly(new Consent(Purpose.TRACING, ConsentDecision.UNKNOWN, at(1), null, null));
        });
    }

    @Test
    void care_answers_are_told_in_no_clear_field_and_heard_there_from_older_releases() {
        TracingEvent.TracingResultIssued answered = new TracingEvent.TracingResultIssued(new Result(1, null, null,
                new Findings(NationalityOutcome.CONFIRMED, List.of(), FamilyOutcome.LOCATED_ABLE,
                        List.of(new CareAnswer(CareFlag.ELDERLY, Capacity.ABLE)), null, null, null), SEALED, null, OFFICER,
                at(2)));
        TracingResultIssued wire = (TracingResultIssued) messages().toWire(HEAD.in(TracingState.RESULT_ISSUED), answered);
        assertThat(wire.getCareAnswers()).isEmpty();
        TracingResultIssued older = TracingResultIssued.newBuilder(wire).setCareAnswers(List.of(
                new org.safereturn.tracing.v1.CareAnswer(org.safereturn.exchange.v1.CareFlag.ELDERLY, CareCapacity.ABLE)))
                .build();
        assertThat(((TracingEvent.TracingResultIssued) messages().fromWire(older)).result().findings().careAnswers())
                .containsExactly(new CareAnswer(CareFlag.ELDERLY, Capacity.ABLE));
    }

    @Test
    void a_consent_holds_from_the_later_of_its_two_times() {
        assertThat(updated(at(9))).containsExactly(new Consent(Purpose.TRACING, ConsentDecision.GIVEN, at(9), null, null));
        assertThat(updated(at(0))).containsExactly(new Consent(Purpose.TRACING, ConsentDecision.GIVEN, at(1), null, null));
        assertThat(TracingMessages.heard(HEAD.in(ConsentState.WITHDRAWN).on(ConsentWithdrawn.newBuilder())
                .setPurposes(List.of(org.safereturn.exchange.v1.Purpose.TRACING)).setEffectiveAt(at(9)).build()))
                .isEqualTo(new TracingEvent.ConsentWithdrawn(List.of(Purpose.TRACING), at(9), null));
    }

    private static List<Consent> updated(Instant effectiveAt) {
        return ((TracingEvent.ConsentUpdated) TracingMessages.heard(HEAD.in(ConsentState.IN_FORCE)
                .on(ConsentUpdated.newBuilder())
                .setConsents(List.of(consent(org.safereturn.exchange.v1.ConsentDecision.GIVEN)))
                .setEffectiveAt(effectiveAt).build())).consents();
    }

    private static PurposeConsent consent(org.safereturn.exchange.v1.ConsentDecision decision) {
        return PurposeConsent.newBuilder().setPurpose(org.safereturn.exchange.v1.Purpose.TRACING).setDecision(decision)
                .build();
    }
}
