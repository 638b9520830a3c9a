package org.safereturn.caseservice.casefile.events;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.Route;
import org.safereturn.casefile.v1.WitnessCooperationStateChanged;
import org.safereturn.caseservice.casefile.model.CaseEvent;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.caseservice.casefile.model.CaseFixtures;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.caseservice.witness.model.WitnessState;
import org.safereturn.caseservice.witness.model.WitnessStep;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.MessageTranslator;
import org.safereturn.messaging.form.Forms;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.closure;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;

/** What of a decision reaches the topics: which topic, which key, which country, and what never. */
class CasePublishingTest {

    private static final String CASE = "7b1a2f0e-5c7d-4f3a-9d5e-0c1b2a3d4e5f";
    private static final Pseudonyms STAT_REFS = new Pseudonyms(new SecretKeySpec(new byte[32], "HmacSHA256"));
    private static final EventTranslator<CaseFile, CaseEvent> THAILAND = new MessageTranslator<>(
            new MessageTranslator.Speaker(TopicCatalogue.load(), "TH", "case-service", STAT_REFS,
                    new Forms(List.of(), ZoneOffset.UTC)),
            CaseEvent.Told.class, new CaseMessages("TH", STAT_REFS), CaseFile::journey, CaseFile::stage);

    @Test
    void the_own_services_get_the_full_standing_on_a_topic_that_stays_in_the_country() {
        EventDraft draft = last(CaseFile.open(CaseFixtures.opening(), CaseFixtures.PERSON, CaseFixtures.ROUTING, OFFICER,
                NOW));
        assertThat(draft.topic()).isEqualTo("th.national.case.v1");
        assertThat(draft.key()).isEqualTo(CASE);
        assertThat(draft.recipient()).isEmpty();
        CaseStandingRecorded body = (CaseStandingRecorded) draft.body();
        assertThat(body.getRoute()).isEqualTo(Route.JOINT);
        assertThat(body.getResultingState()).isEqualTo(CaseState.CONSENTED);
        assertThat(body.getConsents()).hasSize(CaseFixtures.purposes().length);
        assertThat(body.getCaseVersion()).isEqualTo(3);
        assertThat(body.getSealed()).isEqualTo(CaseFixtures.PERSON.standing().toPart());
    }

