package org.safereturn.caseservice.casefile.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.time.Moment;
import org.safereturn.access.work.OpenItem;
import org.safereturn.caseservice.casefile.events.CaseWork;
import org.safereturn.caseservice.consent.model.ConsentAnswer;
import org.safereturn.caseservice.consent.model.ConsentGiver;
import org.safereturn.caseservice.consent.model.Consents;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.MonitoringVisit;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.VisitState;
import org.safereturn.messaging.event.Officer;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.NOW;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.PERSON;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.ROUTING;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.TODAY;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.after;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.answer;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrival;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrivedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.given;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.managedFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.monitoredFile;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opening;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referredFile;

/** What a case file waits for. */
class OpenCasesTest {

    private static final Officer STRANGER = new Officer("th-case-9", "CASE_MANAGER", "TH-ELSEWHERE", "TH");

    @Test
    void a_person_who_arrived_waits_for_a_case_manager_and_then_no_longer() {
        assertThat(CaseWork.of(arrivedFile(), SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.CASE_MANAGER_TO_ASSIGN);
            assertThat(item.since()).isEqualTo(arrival().at());
            assertThat(item.scope().units()).contains(arrival().receptionUnit());
        });
        assertThat(CaseWork.of(managedFile(), SampleDeadlines.NONE)).isEmpty();
        assertThat(CaseWork.of(referredFile(), SampleDeadlines.NONE)).isEmpty();
    }

    @Test
    void a_case_waits_for_the_consents_then_for_the_referral_and_then_for_nothing() {
        CaseFile unasked = host(IdentificationOutcome.VICTIM);
        assertThat(CaseWork.of(unasked, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.CONSENTS_TO_RECORD);
            assertThat(item.since()).isEqualTo(unasked.openedAt());
            assertThat(item.scope().units()).containsExactly(OFFICER.unit());
        });
        Moment later = after(Duration.ofHours(1));
        CaseFile half = answered(unasked, later, given(Purpose.DATA_SHARING));
        assertThat(lists(half)).as("no question may be asked").containsExactly(WorkList.CONSENTS_TO_RECORD);
        CaseFile consented = answered(half, later, given(Purpose.TRACING));
        assertThat(CaseWork.of(consented, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.CASE_TO_REFER);
            assertThat(item.since()).isEqualTo(later.at());
        });
        assertThat(lists(consented.evolve(referral(Consents.stated(consented.consents()), later.at())))).isEmpty();
    }

    @Test
    void whoever_says_no_or_takes_it_back_is_not_asked_again() {
        CaseFile unasked = host(IdentificationOutcome.VICTIM);
        assertThat(lists(answered(unasked, NOW, refused(Purpose.DATA_SHARING)))).isEmpty();
        assertThat(lists(answered(unasked, NOW, given(Purpose.DATA_SHARING), refused(Purpose.TRACING),
                refused(Purpose.NATIONALITY_CHECK)))).isEmpty();
        assertThat(lists(opened())).containsExactly(WorkList.CASE_TO_REFER);
        assertThat(lists(accepted(opened().withdrawConsents(List.of(Purpose.DATA_SHARING), null, false, OFFICER, NOW))))
                .isEmpty();
    }

    @Test
    void a_file_that_ended_waits_for_nothing_until_it_is_taken_up_again() {
        CaseFile ended = accepted(opened().end(EndingReason.PERSON_LEFT, null, OFFICER, NOW));
        assertThat(lists(ended)).isEmpty();
        assertThat(lists(accepted(ended.reopen(ReopeningReason.NEW_NEED, null, OFFICER, NOW))))
                .containsExactly(WorkList.CASE_TO_REFER);
    }

    @Test
    void consents_of_a_guardian_are_to_be_recorded_anew_when_the_child_turns_out_to_be_an_adult() {
        Opening opening = CaseFixtures.childOpening(answer(Purpose.TRACING, true, ConsentGiver.GUARDIAN, true),
                answer(Purpose.DATA_SHARING, true, ConsentGiver.GUARDIAN, true));
        CaseFile child = accepted(CaseFile.open(opening, PERSON, ROUTING, OFFICER, NOW));
        assertThat(lists(child)).containsExactly(WorkList.CASE_TO_REFER);
        StatedAge adult = CaseFixtures.group(AgeGroup.AGE_18_59);
        PersonStatistics corrected = PersonStatistics.of(Sex.MALE, adult, List.of());
        assertThat(lists(accepted(child.amend(adult, corrected, PERSON, OFFICER, NOW))))
                .containsExactly(WorkList.CONSENTS_TO_RECORD);
    }

    @Test
    void consents_are_to_be_recorded_anew_when_the_adult_who_gave_them_turns_out_to_be_a_child() {
        CaseFile adult = CaseFixtures.opened();
        assertThat(lists(adult)).containsExactly(WorkList.CASE_TO_REFER);
        StatedAge child = CaseFixtures.group(AgeGroup.AGE_12_17);
        PersonStatistics corrected = PersonStatistics.of(Sex.FEMALE, child, List.of());
        assertThat(lists(accepted(adult.amend(child, corrected, PERSON, OFFICER, NOW))))
                .containsExactly(WorkList.CONSENTS_TO_RECORD);
    }

    @Test
    void a_case_on_hold_waits_for_the_decision_whether_the_person_is_a_victim() {
        CaseFile held = host(IdentificationOutcome.UNDECIDED);
        assertThat(lists(held)).containsExactly(WorkList.IDENTIFICATION_TO_DECIDE);
        assertThat(lists(identified(held, IdentificationOutcome.VICTIM))).containsExactly(WorkList.CONSENTS_TO_RECORD);
        assertThat(lists(identified(held, IdentificationOutcome.NOT_A_VICTIM))).isEmpty();
    }

    @Test
    void of_the_planned_visits_the_first_waits_until_it_is_made() {
        CaseFile planned = planned(planned(monitoredFile(), 3, 40), 2, 10);
        assertThat(CaseWork.of(planned, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.VISIT_TO_MAKE);
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(10));
        });
        CaseFile made = accepted(planned.visit(CaseFixtures.visited(2), null, OFFICER, NOW));
        assertThat(CaseWork.of(made, SampleDeadlines.NONE)).singleElement()
                .satisfies(item -> assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(40)));
    }

    @Test
    void the_country_limits_what_follows_the_arrival_each_step_until_it_is_done() {
        Deadlines deadlines = SampleDeadlines.calendarDays(Map.of(Timer.T_CM, 0, Timer.T_PLAN, 30, Timer.T_FEEDBACK, 10));
        LocalDate arrivedOn = LocalDate.ofInstant(arrival().at(), ZoneOffset.UTC);
        assertThat(CaseWork.of(arrivedFile(), deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(arrivedOn);
            assertThat(item.timer()).isEqualTo(Timer.T_CM);
        });
        assertThat(CaseWork.of(managedFile(), deadlines)).extracting(OpenItem::list, OpenItem::dueOn).containsExactlyInAnyOrder(
                tuple(WorkList.PLAN_TO_MAKE, arrivedOn.plusDays(30)), tuple(WorkList.REPORT_TO_GIVE, arrivedOn.plusDays(10)));
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        assertThat(CaseWork.of(home, deadlines)).isEmpty();
    }

    @Test
    void the_schedule_of_the_country_makes_visits_due_from_the_day_in_the_community_or_earlier_as_planned() {
        Deadlines deadlines = SampleDeadlines.visits(30, 90);
        assertThat(CaseWork.of(managedFile(), deadlines)).as("not yet in the community").isEmpty();
        CaseFile home = accepted(managedFile().report(ReintegrationStatus.REINTEGRATION, TODAY, null, OFFICER, NOW));
        assertThat(CaseWork.of(home, deadlines)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.VISIT_TO_MAKE);
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(30));
            assertThat(item.timer()).isEqualTo(Timer.T_VISIT);
        });
        assertThat(CaseWork.of(planned(home, 1, 20), deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).as("as it is planned").isEqualTo(TODAY.plusDays(20));
            assertThat(item.timer()).isNull();
        });
        assertThat(CaseWork.of(planned(home, 1, 40), deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).as("planned too late").isEqualTo(TODAY.plusDays(30));
            assertThat(item.timer()).isEqualTo(Timer.T_VISIT);
        });
        CaseFile made = accepted(home.visit(CaseFixtures.visited(1), null, OFFICER, NOW));
        assertThat(CaseWork.of(made, deadlines)).singleElement()
                .satisfies(item -> assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(90)));
        assertThat(CaseWork.of(accepted(made.visit(CaseFixtures.visited(2), null, OFFICER, NOW)), deadlines)).isEmpty();
    }

    @Test
    void a_wish_to_read_waits_to_be_decided_and_a_granted_one_to_be_acknowledged() {
        CaseFile asked = opened().evolve(new CaseEvent.AccessRequested(NOW.at(), TemporaryAccess.asked(1, STRANGER,
                TemporaryAccess.Reason.EMERGENCY, CaseFixtures.SEALED, Duration.ofHours(1), START)));
        assertThat(lists(asked)).containsExactly(WorkList.CASE_TO_REFER, WorkList.ACCESS_TO_DECIDE);
        CaseFile granted = asked.evolve(new CaseEvent.TemporaryAccessRecorded(NOW.at(), OFFICER, new GrantedAccess(1, STRANGER,
                OFFICER, TemporaryAccess.Reason.EMERGENCY, NOW.at(), NOW.at().plusSeconds(60)), false));
        assertThat(lists(granted)).containsExactly(WorkList.CASE_TO_REFER, WorkList.ACCESS_TO_ACKNOWLEDGE);
        assertThat(lists(granted.evolve(new CaseEvent.AccessAcknowledged(NOW.at(), 1, OFFICER))))
                .containsExactly(WorkList.CASE_TO_REFER);
        assertThat(lists(asked.evolve(new CaseEvent.AccessTurnedDown(NOW.at(), 1, OFFICER))))
                .containsExactly(WorkList.CASE_TO_REFER);
    }

    private static CaseFile host(IdentificationOutcome outcome) {
        return accepted(CaseFile.open(opening(outcome, "KH", WishToReturn.YES, List.of()), PERSON, ROUTING, OFFICER, NOW));
    }

    private static ConsentAnswer refused(Purpose purpose) {
        return answer(purpose, false, ConsentGiver.PERSON, null);
    }

    private static CaseFile answered(CaseFile file, Moment now, ConsentAnswer... answers) {
        return accepted(file.renewConsents(List.of(answers), Optional.empty(), null, OFFICER, now));
    }

    private static CaseFile identified(CaseFile file, IdentificationOutcome outcome) {
        return accepted(file.identify(new Identification("TH-MDT", TODAY, outcome), WishToReturn.YES, PERSON, ROUTING, OFFICER,
                NOW));
    }

    private static CaseFile planned(CaseFile file, int number, int days) {
        return accepted(file.visit(new MonitoringVisit(number, VisitState.DUE, TODAY.plusDays(days), null, null, null, false,
                false, false), null, OFFICER, NOW));
    }

    private static List<WorkList> lists(CaseFile file) {
        return CaseWork.of(file, SampleDeadlines.NONE).stream().map(OpenItem::list).toList();
    }
}
