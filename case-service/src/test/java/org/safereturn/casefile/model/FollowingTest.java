package org.safereturn.casefile.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.casefile.model.CaseFixtures.OFFICER;
import static org.safereturn.casefile.model.CaseFixtures.SEALED;
import static org.safereturn.casefile.model.CaseFixtures.START;
import static org.safereturn.casefile.model.CaseFixtures.accepted;
import static org.safereturn.casefile.model.CaseFixtures.arrival;
import static org.safereturn.casefile.model.CaseFixtures.opened;
import static org.safereturn.casefile.model.CaseFixtures.referral;
import static org.safereturn.casefile.model.CaseFixtures.reported;

class FollowingTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_happens_elsewhere_gives_the_same_file_in_any_order_and_however_often(int seed) {
        List<UnaryOperator<CaseFile>> heard = new ArrayList<>(List.of(
                file -> accepted(file.referred(referral(reported(ConsentDecision.GIVEN, Purpose.values()), START),
                        OFFICER)),
                file -> file.heard(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(60)),
                file -> file.heard(FactKind.RETURN_PROPOSED, START.plusSeconds(90)),
                file -> file.heard(FactKind.RETURN_CONFIRMED, START.plusSeconds(120)),
                file -> file.heard(FactKind.HANDED_OVER, START.plusSeconds(150)),
                file -> file.arrived(new Arrival(START.plusSeconds(160), "KH-POI-PET-TC", "KH-POI-PET",
                        "RECEPTION_OFFICER", "WELL", List.of()))));
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
        assertThat(file.heard(FactKind.REFERRAL_SUBMITTED, START).stage()).isEqualTo(Stage.REFERRED);
        assertThat(file.heard(FactKind.REFERRAL_SUBMITTED, START).heard(FactKind.DELIVERED, START.plusSeconds(1))
                .stage()).isEqualTo(Stage.REFERRED);
        assertThat(file.heard(FactKind.RESULT_ISSUED, START.plusSeconds(9))
                .heard(FactKind.REFERRAL_ACCEPTED, START.plusSeconds(5)).stage()).isEqualTo(Stage.RESULT_ISSUED);
    }

    @Test
    void a_machine_receipt_and_a_human_receipt_are_different_facts() {
        CaseFile file = opened().heard(FactKind.DELIVERED, START).heard(FactKind.REFERRAL_RECEIVED, START);
        assertThat(file.facts()).extracting(Fact::kind)
                .containsExactly(FactKind.DELIVERED, FactKind.REFERRAL_RECEIVED);
    }

    @Test
    void a_corrected_result_after_a_proposal_brings_the_case_back_to_the_result() {
        CaseFile proposed = opened().heard(FactKind.RESULT_ISSUED, START)
                .heard(FactKind.RETURN_PROPOSED, START.plusSeconds(10));
        assertThat(proposed.stage()).isEqualTo(Stage.RETURN_PROPOSED);
        assertThat(proposed.heard(FactKind.RESULT_ISSUED, START.plusSeconds(20)).stage())
                .isEqualTo(Stage.RESULT_ISSUED);
    }

    @Test
    void a_return_is_halted_and_goes_on() {
        CaseFile halted = opened().heard(FactKind.RETURN_CONFIRMED, START)
                .heard(FactKind.RETURN_SUSPENDED, START.plusSeconds(10));
        assertThat(halted.stage()).isEqualTo(Stage.RETURN_SUSPENDED);
        assertThat(halted.heard(FactKind.RETURN_RESUMED, START.plusSeconds(20)).stage())
                .isEqualTo(Stage.RETURN_PROPOSED);
    }

    @Test
    void a_withdrawal_stands_whatever_is_still_reported() {
        assertThat(opened().heard(FactKind.REFERRAL_WITHDRAWN, START)
                .heard(FactKind.TRACING_PROGRESSED, START.plusSeconds(9)).stage()).isEqualTo(Stage.WITHDRAWN);
    }

    @Test
    void an_arrival_heard_before_its_handover_is_an_arrival() {
        assertThat(opened().arrived(arrival()).heard(FactKind.HANDED_OVER, START.plusSeconds(9)).stage())
                .isEqualTo(Stage.ARRIVED);
    }

    @Test
    void the_country_of_origin_opens_its_own_case_when_the_person_arrives() {
        CaseFile heard = CaseFile.heardOf(Side.ORIGIN, "TH", "KH").heard(FactKind.REFERRAL_ACCEPTED, START);
        assertThat(heard.opened()).isFalse();
        CaseFile file = heard.arrived(arrival());
        assertThat(file.opened()).isTrue();
        assertThat(file.openedAt()).isEqualTo(arrival().at());
        assertThat(file.arrival()).isEqualTo(arrival());
    }

    @Test
    void the_host_learns_states_of_the_time_after_the_return_and_nothing_else() {
        Responsible unit = new Responsible("KH-POI-PET-TC", "CASE_MANAGER", START);
        CaseFile file = opened().arrived(arrival())
                .fedBack(Feedback.assigned(null, unit, ReintegrationStatus.CASE_MANAGER_ASSIGNED, START));
        assertThat(file.stage()).isEqualTo(Stage.CASE_MANAGER_ASSIGNED);
        CaseFile closed = file.fedBack(Feedback.closed(file.feedback(), CaseFixtures.TODAY,
                ClosureReason.REINTEGRATED, START));
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        CaseFile again = closed.fedBack(Feedback.reopened(closed.feedback(), ReintegrationStatus.RECOVERY, START));
        assertThat(again.stage()).isEqualTo(Stage.RECOVERY);
        assertThat(again.feedback()).isEqualTo(
                new Feedback(ReintegrationStatus.RECOVERY, START, unit, null, null, null, true));
    }

    private static CaseFile fold(List<UnaryOperator<CaseFile>> heard) {
        CaseFile file = CaseFile.heardOf(Side.ORIGIN, "TH", "KH");
        for (UnaryOperator<CaseFile> step : heard) {
            file = step.apply(file);
        }
        return file;
    }
}
