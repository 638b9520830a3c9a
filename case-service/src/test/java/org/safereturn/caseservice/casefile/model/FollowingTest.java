package org.safereturn.caseservice.casefile.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.consent.model.ConsentDecision;
import org.safereturn.caseservice.consent.model.Purpose;
import org.safereturn.caseservice.reintegration.model.ClosureReason;
import org.safereturn.caseservice.reintegration.model.Feedback;
import org.safereturn.caseservice.reintegration.model.ReintegrationStatus;
import org.safereturn.caseservice.reintegration.model.ReopeningReason;
import org.safereturn.caseservice.reintegration.model.Responsible;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.SEALED;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.START;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.accepted;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrival;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.arrived;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.fact;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.opened;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.purposes;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.referral;
import static org.safereturn.caseservice.casefile.model.CaseFixtures.reported;

class FollowingTest {

    private static final Officer PEER = new Officer("kh-case-1", "CASE_MANAGER", "KH-UNIT-1", "KH");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_happens_elsewhere_gives_the_same_file_in_any_order_and_however_often(int seed) {
        List<CaseEvent> heard = new ArrayList<>(List.of(
                referral(reported(ConsentDecision.GIVEN, purposes()), START),
                fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(60)),
                fact(FactKind.RETURN_PROPOSED, START.plusSeconds(90)),
                fact(FactKind.RETURN_CONFIRMED, START.plusSeconds(120)),
                fact(FactKind.HANDED_OVER, START.plusSeconds(150)),
                new CaseEvent.Arrived(new Arrival(1, START.plusSeconds(160), "KH-POI-PET-TC", "KH-POI-PET",
                        "RECEPTION_OFFICER", "WELL", List.of()), CaseFixtures.OFFICER)));
        CaseFile inOrder = fold(heard);
        heard.addAll(List.copyOf(heard));
        Collections.shuffle(heard, new Random(seed));
        assertThat(fold(heard)).isEqualTo(inOrder);
        assertThat(inOrder.stage()).isEqualTo(Stage.ARRIVED);
        assertThat(inOrder.opened()).isTrue();
        assertThat(inOrder.identity()).isEqualTo(SEALED);
    }

    @Test
    void the_host_sees_how_far_the_other_side_is() {
        CaseFile file = opened();
        assertThat(file.evolve(fact(FactKind.REFERRAL_SUBMITTED, START)).stage()).isEqualTo(Stage.REFERRED);
        assertThat(file.evolve(fact(FactKind.REFERRAL_SUBMITTED, START)).evolve(fact(FactKind.DELIVERED, START.plusSeconds(1)))
                .stage()).isEqualTo(Stage.REFERRED);
        assertThat(file.evolve(fact(FactKind.RESULT_ISSUED, START.plusSeconds(9)))
                .evolve(fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(5))).stage()).isEqualTo(Stage.RESULT_ISSUED);
    }

    @Test
    void a_machine_receipt_and_a_human_receipt_are_different_facts() {
        CaseFile file = opened().evolve(fact(FactKind.DELIVERED, START)).evolve(fact(FactKind.REFERRAL_RECEIVED, START));
        assertThat(file.facts()).extracting(Fact::kind)
                .containsExactly(FactKind.DELIVERED, FactKind.REFERRAL_RECEIVED);
    }

    @Test
    void a_corrected_result_after_a_proposal_brings_the_case_back_to_the_result() {
        CaseFile proposed = opened().evolve(fact(FactKind.RESULT_ISSUED, START))
                .evolve(fact(FactKind.RETURN_PROPOSED, START.plusSeconds(10)));
        assertThat(proposed.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        assertThat(proposed.evolve(fact(FactKind.RESULT_ISSUED, START.plusSeconds(20))).stage())
                .isEqualTo(Stage.RESULT_ISSUED);
    }

    @Test
    void the_host_counts_which_needs_a_result_answered_and_only_of_who_consents_to_it() {
        CaseEvent result = new CaseEvent.ResultIssued(START.plusSeconds(5), CaseFixtures.OFFICER, 2, List.of(CareFlag.ELDERLY, CareFlag.PREGNANCY));
        CaseFile file = CaseFixtures.opened(List.of(CareFlag.ELDERLY, CareFlag.CHRONIC_CONDITION));
        assertThat(CaseFixtures.events(file.hear(result, CaseFixtures.NOW))).containsExactly(
                new CaseEvent.CareAnswersRecorded(START.plusSeconds(5), 2,
                        List.of(CareFlag.ELDERLY, CareFlag.CHRONIC_CONDITION), List.of(CareFlag.ELDERLY)));
        assertThat(accepted(file.hear(result, CaseFixtures.NOW)).stage()).isEqualTo(Stage.RESULT_ISSUED);
        assertThat(CaseFixtures.events(opened().hear(result, CaseFixtures.NOW))).isEmpty();
        CaseFile uncounted = accepted(file.withdrawConsents(List.of(Purpose.MONITORING_AND_EVALUATION), null, false,
                CaseFixtures.OFFICER, CaseFixtures.NOW));
        assertThat(CaseFixtures.events(uncounted.hear(result, CaseFixtures.NOW))).isEmpty();
    }

    @Test
    void the_file_says_which_officer_did_what_and_who_of_the_other_side_was_first() {
        CaseFile file = accepted(opened().amend(CaseFixtures.group(AgeGroup.AGE_18_59), CaseFixtures.opening().statistics(),
                CaseFixtures.PERSON, CaseFixtures.SUPERVISOR, CaseFixtures.NOW));
        Officer first = new Officer("kh-intake-1", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        Officer second = new Officer("kh-intake-2", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        List<CaseEvent> heard = new ArrayList<>(List.of(
                new CaseEvent.Happened(START.plusSeconds(5), first, FactKind.REFERRAL_ACCEPTED, CaseScope.NOBODY, 0),
                new CaseEvent.Happened(START.plusSeconds(5), second, FactKind.REFERRAL_ACCEPTED, CaseScope.NOBODY, 0),
                new CaseEvent.Happened(START.plusSeconds(9), second, FactKind.REFERRAL_ACCEPTED, CaseScope.NOBODY, 0)));
        for (int turn = 0; turn < 2; turn++) {
            CaseFile told = file;
            for (CaseEvent event : heard) {
                told = told.evolve(event);
            }
            assertThat(told.facts()).containsExactly(
                    new Fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(5), START.plusSeconds(9), 0, first));
            assertThat(told.acts()).containsExactly(new Act(ActKind.OPENED, START, CaseFixtures.OFFICER),
                    new Act(ActKind.PERSON_AMENDED, START, CaseFixtures.SUPERVISOR));
            Collections.reverse(heard);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FactKind.class, names = {"RESULT_ISSUED", "RESULT_ACKNOWLEDGED", "RETURN_DECIDED", "RETURN_PROPOSED",
        "RETURN_CONFIRMED", "RETURN_SUSPENDED"})
    void progress_of_tracing_that_is_told_after_a_result_takes_no_case_back(FactKind after) {
        CaseFile traced = opened().evolve(fact(FactKind.REFERRAL_ACCEPTED, START))
                .evolve(fact(FactKind.TRACING_PROGRESSED, START.plusSeconds(5)));
        assertThat(traced.stage()).isEqualTo(Stage.TRACING);
        CaseFile on = traced.evolve(fact(after, START.plusSeconds(10)));
        assertThat(on.evolve(fact(FactKind.TRACING_PROGRESSED, START.plusSeconds(20))).stage()).isEqualTo(on.stage())
                .isEqualTo(after.stage().orElseThrow());
    }

    @Test
    void a_withdrawal_stands_whatever_is_still_reported() {
        assertThat(opened().evolve(fact(FactKind.REFERRAL_WITHDRAWN, START))
                .evolve(fact(FactKind.TRACING_PROGRESSED, START.plusSeconds(9))).stage()).isEqualTo(Stage.WITHDRAWN);
    }

    @Test
    void an_arrival_heard_before_its_handover_is_an_arrival() {
        assertThat(opened().evolve(arrived()).evolve(fact(FactKind.HANDED_OVER, START.plusSeconds(9))).stage())
                .isEqualTo(Stage.ARRIVED);
    }

    @Test
    void a_corrected_handover_and_arrival_replace_the_times_before_in_any_order() {
        Arrival first = arrival();
        Arrival corrected = new Arrival(2, first.at().minusSeconds(600), "KH-OTHER-TC", first.crossingPoint(),
                first.receivedByRole(), first.condition(), List.of());
        List<CaseEvent> heard = new ArrayList<>(List.of(
                new CaseEvent.Happened(START, CaseFixtures.OFFICER, FactKind.HANDED_OVER, CaseScope.NOBODY, 1),
                new CaseEvent.Happened(START.plusSeconds(90), CaseFixtures.OFFICER, FactKind.HANDED_OVER, CaseScope.NOBODY, 2),
                new CaseEvent.Arrived(first, CaseFixtures.OFFICER), new CaseEvent.Arrived(corrected, CaseFixtures.OFFICER)));
        for (int turn = 0; turn < 2; turn++) {
            CaseFile file = fold(heard);
            assertThat(file.arrival()).isEqualTo(corrected);
            assertThat(file.openedAt()).isEqualTo(corrected.at());
            assertThat(file.facts()).contains(
                    new Fact(FactKind.HANDED_OVER, START.plusSeconds(90), START.plusSeconds(90), 2, CaseFixtures.OFFICER));
            Collections.reverse(heard);
        }
    }

    @Test
    void a_decline_that_is_taken_back_leaves_the_case_received_and_offered_again() {
        CaseFile declined = fold(List.of(referral(reported(ConsentDecision.GIVEN, purposes()), START),
                fact(FactKind.REFERRAL_RECEIVED, START.plusSeconds(10)),
                fact(FactKind.REFERRAL_DECLINED, START.plusSeconds(20))));
        assertThat(declined.stage()).isEqualTo(Stage.DECLINED);
        CaseFile open = declined.evolve(fact(FactKind.DECLINE_REVOKED, START.plusSeconds(30)));
        assertThat(open.stage()).isEqualTo(Stage.RECEIVED);
        assertThat(open.scope()).isEqualTo(declined.scope().offered());
        CaseFile again = accepted(declined.hear(referral(reported(ConsentDecision.GIVEN, purposes()), START.plusSeconds(60)), CaseFixtures.NOW));
        assertThat(again.stage()).isEqualTo(Stage.REFERRED);
        assertThat(again.scope()).as("a new round is every contact point's").isEqualTo(declined.scope().offered());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_case_that_is_referred_again_stands_where_the_new_round_stands_in_whatever_order_the_one_before_is_heard(int seed) {
        List<CaseEvent> heard = new ArrayList<>(List.of(
                referral(reported(ConsentDecision.GIVEN, purposes()), START, 1),
                fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(10), 1),
                fact(FactKind.RETURN_PROPOSED, START.plusSeconds(15), 1),
                fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(20), 1),
                referral(reported(ConsentDecision.GIVEN, purposes()), START.plusSeconds(60), 2),
                fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(70), 1),
                new CaseEvent.ResultIssued(START.plusSeconds(80), CaseFixtures.OFFICER, 1, List.of(), 1)));
        CaseFile inOrder = fold(heard);
        Collections.shuffle(heard, new Random(seed));
        CaseFile file = fold(heard);
        assertThat(file.stage()).isEqualTo(Stage.REFERRED);
        assertThat(file.facts()).isEqualTo(inOrder.facts());
        assertThat(file.scope().holders()).as("every contact point's again").contains("contact-points");
        CaseFile opened = file.evolve(fact(FactKind.REFERRAL_RECEIVED, START.plusSeconds(90), 2));
        assertThat(opened.stage()).isEqualTo(Stage.RECEIVED);
        assertThat(opened.evolve(fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(95), 2)).stage())
                .isEqualTo(Stage.WITHDRAWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_return_begins_anew_with_the_round_in_whatever_order_the_one_before_is_heard(int seed) {
        List<CaseEvent> heard = new ArrayList<>(List.of(
                referral(reported(ConsentDecision.GIVEN, purposes()), START, 1),
                new CaseEvent.ResultIssued(START.plusSeconds(5), PEER, 1, List.of(), 1),
                arranged(FactKind.RETURN_DECIDED, 10, 1, new ReturnCourse.Decided(1, true, 1)),
                arranged(FactKind.RETURN_PROPOSED, 15, 1, new ReturnCourse.Planned(Party.HOST, 2, 1, "KH-POI-PET")),
                arranged(FactKind.RETURN_SUSPENDED, 16, 1, new ReturnCourse.Halted(Party.ORIGIN, 3, true)),
                fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(20), 1),
                referral(reported(ConsentDecision.GIVEN, purposes()), START.plusSeconds(60), 2),
                fact(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(70), 2)));
        assertThat(fold(heard.subList(0, 5)).stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(fold(heard.subList(0, 7)).course()).isEqualTo(ReturnCourse.UNKNOWN);
        Collections.shuffle(heard, new Random(seed));
        CaseFile again = fold(heard);
        assertThat(again.course()).isEqualTo(ReturnCourse.UNKNOWN);
        assertThat(again.stage()).isEqualTo(Stage.ACCEPTED);
        List<CaseEvent> second = new ArrayList<>(List.of(
                new CaseEvent.ResultIssued(START.plusSeconds(80), PEER, 2, List.of(), 2),
                arranged(FactKind.RETURN_DECIDED, 85, 2, new ReturnCourse.Decided(5, true, 2)),
                arranged(FactKind.RETURN_PROPOSED, 90, 2, new ReturnCourse.Planned(Party.HOST, 6, 2, "KH-POI-PET"))));
        heard.addAll(second);
        Collections.shuffle(heard, new Random(seed));
        assertThat(fold(heard).stage()).as("no suspension of the round before").isEqualTo(Stage.RETURN_PROPOSED);
        second.forEach(each -> assertThat(fold(heard).evolve(each).course()).isEqualTo(fold(heard).course()));
        assertThat(fold(heard).course().round()).isEqualTo(2);
    }

    @Test
    void what_an_older_release_says_of_a_return_without_a_round_belongs_to_the_round_of_its_time() {
        CaseEvent before = arranged(FactKind.RETURN_PROPOSED, 15, 0, new ReturnCourse.Planned(Party.HOST, 2, 1, "KH-POI-PET"));
        CaseEvent after = arranged(FactKind.RETURN_PROPOSED, 90, 0, new ReturnCourse.Planned(Party.HOST, 6, 2, "KH-POI-PET"));
        CaseFile again = fold(List.of(referral(List.of(), START, 1), before, referral(List.of(), START.plusSeconds(60), 2)));
        assertThat(again.course()).isEqualTo(ReturnCourse.UNKNOWN);
        assertThat(again.evolve(before).course()).isEqualTo(ReturnCourse.UNKNOWN);
        assertThat(again.evolve(after).stage()).isEqualTo(Stage.RETURN_PROPOSED);
    }

    @Test
    void each_round_has_its_own_milestones() {
        CaseFile file = fold(List.of(referral(List.of(), START, 1), fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(20), 1),
                referral(List.of(), START.plusSeconds(60), 2)));
        assertThat(file.facts()).extracting(Fact::kind, Fact::round).containsExactly(
                tuple(FactKind.REFERRAL_SUBMITTED, 1), tuple(FactKind.REFERRAL_SUBMITTED, 2),
                tuple(FactKind.REFERRAL_WITHDRAWN, 1));
    }

    @Test
    void a_withdrawal_of_a_release_that_names_no_round_stands_until_a_later_referral() {
        CaseFile withdrawn = fold(List.of(referral(List.of(), START, 1), fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(20))));
        assertThat(withdrawn.stage()).isEqualTo(Stage.WITHDRAWN);
        assertThat(accepted(withdrawn.hear(referral(List.of(), START.plusSeconds(60), 2), CaseFixtures.NOW)).stage())
                .isEqualTo(Stage.REFERRED);
    }

    @Test
    void a_file_that_ended_with_the_round_before_goes_on_in_the_country_of_origin_with_the_next_one() {
        CaseFile ended = accepted(fold(List.of(referral(List.of(), START, 1),
                fact(FactKind.REFERRAL_WITHDRAWN, START.plusSeconds(20), 1))).end(EndingReason.WITHDRAWN, null,
                        CaseFixtures.OFFICER, CaseFixtures.NOW));
        assertThat(ended.stage()).isEqualTo(Stage.CLOSED);
        assertThat(accepted(ended.hear(referral(List.of(), START.plusSeconds(60), 2), CaseFixtures.NOW)).stage())
                .isEqualTo(Stage.REFERRED);
    }

    @Test
    void the_country_of_origin_opens_its_own_case_when_the_person_arrives() {
        CaseFile heard = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH")).evolve(fact(FactKind.REFERRAL_ACCEPTED, START));
        assertThat(heard.opened()).isFalse();
        CaseFile file = heard.evolve(arrived());
        assertThat(file.opened()).isTrue();
        assertThat(file.openedAt()).isEqualTo(arrival().at());
        assertThat(file.arrival()).isEqualTo(arrival());
    }

    @Test
    void the_host_learns_states_of_the_time_after_the_return_and_nothing_else() {
        Responsible unit = new Responsible("KH-POI-PET-TC", "CASE_MANAGER", START);
        CaseFile file = opened().evolve(arrived()).evolve(
                new CaseEvent.CaseManagerAssigned(START, PEER, unit, ReintegrationStatus.CASE_MANAGER_ASSIGNED));
        assertThat(file.stage()).isEqualTo(Stage.CASE_MANAGER_ASSIGNED);
        CaseFile closed = file.evolve(new CaseEvent.CaseClosed(START, PEER, ClosureReason.REINTEGRATED,
                CaseFixtures.TODAY, CaseFixtures.TODAY, true));
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        CaseFile again = closed.evolve(new CaseEvent.CaseReopened(START, PEER, ReopeningReason.NEW_NEED,
                CaseFixtures.TODAY, ReintegrationStatus.RECOVERY));
        assertThat(again.stage()).isEqualTo(Stage.RECOVERY);
        assertThat(again.reintegration()).isNull();
        assertThat(again.feedback()).isEqualTo(
                new Feedback(ReintegrationStatus.RECOVERY, START, unit, null, null, null, true));
    }

    @Test
    void a_status_that_only_a_newer_peer_knows_leaves_the_one_before_it() {
        CaseFile file = opened().evolve(new CaseEvent.ReintegrationStatusReported(START, PEER,
                ReintegrationStatus.MONITORING, null));
        assertThat(file.evolve(new CaseEvent.ReintegrationStatusReported(START.plusSeconds(1), PEER,
                ReintegrationStatus.UNKNOWN, null)).stage()).isEqualTo(Stage.MONITORING);
    }

    private static CaseEvent arranged(FactKind kind, int seconds, int round, ReturnCourse.Step step) {
        return new CaseEvent.Happened(START.plusSeconds(seconds), PEER, kind, CaseScope.NOBODY, 0, round, step);
    }

    private static CaseFile fold(List<CaseEvent> heard) {
        CaseFile file = CaseFile.heardOf(Party.ORIGIN, new Journey("TH", "KH"));
        for (CaseEvent event : heard) {
            file = event instanceof CaseEvent.Referred ? accepted(file.hear(event, CaseFixtures.NOW)) : file.evolve(event);
        }
        return file;
    }
}
