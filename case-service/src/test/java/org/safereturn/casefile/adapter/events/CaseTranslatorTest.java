package org.safereturn.casefile.adapter.events;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.casefile.model.CaseEvent;
import org.safereturn.casefile.model.CaseFile;
import org.safereturn.casefile.model.CaseFixtures;
import org.safereturn.casefile.model.ClosureReason;
import org.safereturn.casefile.model.MonitoringVisit;
import org.safereturn.casefile.model.Officer;
import org.safereturn.casefile.model.Purpose;
import org.safereturn.casefile.model.ReintegrationStats;
import org.safereturn.casefile.model.ReintegrationStatus;
import org.safereturn.casefile.model.ReopeningReason;
import org.safereturn.casefile.model.Responsible;
import org.safereturn.casefile.model.ShelterState;
import org.safereturn.casefile.model.Support;
import org.safereturn.casefile.model.SupportCategory;
import org.safereturn.casefile.model.SupportState;
import org.safereturn.casefile.model.TemporaryAccess;
import org.safereturn.casefile.model.VisitMode;
import org.safereturn.casefile.model.VisitOutcome;
import org.safereturn.casefile.model.VisitState;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.Route;
import org.safereturn.casefile.v1.TemporaryAccessReason;
import org.safereturn.casefile.v1.TemporaryAccessRecorded;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.consent.v1.ConsentState;
import org.safereturn.consent.v1.ConsentUpdated;
import org.safereturn.consent.v1.ConsentWithdrawn;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.reintegration.v1.CaseClosed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
import org.safereturn.reintegration.v1.CaseReopened;
import org.safereturn.reintegration.v1.ReintegrationState;
import org.safereturn.reintegration.v1.ReintegrationStatusReported;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import org.safereturn.stats.v1.ReintegrationStatsRecorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.casefile.model.CaseFixtures.NOW;
import static org.safereturn.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.casefile.model.CaseFixtures.START;
import static org.safereturn.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.casefile.model.CaseFixtures.accepted;
import static org.safereturn.casefile.model.CaseFixtures.closure;
import static org.safereturn.casefile.model.CaseFixtures.events;
import static org.safereturn.casefile.model.CaseFixtures.given;
import static org.safereturn.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.casefile.model.CaseFixtures.opened;
import static org.safereturn.casefile.model.CaseFixtures.referredFile;

class CaseTranslatorTest {

    private static final String CASE = "7b1a2f0e-5c7d-4f3a-9d5e-0c1b2a3d4e5f";
    private static final Pseudonyms STAT_REFS = new Pseudonyms(new SecretKeySpec(new byte[32], "HmacSHA256"));
    private static final CaseTranslator THAILAND =
            new CaseTranslator(TopicCatalogue.load(), "TH", STAT_REFS);

    @Test
    void the_own_services_get_the_full_standing_on_a_topic_that_stays_in_the_country() {
        EventDraft draft = only(opened(), new CaseEvent.CaseStandingRecorded(START, OFFICER));
        assertThat(draft.topic()).isEqualTo("th.national.case.v1");
        assertThat(draft.key()).isEqualTo(CASE);
        assertThat(draft.recipient()).isEmpty();
        CaseStandingRecorded body = (CaseStandingRecorded) draft.body();
        assertThat(body.getRoute()).isEqualTo(Route.JOINT);
        assertThat(body.getResultingState()).isEqualTo(CaseState.CONSENTED);
        assertThat(body.getConsents()).hasSize(Purpose.values().length);
        assertThat(body.getCaseVersion()).isEqualTo(3);
    }

    @Test
    void a_temporary_access_and_its_end_stay_in_the_country_and_leave_the_explanation_in_the_file() {
        Officer reader = new Officer("th-case-9", "CASE_MANAGER", "TH-UNIT-9", "TH");
        CaseFile asked = accepted(opened().askForAccess(reader, TemporaryAccess.Reason.LEGAL_ORDER, "Order of a made-up court",
                Duration.ofHours(2), NOW));
        Decision<CaseFile, CaseEvent> granting = asked.grantAccess(1, SUPERVISOR, NOW);
        EventDraft draft = only(accepted(granting), events(granting).getFirst());
        assertThat(draft.topic()).isEqualTo("th.national.case.v1");
        assertThat(draft.key()).isEqualTo(CASE);
        assertThat(draft.recipient()).isEmpty();
        TemporaryAccessRecorded body = (TemporaryAccessRecorded) draft.body();
        assertThat(body.getResultingState()).isEqualTo(TemporaryAccessState.GRANTED);
        assertThat(body.getNumber()).isEqualTo(1);
        assertThat(body.getGrantedTo().getReference()).isEqualTo(reader.reference());
        assertThat(body.getGrantedBy().getReference()).isEqualTo(SUPERVISOR.reference());
        assertThat(body.getReason()).isEqualTo(TemporaryAccessReason.LEGAL_ORDER);
        assertThat(body.getStartsAt()).isEqualTo(NOW.at());
        assertThat(body.getEndsAt()).isEqualTo(NOW.at().plus(Duration.ofHours(2)));
        assertThat(body.toString()).doesNotContain("court");
        Decision<CaseFile, CaseEvent> ending = accepted(granting).endAccess(1, OFFICER, NOW);
        TemporaryAccessRecorded end = (TemporaryAccessRecorded) only(accepted(ending), events(ending).getFirst()).body();
        assertThat(end.getResultingState()).isEqualTo(TemporaryAccessState.ENDED);
        assertThat(end.getActor().getReference()).isEqualTo(OFFICER.reference());
        assertThat(end.getGrantedBy().getReference()).isEqualTo(SUPERVISOR.reference());
    }