    @Test
    void what_is_kept_is_told_to_nobody() {
        Decision<CaseFile, CaseEvent> planned = managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null,
                OFFICER, NOW);
        assertThat(((Decision.Accepted<CaseFile, CaseEvent>) planned).events()).first()
                .isInstanceOfSatisfying(CaseEvent.PlanDated.class, event ->
                        assertThat(THAILAND.translate(CASE, accepted(planned), 3, event)).isEmpty());
    }

    @Test
    void how_far_the_work_with_a_witness_is_stays_in_the_country_and_says_the_state_and_its_day_only() {
        Decision<CaseFile, CaseEvent> recorded = referredFile().recordWitness(new WitnessStep.Said(WitnessState.WILLING, TODAY,
                true, null, CaseFixtures.SEALED), null, CaseFixtures.ALL_REGIONS, Optional.empty(), OFFICER, NOW);
        EventDraft draft = last(recorded);
        assertThat(draft.topic()).isEqualTo("th.national.case.v1");
        assertThat(draft.recipient()).isEmpty();
        assertThat(draft.statRef()).isEmpty();
        WitnessCooperationStateChanged body = (WitnessCooperationStateChanged) draft.body();
        assertThat(body.getResultingState()).hasToString("WILLING");
        assertThat(body.getSince()).isEqualTo(TODAY);
        assertThat(body.getActor().getReference()).isEqualTo(OFFICER.reference());
        assertThat(body.toString()).doesNotContain("sealed-content");
        assertThat(((Decision.Accepted<CaseFile, CaseEvent>) recorded).events()).first()
                .isInstanceOfSatisfying(CaseEvent.WitnessStepRecorded.class, kept ->
                        assertThat(THAILAND.translate(CASE, accepted(recorded), 3, kept)).isEmpty());
    }

    @Test
    void consent_crosses_to_the_other_country_with_the_case_reference_and_its_pseudonym() {
        EventDraft draft = last(referredFile().withdrawConsents(List.of(Purpose.FAMILY_CONTACT), null, true, OFFICER, NOW));
        assertThat(draft.topic()).isEqualTo("th.exchange.consent.v1");
        assertThat(draft.recipient()).contains("KH");
        assertThat(draft.statRef()).contains(STAT_REFS.of(CASE));
        ConsentWithdrawn body = (ConsentWithdrawn) draft.body();
        assertThat(body.getCaseRef()).isEqualTo(UUID.fromString(CASE));
        assertThat(body.getResultingState()).isEqualTo(ConsentState.PARTLY_WITHDRAWN);
        assertThat(body.getActor().getReference()).isEqualTo(OFFICER.reference());
    }

    @Test
    void the_state_of_all_consents_together_follows_from_each() {
        Decision<CaseFile, CaseEvent> all =
                referredFile().withdrawConsents(List.of(CaseFixtures.purposes()), null, false, OFFICER, NOW);
        assertThat(((ConsentWithdrawn) last(all).body()).getResultingState()).isEqualTo(ConsentState.WITHDRAWN);
        Decision<CaseFile, CaseEvent> again = accepted(all).renewConsents(List.of(new ConsentAnswer(Purpose.RETURN, true,
                ConsentGiver.PERSON, null, null, "km", TODAY.plusDays(1), null)), Optional.empty(), null, OFFICER,
                CaseFixtures.after(Duration.ofDays(1)));
        assertThat(((ConsentUpdated) last(again).body()).getResultingState()).isEqualTo(ConsentState.PARTLY_WITHDRAWN);
        Decision<CaseFile, CaseEvent> none = referredFile().renewConsents(List.of(
                CaseFixtures.answer(Purpose.PHOTO_USE, false, ConsentGiver.PERSON, null)), Optional.empty(), null, OFFICER,
                CaseFixtures.after(Duration.ofHours(1)));
        assertThat(((ConsentUpdated) last(none).body()).getResultingState()).isEqualTo(ConsentState.IN_FORCE);
    }

    @Test
    void the_host_is_told_how_far_the_time_after_the_return_is() {
        EventDraft assigned = last(CaseFixtures.arrivedFile().assign(
                new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", CaseFixtures.START), CaseFixtures.UNITS, OFFICER, NOW));
        assertThat(assigned.topic()).isEqualTo("th.exchange.reintegration.v1");
        assertThat(assigned.recipient()).contains("KH");
        assertThat(((CaseManagerAssigned) assigned.body()).getUnit()).isEqualTo("TH-WPC-NONTHABURI");
        Decision<CaseFile, CaseEvent> closed =
                monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW);
        assertThat(((CaseClosed) last(closed).body()).getResultingState()).isEqualTo(ReintegrationState.CLOSED);
        assertThat(((CaseReopened) last(accepted(closed).reopen(ReopeningReason.NEW_NEED, ReintegrationStatus.RECOVERY,
                OFFICER, NOW)).body()).getResultingState()).isEqualTo(ReintegrationState.RECOVERY);
    }

    @Test
    void statistics_know_a_pseudonym_and_never_the_case() {
        EventDraft stats = last(managedFile().count(new ReintegrationStats(true, TODAY,
                ShelterState.CHOSEN, null, false, List.of(new Support(SupportCategory.FUND, SupportState.GRANTED)), null), null,
                CaseFixtures.ALL_REGIONS, OFFICER, NOW));
        EventDraft visit = last(managedFile().visit(new MonitoringVisit(1, VisitState.DONE, TODAY,
                TODAY, VisitMode.VISIT, VisitOutcome.STABLE, false, false, false), null, OFFICER, NOW));
        for (EventDraft draft : List.of(stats, visit)) {
            assertThat(draft.topic()).isEqualTo("th.stats.case.v1");
            assertThat(draft.key()).isEqualTo(STAT_REFS.of(CASE));
            assertThat(draft.recipient()).isEmpty();
            assertThat(draft.body().toString()).doesNotContain(CASE).doesNotContain("TH-WPC");
        }
    }

    private static EventDraft last(Decision<CaseFile, CaseEvent> decision) {
        List<EventDraft> drafts = THAILAND.translate(CASE, accepted(decision), 3, events(decision).getLast());
        assertThat(drafts).hasSize(1);
        return drafts.getFirst();
    }
}
