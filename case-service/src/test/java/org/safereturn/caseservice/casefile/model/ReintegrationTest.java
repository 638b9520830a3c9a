package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Earlier;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.Closure;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.Reintegration;
import org.safereturn.caseservice.reintegration.model.ReintegrationPolicy;
import org.safereturn.caseservice.reintegration.model.ReintegrationStats;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.caseservice.reintegration.model.ShelterState;
import org.safereturn.caseservice.reintegration.model.Support;
import org.safereturn.caseservice.reintegration.model.SupportCategory;
import org.safereturn.caseservice.reintegration.model.SupportState;
import org.safereturn.caseservice.reintegration.model.TemporaryStayReason;
import org.safereturn.caseservice.reintegration.model.VisitMode;
import org.safereturn.caseservice.reintegration.model.VisitOutcome;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ALL_REGIONS;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SUPERVISOR;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrival;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrivedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.closure;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.events;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.refusal;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.rule;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.visited;

class ReintegrationTest {

    private static final Responsible CASE_MANAGER = new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", START);

    @Test
    void who_takes_over_says_at_once_how_it_goes_on_and_the_host_hears_both() {
        CaseFile arrived = CaseFixtures.arrivedFile(Purpose.MONITORING_AND_EVALUATION);
        Responsible responsible = new Responsible("TH-WPC-NONTHABURI", "CASE_MANAGER", CaseFixtures.START);
        assertThat(events(arrived.assign(responsible, ReintegrationStatus.REINTEGRATION, TODAY, CaseFixtures.UNITS, OFFICER,
                NOW))).hasExactlyElementsOfTypes(CaseEvent.CaseManagerAssigned.class,
                CaseEvent.ReintegrationStatusReported.class);
        assertThat(rule(arrived.assign(responsible, ReintegrationStatus.REINTEGRATION, null, CaseFixtures.UNITS, OFFICER,
                NOW))).isEqualTo("reintegration-needs-plan");
    }

    @Test
    void the_first_visit_that_was_made_in_the_community_begins_the_monitoring() {
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        assertThat(events(home.visit(visited(1), null, OFFICER, NOW))).hasExactlyElementsOfTypes(
                CaseEvent.MonitoringVisitRecorded.class, CaseEvent.ReintegrationStatusReported.class);
        assertThat(accepted(home.visit(visited(1), null, OFFICER, NOW)).stage()).isEqualTo(Stage.MONITORING);
        assertThat(accepted(managedFile().visit(visited(1), null, OFFICER, NOW)).stage())
                .isEqualTo(Stage.CASE_MANAGER_ASSIGNED);
    }

    @Test
    void nobody_is_responsible_for_a_person_who_has_not_arrived() {
        assertThat(rule(CaseFile.heardOf(Party.ORIGIN, new Journey("KH", "TH")).assign(CASE_MANAGER, CaseFixtures.UNITS, OFFICER, NOW)))
                .isEqualTo("not-arrived");
    }

    @Test
    void the_host_assigns_no_case_manager_in_the_country_of_origin() {
        assertThat(rule(opened().assign(CASE_MANAGER, CaseFixtures.UNITS, OFFICER, NOW))).isEqualTo("wrong-side");
    }

    @Test
    void a_case_manager_takes_over_after_the_arrival_and_not_before() {
        assertThat(rule(arrivedFile().assign(
                new Responsible("TH-DATIP", "CASE_MANAGER", arrival().at().minusSeconds(1)), CaseFixtures.UNITS, OFFICER, NOW)))
                .isEqualTo("dates-out-of-order");
        assertThat(rule(arrivedFile().assign(
                new Responsible("TH-DATIP", "CASE_MANAGER", START.plusSeconds(301)), CaseFixtures.UNITS, OFFICER, NOW)))
                .isEqualTo("date-in-the-future");
    }

    @Test
    void the_host_hears_who_is_responsible_by_unit_and_role() {
        assertThat(events(arrivedFile().assign(CASE_MANAGER, CaseFixtures.UNITS, OFFICER, NOW)))
                .containsExactly(new CaseEvent.CaseManagerAssigned(START, OFFICER, CASE_MANAGER,
                        ReintegrationStatus.CASE_MANAGER_ASSIGNED));
    }