    @Test
    void consent_crosses_to_the_other_country_with_the_case_reference_and_its_pseudonym() {
        Decision<CaseFile, CaseEvent> decision =
                referredFile().withdrawConsents(List.of(Purpose.FAMILY_CONTACT), true, OFFICER, NOW);
        EventDraft draft = only(accepted(decision), events(decision).getLast());
        assertThat(draft.topic()).isEqualTo("th.exchange.consent.v1");
        assertThat(draft.recipient()).contains("KH");
        assertThat(draft.statRef()).contains(STAT_REFS.of(CASE));
        ConsentWithdrawn body = (ConsentWithdrawn) draft.body();
        assertThat(body.getCaseRef()).isEqualTo(UUID.fromString(CASE));
        assertThat(body.getPurposes()).containsExactly(org.safereturn.exchange.v1.Purpose.FAMILY_CONTACT);
        assertThat(body.getEraseRequested()).isTrue();
        assertThat(body.getResultingState()).isEqualTo(ConsentState.PARTLY_WITHDRAWN);
        assertThat(body.getActor().getReference()).isEqualTo(OFFICER.reference());
    }

    @Test
    void the_state_of_all_consents_together_follows_from_each() {
        CaseFile all = accepted(referredFile().withdrawConsents(List.of(Purpose.values()), false, OFFICER, NOW));
        assertThat(((ConsentUpdated) only(all, new CaseEvent.ConsentUpdated(START, OFFICER)).body())
                .getResultingState()).isEqualTo(ConsentState.WITHDRAWN);
        CaseFile again = accepted(all.renewConsents(List.of(given(Purpose.RETURN)), OFFICER, NOW));
        assertThat(((ConsentUpdated) only(again, new CaseEvent.ConsentUpdated(START, OFFICER)).body())
                .getResultingState()).isEqualTo(ConsentState.PARTLY_WITHDRAWN);
        assertThat(((ConsentUpdated) only(referredFile(), new CaseEvent.ConsentUpdated(START, OFFICER)).body())
                .getResultingState()).isEqualTo(ConsentState.IN_FORCE);
    }

    @Test
    void the_host_is_told_unit_role_and_state() {
        Responsible responsible = new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", START);
        EventDraft draft = only(managedFile(), new CaseEvent.CaseManagerAssigned(START, OFFICER, responsible));
        assertThat(draft.topic()).isEqualTo("th.exchange.reintegration.v1");
        assertThat(draft.recipient()).contains("KH");
        assertThat(((CaseManagerAssigned) draft.body()).getUnit()).isEqualTo("TH-WPC-NONTHABURI");
        ReintegrationStatusReported report = (ReintegrationStatusReported) only(monitoredFile(),
                new CaseEvent.ReintegrationStatusReported(START, OFFICER, TODAY)).body();
        assertThat(report.getResultingState()).isEqualTo(ReintegrationState.MONITORING);
        assertThat(report.getNextReportDue()).isEqualTo(TODAY);
    }

    @Test
    void closure_and_reopening_reach_the_host() {
        Decision<CaseFile, CaseEvent> closed =
                monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW);
        CaseClosed end = (CaseClosed) only(accepted(closed), events(closed).getFirst()).body();
        assertThat(end.getResultingState()).isEqualTo(ReintegrationState.CLOSED);
        assertThat(end.getToldHowToReturn()).isTrue();
        Decision<CaseFile, CaseEvent> again = accepted(closed).reopen(ReopeningReason.NEW_NEED,
                ReintegrationStatus.RECOVERY, OFFICER, NOW);
        CaseReopened reopened = (CaseReopened) only(accepted(again), events(again).getFirst()).body();
        assertThat(reopened.getResultingState()).isEqualTo(ReintegrationState.RECOVERY);
    }

    @Test
    void statistics_know_a_pseudonym_and_never_the_case() {
        Decision<CaseFile, CaseEvent> counted = managedFile().count(new ReintegrationStats(true, TODAY,
                ShelterState.CHOSEN, null, false, List.of(new Support(SupportCategory.FUND, SupportState.GRANTED))),
                CaseFixtures.ALL_REGIONS, NOW);
        EventDraft stats = only(accepted(counted), events(counted).getFirst());
        Decision<CaseFile, CaseEvent> visited = managedFile().visit(new MonitoringVisit(1, VisitState.DONE, TODAY,
                TODAY, VisitMode.VISIT, VisitOutcome.STABLE, false, false), NOW);
        EventDraft visit = only(accepted(visited), events(visited).getFirst());
        for (EventDraft draft : List.of(stats, visit)) {
            assertThat(draft.topic()).isEqualTo("th.stats.case.v1");
            assertThat(draft.key()).isEqualTo(STAT_REFS.of(CASE));
            assertThat(draft.recipient()).isEmpty();
            assertThat(draft.body().toString()).doesNotContain(CASE).doesNotContain("TH-WPC");
        }
        assertThat(((ReintegrationStatsRecorded) stats.body()).getSupports()).hasSize(1);
        assertThat(((MonitoringVisitRecorded) visit.body()).getVisitNumber()).isEqualTo(1);
    }

    @Test
    void every_record_that_is_made_fits_its_schema() {
        Decision<CaseFile, CaseEvent> visited = managedFile().visit(new MonitoringVisit(2, VisitState.DUE, TODAY,
                null, null, null, false, false), NOW);
        SpecificRecord body = only(accepted(visited), events(visited).getFirst()).body();
        assertThat(((MonitoringVisitRecorded) body).getMode()).isNull();
    }

    private static EventDraft only(CaseFile state, CaseEvent event) {
        List<EventDraft> drafts = THAILAND.translate(CASE, state, 3, event);
        assertThat(drafts).hasSize(1);
        return drafts.getFirst();
    }
}