    @Test
    void another_case_manager_takes_over_and_the_status_stays() {
        Responsible next = new Responsible("TH-MSDHS-PROVINCE", "CASE_MANAGER", START);
        CaseFile file = accepted(monitoredFile().assign(next, CaseFixtures.UNITS, OFFICER, NOW));
        assertThat(file.stage()).isEqualTo(Stage.MONITORING);
        assertThat(file.reintegration()).isNotNull();
    }

    @Test
    void nothing_is_reported_before_somebody_is_responsible() {
        assertThat(rule(arrivedFile().report(ReintegrationStatus.RECOVERY, null, null, OFFICER, NOW)))
                .isEqualTo("no-case-manager");
    }

    @ParameterizedTest
    @CsvSource({
        "CASE_MANAGER_ASSIGNED, RECOVERY, true",
        "CASE_MANAGER_ASSIGNED, REINTEGRATION, true",
        "CASE_MANAGER_ASSIGNED, MONITORING, false",
        "RECOVERY, REINTEGRATION, true",
        "RECOVERY, MONITORING, false",
        "REINTEGRATION, MONITORING, true",
        "REINTEGRATION, RECOVERY, true",
        "MONITORING, RECOVERY, true",
        "MONITORING, REINTEGRATION, true",
        "CLOSED, RECOVERY, false",
    })
    void the_status_follows_the_agreed_order(ReintegrationStatus from, ReintegrationStatus to, boolean allowed) {
        Reintegration before = Reintegration.begun(CASE_MANAGER).reported(from, null, NOW.at());
        assertThat(ReintegrationPolicy.refusal(before, to, TODAY, null, NOW).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void reintegration_needs_a_plan() {
        assertThat(rule(managedFile().report(ReintegrationStatus.REINTEGRATION, null, null, OFFICER, NOW)))
                .isEqualTo("reintegration-needs-plan");
        assertThat(rule(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY.plusDays(1), null, OFFICER,
                NOW))).isEqualTo("date-in-the-future");
        assertThat(accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW))
                .stage()).isEqualTo(Stage.REINTEGRATION);
    }

    @Test
    void a_plan_recorded_with_the_statistics_is_a_plan() {
        CaseFile planned = accepted(managedFile().count(
                new ReintegrationStats(true, TODAY, ShelterState.NOT_ASKED, null, false, List.of(), null), null, ALL_REGIONS, OFFICER,
                NOW));
        assertThat(accepted(planned.report(ReintegrationStatus.REINTEGRATION, null, null, OFFICER, NOW)).stage())
                .isEqualTo(Stage.REINTEGRATION);
    }

    @Test
    void the_same_status_is_reported_again_only_with_another_day_of_the_next_report() {
        CaseFile first = accepted(managedFile().report(ReintegrationStatus.RECOVERY, null, TODAY.plusDays(7), OFFICER,
                NOW));
        assertThat(rule(first.report(ReintegrationStatus.RECOVERY, null, TODAY.plusDays(7), OFFICER, NOW)))
                .isEqualTo("status-order");
        assertThat(events(first.report(ReintegrationStatus.RECOVERY, null, TODAY.plusDays(14), OFFICER, NOW)))
                .hasSize(1);
    }

    @Test
    void statistics_are_told_only_while_the_person_lets_itself_be_counted() {
        ReintegrationStats stats =
                new ReintegrationStats(true, null, ShelterState.NOT_ASKED, null, false, List.of(), null);
        assertThat(events(managedFile().count(stats, null, ALL_REGIONS, OFFICER, NOW))).hasSize(1);
        CaseFile withdrawn = accepted(managedFile().withdrawConsents(List.of(Purpose.MONITORING_AND_EVALUATION), null,
                false, OFFICER, NOW));
        assertThat(events(withdrawn.count(stats, null, ALL_REGIONS, OFFICER, NOW))).isEmpty();
        assertThat(events(withdrawn.visit(visited(1), null, OFFICER, NOW))).isEmpty();
        CaseFile neverAsked = accepted(arrivedFile().assign(CASE_MANAGER, CaseFixtures.UNITS, OFFICER, NOW));
        assertThat(events(neverAsked.count(stats, null, ALL_REGIONS, OFFICER, NOW))).isEmpty();
    }

    @Test
    void an_adult_chooses_the_shelter_and_goes_to_the_community_later() {
        CaseFile chosen = accepted(managedFile().count(shelter(ShelterState.CHOSEN, null, false), null, ALL_REGIONS, OFFICER, NOW));
        assertThat(events(chosen.count(new ReintegrationStats(true, TODAY, ShelterState.LEFT, null, false,
                List.of(new Support(SupportCategory.FUND, SupportState.GRANTED),
                        new Support(SupportCategory.SKILLS_TRAINING, SupportState.STARTED)), null), null, ALL_REGIONS, OFFICER, NOW)))
                .hasSize(1);
    }

    @Test
    void a_refused_shelter_stays_refused_until_the_person_is_asked_anew() {
        CaseFile declined = accepted(managedFile().count(shelter(ShelterState.DECLINED, null, false), null, ALL_REGIONS, OFFICER,
                NOW));
        assertThat(rule(declined.count(shelter(ShelterState.TEMPORARY_STAY, TemporaryStayReason.THREATENED, false), null,
                ALL_REGIONS, OFFICER, NOW))).isEqualTo("shelter-was-declined");
        assertThat(events(declined.count(shelter(ShelterState.TEMPORARY_STAY, TemporaryStayReason.THREATENED, true), null,
                ALL_REGIONS, OFFICER, NOW))).hasSize(1);
        assertThat(events(declined.count(shelter(ShelterState.OFFERED, null, false), null, ALL_REGIONS, OFFICER, NOW))).hasSize(1);
    }

    @Test
    void a_temporary_stay_has_its_reason() {
        assertThat(rule(managedFile().count(shelter(ShelterState.TEMPORARY_STAY, null, false), null, ALL_REGIONS, OFFICER, NOW)))
                .isEqualTo("temporary-stay-and-reason");
        assertThat(rule(managedFile().count(shelter(ShelterState.CHOSEN, TemporaryStayReason.VULNERABLE, false), null,
                ALL_REGIONS, OFFICER, NOW))).isEqualTo("temporary-stay-and-reason");
    }

    @Test
    void what_the_country_does_not_offer_after_such_a_return_is_refused() {
        assertThat(rule(managedFile().count(shelter(ShelterState.CHOSEN, null, false), null, Set.of(), OFFICER, NOW)))
                .isEqualTo("region-not-offered");
        assertThat(rule(managedFile().count(new ReintegrationStats(true, null, ShelterState.NOT_ASKED, null, false,
                List.of(new Support(SupportCategory.FUND, SupportState.APPLIED)), null), null, Set.of(), OFFICER, NOW)))
                .isEqualTo("region-not-offered");
    }

    @ParameterizedTest
    @EnumSource(value = SupportCategory.class, names = {"SOCIAL_SECURITY", "OTHER_SCHEME", "FUND"})
    void the_support_that_the_minutes_name_is_told_with_its_state(SupportCategory category) {
        Support granted = new Support(category, SupportState.GRANTED);
        assertThat(events(managedFile().count(new ReintegrationStats(true, null, ShelterState.NOT_ASKED, null, false,
                List.of(granted), null), null, ALL_REGIONS, OFFICER, NOW))).singleElement()
                .isInstanceOfSatisfying(CaseEvent.ReintegrationStatsRecorded.class, told -> {
                    assertThat(told.stats().needsAssessed()).isTrue();
                    assertThat(told.stats().supports()).containsExactly(granted);
                });
    }

    @Test
    void each_kind_of_support_stands_once() {
        Support health = new Support(SupportCategory.HEALTH, SupportState.STARTED);
        assertThat(rule(managedFile().count(new ReintegrationStats(true, null, ShelterState.NOT_ASKED, null, false,
                List.of(health, health), null), null, ALL_REGIONS, OFFICER, NOW))).isEqualTo("support-twice");
    }

    @ParameterizedTest
    @CsvSource({"0, visit-number", "1, ", "1000, ", "1001, visit-number"})
    void a_visit_that_the_joint_view_would_not_count_is_refused(int number, @Nullable String rule) {
        MonitoringVisit plan = new MonitoringVisit(number, VisitState.DUE, TODAY, null, null, null, false, false, false);
        assertThat(plan.refusal(Optional.empty(), false, TODAY, NOW).map(Rejection::rule)).isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void a_visit_that_was_made_has_a_day_a_mode_and_an_outcome() {
        assertThat(rule(managedFile().visit(new MonitoringVisit(1, VisitState.DONE, TODAY, null, null, null, false,
                false, false), null, OFFICER, NOW))).isEqualTo("visit-state-and-fields");
        assertThat(rule(managedFile().visit(new MonitoringVisit(1, VisitState.MISSED, TODAY, TODAY, VisitMode.PHONE,
                VisitOutcome.STABLE, false, false, false), null, OFFICER, NOW))).isEqualTo("visit-state-and-fields");
        assertThat(rule(managedFile().visit(new MonitoringVisit(1, VisitState.DUE, null, null, null, null, false,
                false, false), null, OFFICER, NOW))).isEqualTo("visit-state-and-fields");
        assertThat(rule(managedFile().visit(new MonitoringVisit(0, VisitState.DUE, TODAY, null, null, null, false,
                false, false), null, OFFICER, NOW))).isEqualTo("visit-number");
        assertThat(rule(managedFile().visit(new MonitoringVisit(1, VisitState.DONE, TODAY, TODAY.minusDays(9),
                VisitMode.PHONE, VisitOutcome.STABLE, false, false, false), null, OFFICER, NOW))).isEqualTo("dates-out-of-order");
    }

    @Test
    void a_visit_that_is_planned_more_than_two_years_ahead_is_taken_for_mistyped() {
        LocalDate last = TODAY.plusYears(2);
        MonitoringVisit far = new MonitoringVisit(1, VisitState.DUE, last.plusDays(1), null, null, null, false, false, false);
        assertThat(rule(managedFile().visit(far, null, OFFICER, NOW))).isEqualTo("date-too-far-ahead");
        MonitoringVisit near = new MonitoringVisit(1, VisitState.DUE, last, null, null, null, false, false, false);
        assertThat(after(accepted(managedFile().visit(near, null, OFFICER, NOW))).visits()).containsExactly(near);
    }

    @Test
    void a_planned_visit_that_was_made_replaces_the_plan_and_both_stay_readable() {
        MonitoringVisit plan = new MonitoringVisit(1, VisitState.DUE, TODAY, null, null, null, false, false, false);
        CaseFile planned = accepted(managedFile().visit(plan, null, OFFICER, NOW));
        Decision<CaseFile, CaseEvent> made = planned.visit(visited(1), null, OFFICER, NOW);
        assertThat(after(accepted(made)).visits()).containsExactly(visited(1));
        assertThat(after(accepted(made)).earlierVisits()).containsExactly(new Earlier<>(plan, null));
        assertThat(events(made)).containsExactly(new CaseEvent.MonitoringVisitRecorded(START, visited(1)));
    }

    @Test
    void what_became_of_a_visit_is_changed_by_a_correction_only() {
        MonitoringVisit missed = new MonitoringVisit(1, VisitState.MISSED, TODAY, null, null, null, false, false, false);
        assertThat(rule(monitoredFile().visit(missed, null, OFFICER, NOW))).isEqualTo("visit-already-recorded");
        CaseFile corrected = accepted(monitoredFile().visit(missed, Correction.Reason.TYPING_FAULT, OFFICER, NOW));
        assertThat(after(corrected).visits()).containsExactly(missed);
        assertThat(after(corrected).earlierVisits()).containsExactly(new Earlier<>(visited(1),
                new Correction(Correction.Reason.TYPING_FAULT, OFFICER, START)));
        assertThat(rule(managedFile().visit(missed, Correction.Reason.TYPING_FAULT, OFFICER, NOW)))
                .isEqualTo("nothing-to-correct");
    }

    @Test
    void a_visit_entered_days_later_says_so() {
        MonitoringVisit made = new MonitoringVisit(1, VisitState.DONE, TODAY, TODAY, VisitMode.VISIT, VisitOutcome.STABLE,
                false, false, false);
        CaseFile entered = accepted(managedFile().visit(made, null, OFFICER, CaseFixtures.after(Duration.ofDays(3))));
        assertThat(after(entered).visits()).singleElement().matches(MonitoringVisit::recordedLate);
    }

    @Test
    void a_snapshot_of_an_earlier_day_entered_later_is_kept_and_changes_nothing() {
        CaseFile counted = accepted(managedFile().count(shelter(ShelterState.LEFT, null, false), null, ALL_REGIONS,
                OFFICER, CaseFixtures.after(Duration.ofDays(2))));
        ReintegrationStats paper = new ReintegrationStats(true, null, ShelterState.CHOSEN, null, false, List.of(), TODAY);
        Decision<CaseFile, CaseEvent> entered = counted.count(paper, null, ALL_REGIONS, OFFICER,
                CaseFixtures.after(Duration.ofDays(3)));
        assertThat(events(entered)).isEmpty();
        assertThat(after(accepted(entered)).stats()).isEqualTo(after(counted).stats());
        assertThat(after(accepted(entered)).earlierStats()).containsExactly(new Earlier<>(paper, null));
    }

    @Test
    void a_unit_that_the_country_does_not_have_is_not_responsible() {
        assertThat(rule(arrivedFile().assign(new Responsible("TH-NOWHERE", "CASE_MANAGER", START), CaseFixtures.UNITS,
                OFFICER, NOW))).isEqualTo("unknown-unit");
        assertThat(rule(arrivedFile().assign(new Responsible("TH-DATIP", "OBSERVER", START), CaseFixtures.UNITS,
                OFFICER, NOW))).isEqualTo("role-not-responsible");
    }

    @Test
    void another_case_manager_does_not_take_over_before_the_first() {
        assertThat(rule(managedFile().assign(new Responsible("TH-DATIP", "CASE_MANAGER", START.minusSeconds(60)),
                CaseFixtures.UNITS, OFFICER, NOW))).isEqualTo("dates-out-of-order");
    }

    @Test
    void a_closure_rests_on_the_visits_that_are_recorded() {
        Closure.Said otherDay = new Closure.Said(ClosureReason.REINTEGRATED, TODAY, TODAY.minusDays(1), true, OFFICER.reference(),
                "th-supervisor-1");
        assertThat(rule(monitoredFile().close(otherDay, SUPERVISOR, NOW))).isEqualTo("closure-visit-not-recorded");
        Closure.Said unsaid = new Closure.Said(ClosureReason.REINTEGRATED, TODAY, null, true, OFFICER.reference(), "th-supervisor-1");
        assertThat(events(monitoredFile().close(unsaid, SUPERVISOR, NOW))).singleElement()
                .isInstanceOfSatisfying(CaseEvent.CaseClosed.class, closed -> assertThat(closed.lastVisitOn()).isEqualTo(TODAY));
        assertThat(rule(monitoredFile().close(new Closure.Said(ClosureReason.OTHER, TODAY.minusDays(1), null, true,
                OFFICER.reference(), "th-supervisor-1"), SUPERVISOR, NOW))).isEqualTo("dates-out-of-order");
    }

    @Test
    void a_closure_names_nobody_and_no_day_that_the_file_knows() {
        Officer manager = new Officer("th-case-1", "CASE_MANAGER", "TH-WPC-NONTHABURI", "TH");
        CaseFile worked = accepted(monitoredFile().report(ReintegrationStatus.MONITORING, null, TODAY.plusDays(30), manager,
                NOW));
        Closure.Said silent = new Closure.Said(ClosureReason.REINTEGRATED, null, null, true, null, null);
        Closure.Said stated = new Closure.Said(ClosureReason.REINTEGRATED, TODAY, TODAY, true, "th-case-1", "th-supervisor-1");
        CaseFile closed = accepted(worked.close(silent, SUPERVISOR, NOW));
        assertThat(closed).isEqualTo(accepted(worked.close(stated, SUPERVISOR, NOW)));
        assertThat(Objects.requireNonNull(closed.reintegration()).closure()).isEqualTo(new Closure(ClosureReason.REINTEGRATED,
                TODAY, TODAY, true, "th-case-1", "th-supervisor-1"));
        assertThat(rule(monitoredFile().close(silent, SUPERVISOR, NOW))).as("no case manager worked on it")
                .isEqualTo("field-missing");
    }

    @Test
    void a_snapshot_tells_the_plan_of_the_file_without_stating_it_again() {
        ReintegrationStats silent = new ReintegrationStats(true, null, ShelterState.NOT_ASKED, null, false, List.of(), null);
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        assertThat(events(home.count(silent, null, CaseFixtures.ALL_REGIONS, OFFICER, NOW))).singleElement()
                .isInstanceOfSatisfying(CaseEvent.ReintegrationStatsRecorded.class,
                        told -> assertThat(told.stats().planDate()).isEqualTo(TODAY));
        assertThat(events(managedFile().count(silent, null, CaseFixtures.ALL_REGIONS, OFFICER, NOW))).singleElement()
                .isInstanceOfSatisfying(CaseEvent.ReintegrationStatsRecorded.class,
                        told -> assertThat(told.stats().planDate()).isNull());
    }

    @Test
    void a_step_in_the_wrong_state_is_refused_with_the_next_step() {
        assertThat(refusal(managedFile().reopen(ReopeningReason.NEW_NEED, ReintegrationStatus.RECOVERY, OFFICER, NOW))
                .parameters()).containsEntry("state", "CASE_MANAGER_ASSIGNED").containsEntry("next", "REPORT");
        assertThat(refusal(arrivedFile().report(ReintegrationStatus.RECOVERY, null, null, OFFICER, NOW)).parameters())
                .containsEntry("state", "ARRIVED").containsEntry("next", "ASSIGN_CASE_MANAGER");
        assertThat(refusal(managedFile().report(ReintegrationStatus.MONITORING, null, null, OFFICER, NOW)).parameters())
                .containsEntry("wanted", "MONITORING").containsEntry("next", "REPORT");
        CaseFile closed = accepted(monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW));
        assertThat(refusal(closed.report(ReintegrationStatus.RECOVERY, null, null, OFFICER, NOW)).parameters())
                .containsEntry("state", "CLOSED").containsEntry("next", "REOPEN");
        assertThat(refusal(managedFile().close(unvisited(ClosureReason.REINTEGRATED), SUPERVISOR, NOW)).parameters())
                .containsEntry("state", "CASE_MANAGER_ASSIGNED").containsEntry("next", "REPORT");
    }

    @Test
    void nobody_closes_a_case_with_a_case_manager_who_never_worked_on_it() {
        Closure.Said stranger = new Closure.Said(ClosureReason.REINTEGRATED, TODAY, TODAY, true, "nobody-at-all", "th-supervisor-1");
        assertThat(rule(monitoredFile().close(stranger, SUPERVISOR, NOW))).isEqualTo("closure-by-unknown-case-manager");
    }

    @Test
    void two_people_close_a_case_and_the_supervisor_acts() {
        Closure.Said alone = new Closure.Said(ClosureReason.REINTEGRATED, TODAY, TODAY, true, SUPERVISOR.reference(),
                SUPERVISOR.reference());
        assertThat(rule(monitoredFile().close(alone, SUPERVISOR, NOW))).isEqualTo("closure-needs-two");
        Closure.Said together = closure(ClosureReason.REINTEGRATED);
        assertThat(rule(monitoredFile().close(together, OFFICER, NOW))).isEqualTo("closure-needs-supervisor");
        Officer system = new Officer(SUPERVISOR.reference(), "MINISTRY_SYSTEM", "TH-UNIT-1", "TH");
        assertThat(rule(monitoredFile().close(together, system, NOW))).isEqualTo("closure-needs-supervisor");
        Officer other = new Officer("th-supervisor-9", "SUPERVISOR", "TH-UNIT-1", "TH");
        assertThat(rule(monitoredFile().close(together, other, NOW))).isEqualTo("closure-needs-supervisor");
        assertThat(events(monitoredFile().close(together, SUPERVISOR, NOW))).hasSize(1);
    }

    @Test
    void the_person_knows_how_to_come_back() {
        Closure.Said silent = new Closure.Said(ClosureReason.CHOSE_TO_STOP, TODAY, null, false, OFFICER.reference(),
                "th-supervisor-1");
        assertThat(rule(monitoredFile().close(silent, SUPERVISOR, NOW))).isEqualTo("closure-person-not-told");
    }

    @ParameterizedTest
    @EnumSource(value = ClosureReason.class, names = {"DECEASED", "SUDDEN_EXIT"})
    void a_person_who_is_gone_cannot_be_told(ClosureReason reason) {
        Closure.Said gone = new Closure.Said(reason, TODAY, null, false, OFFICER.reference(), "th-supervisor-1");
        assertThat(events(managedFile().close(gone, SUPERVISOR, NOW))).hasSize(1);
    }

    @Test
    void a_good_end_comes_after_monitoring_and_a_visit() {
        assertThat(rule(managedFile().close(unvisited(ClosureReason.REINTEGRATED), SUPERVISOR, NOW)))
                .isEqualTo("closure-before-monitoring");
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        CaseFile followed = accepted(home.report(ReintegrationStatus.MONITORING, null, null, OFFICER, NOW));
        assertThat(rule(followed.close(unvisited(ClosureReason.REINTEGRATED), SUPERVISOR, NOW)))
                .isEqualTo("closure-without-visit");
    }

    @Test
    void a_closure_lies_neither_in_the_future_nor_before_the_last_visit() {
        assertThat(rule(monitoredFile().close(new Closure.Said(ClosureReason.OTHER, TODAY.plusDays(1), null, true,
                OFFICER.reference(), "th-supervisor-1"), SUPERVISOR, NOW))).isEqualTo("date-in-the-future");
        assertThat(rule(monitoredFile().close(new Closure.Said(ClosureReason.OTHER, TODAY.minusDays(1), TODAY, true,
                OFFICER.reference(), "th-supervisor-1"), SUPERVISOR, NOW))).isEqualTo("dates-out-of-order");
    }

    @Test
    void a_closed_case_rests_until_it_is_reopened() {
        CaseFile closed = accepted(monitoredFile().close(closure(ClosureReason.REINTEGRATED), SUPERVISOR, NOW));
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(rule(closed.report(ReintegrationStatus.MONITORING, null, null, OFFICER, NOW)))
                .isEqualTo("case-closed");
        assertThat(rule(closed.visit(visited(2), null, OFFICER, NOW))).isEqualTo("case-closed");
        assertThat(rule(closed.assign(CASE_MANAGER, CaseFixtures.UNITS, OFFICER, NOW))).isEqualTo("case-closed");
        CaseFile again = accepted(closed.reopen(ReopeningReason.RISK, ReintegrationStatus.RECOVERY, OFFICER, NOW));
        assertThat(again.stage()).isEqualTo(Stage.RECOVERY);
        assertThat(events(again.visit(visited(2), null, OFFICER, NOW))).hasSize(1);
    }

    @Test
    void only_a_closed_case_is_reopened_and_into_a_state_with_work() {
        assertThat(rule(monitoredFile().reopen(ReopeningReason.RISK, ReintegrationStatus.RECOVERY, OFFICER, NOW)))
                .isEqualTo("case-not-closed");
        CaseFile closed = accepted(managedFile().close(new Closure.Said(ClosureReason.LEFT_AREA, TODAY, null, true,
                OFFICER.reference(), "th-supervisor-1"), SUPERVISOR, NOW));
        assertThat(rule(closed.reopen(ReopeningReason.RISK, ReintegrationStatus.CLOSED, OFFICER, NOW)))
                .isEqualTo("reopening-status");
        assertThat(rule(closed.reopen(ReopeningReason.RISK, ReintegrationStatus.MONITORING, OFFICER, NOW)))
                .isEqualTo("reintegration-needs-plan");
    }

    private static ReintegrationStats shelter(ShelterState state, @Nullable TemporaryStayReason reason,
            boolean askedAgain) {
        return new ReintegrationStats(true, null, state, reason, askedAgain, List.of(), null);
    }

    private static Closure.Said unvisited(ClosureReason reason) {
        return new Closure.Said(reason, TODAY, null, true, OFFICER.reference(), "th-supervisor-1");
    }

    private static Reintegration after(CaseFile file) {
        return Objects.requireNonNull(file.reintegration());
    }
}
