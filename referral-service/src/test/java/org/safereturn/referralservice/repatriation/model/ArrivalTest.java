package org.safereturn.referralservice.repatriation.model;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.time.Correction;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.AT_POINT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHECKED;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.OVERRIDE;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.SECOND_OFFICER;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrival;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrived;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.corrected;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handedOver;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handover;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.host;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.origin;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.originOf;

class ArrivalTest {

    @Test
    void a_person_is_handed_over_once_and_arrives_once() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        assertThat(refused(gone.handOver(handover(null), STRICT)).rule()).isEqualTo("already-handed-over");
        Repatriation there = accepted(origin().arrive(arrival(), STRICT));
        assertThat(refused(there.arrive(arrival(), STRICT)).rule()).isEqualTo("already-arrived");
    }

    @Test
    void arrival_before_handover_gives_the_same_state_as_the_other_order() {
        HandoverExecuted handover = handedOver(null);
        Repatriation disordered = origin().evolve(arrived()).evolve(handover);
        Repatriation ordered = origin().evolve(handover).evolve(arrived());
        assertThat(disordered).isEqualTo(ordered);
        assertThat(ordered.state()).isEqualTo(RepatriationState.ARRIVED);
    }

    @Test
    void an_arrival_nobody_announced_is_recorded_and_says_so() {
        Arrival told = Objects.requireNonNull(accepted(origin().arrive(arrival(), STRICT)).arrival());
        assertThat(told.differences()).containsExactly(Arrival.Difference.HANDOVER_NOT_KNOWN);
    }

    @Test
    void a_handover_without_arrival_is_an_alarm_until_the_person_arrives() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        assertThat(gone.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        assertThat(gone.evolve(arrived()).alarms()).isEmpty();
    }

    @Test
    void who_was_handed_over_without_a_plan_is_seen_and_alarmed_at_the_crossing_until_a_unit_has_received() {
        Repatriation unplanned = origin().evolve(handedOver(OVERRIDE));
        assertThat(unplanned.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED, Alarm.HANDOVER_UNPLANNED,
                Alarm.OVERRIDE_UNCONFIRMED);
        Sight atTheCrossing = Sight.of(new Actor("kh-reception-1", "RECEPTION_OFFICER", "ANY-CENTRE", "BB"), AT_POINT);
        Sight elsewhere = Sight.of(new Actor("kh-reception-2", "RECEPTION_OFFICER", "FAR-CENTRE", "BB"), AT_POINT);
        assertThat(atTheCrossing.sees(unplanned.scope())).isTrue();
        assertThat(elsewhere.sees(unplanned.scope())).isFalse();
        Repatriation there = accepted(unplanned.arrive(arrival(), STRICT));
        assertThat(atTheCrossing.sees(there.scope())).isFalse();
        assertThat(there.scope()).isEqualTo(CaseScope.NOBODY.withUnit("RECEPTION").withOfficer("origin-intake-1"));
        assertThat(there.alarms()).containsExactly(Alarm.OVERRIDE_UNCONFIRMED);
    }

    @Test
    void another_centre_than_the_planned_one_receives_a_person_who_was_sent_elsewhere() {
        Repatriation onTheWay = originOf(confirmed()).evolve(handedOver(null));
        assertThat(Sight.of(new Actor("kh-reception-1", "RECEPTION_OFFICER", "ANY-CENTRE", "BB"), AT_POINT)
                .sees(onTheWay.scope())).isTrue();
        Arrival.Said other = arrival(NOW, "OTHER-RECEPTION", "POINT");
        Repatriation there = accepted(onTheWay.arrive(other, STRICT));
        assertThat(Objects.requireNonNull(there.arrival()).differences()).containsExactly(Arrival.Difference.OTHER_UNIT);
        assertThat(there.alarms()).containsExactly(Alarm.RECORDS_DIFFER);
    }

    @Test
    void an_arrival_before_the_handover_and_at_another_crossing_is_shown_as_a_difference_on_both_sides() {
        Arrival.Said early = arrival(NOW.minusSeconds(60), "RECEPTION", "OTHER-POINT");
        Repatriation origin = accepted(originOf(confirmed()).evolve(handedOver(null)).arrive(early, STRICT));
        assertThat(origin.discrepancies()).containsExactly(Discrepancy.ARRIVAL_BEFORE_HANDOVER,
                Discrepancy.ARRIVAL_AT_OTHER_CROSSING);
        assertThat(Objects.requireNonNull(origin.arrival()).differences()).containsExactlyInAnyOrder(
                Arrival.Difference.BEFORE_HANDOVER, Arrival.Difference.OTHER_PLACE);
        Repatriation host = accepted(confirmed().handOver(handover(null), STRICT))
                .evolve(new ArrivalConfirmed(Objects.requireNonNull(origin.arrival())));
        assertThat(host.discrepancies()).isEqualTo(origin.discrepancies());
        assertThat(host.alarms()).isEqualTo(origin.alarms()).containsExactly(Alarm.RECORDS_DIFFER);
    }

    @Test
    void a_correction_supersedes_with_who_and_why_and_both_records_stay_readable() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW, "OTHER-POINT", CHECKED, null), STRICT));
        assertThat(gone.discrepancies()).containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
        Repatriation corrected = accepted(gone.correctHandover(
                corrected(Correction.Reason.TYPING_FAULT, SECOND_OFFICER, null, "POINT", null), STRICT));
        assertThat(corrected.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        Handover now = Objects.requireNonNull(corrected.handover());
        assertThat(now.revision()).isEqualTo(2);
        assertThat(now.crossingPoint()).isEqualTo("POINT");
        assertThat(now.officer()).isEqualTo(SECOND_OFFICER);
        assertThat(now.corrects()).contains(new Correction(Correction.Reason.TYPING_FAULT, SECOND_OFFICER, NOW));
        assertThat(corrected.earlierHandovers()).containsExactly(Objects.requireNonNull(gone.handover()));
        assertThat(originOf(confirmed()).evolve(new HandoverExecuted(Objects.requireNonNull(gone.handover())))
                .evolve(new HandoverExecuted(now)).earlierHandovers()).isEqualTo(corrected.earlierHandovers());
    }

    @Test
    void an_arrival_is_corrected_and_what_only_followed_from_the_typing_fault_is_gone() {
        Arrival.Said early = new Arrival.Said(ORIGIN_OFFICER, NOW, NOW.minusSeconds(60), "RECEPTION", "POINT",
                "RECEPTION_OFFICER", Arrival.Condition.WELL, List.of(Arrival.Difference.MEDICINES_MISSING));
        Repatriation there = accepted(originOf(confirmed()).evolve(handedOver(null)).arrive(early, STRICT));
        Repatriation corrected = accepted(there.correctArrival(
                new Arrival.Corrected(new Correction(Correction.Reason.TYPING_FAULT, ORIGIN_OFFICER, NOW), NOW, null, null), STRICT));
        assertThat(corrected.alarms()).isEmpty();
        assertThat(Objects.requireNonNull(corrected.arrival()).differences())
                .containsExactly(Arrival.Difference.MEDICINES_MISSING);
        assertThat(corrected.earlierArrivals()).containsExactly(Objects.requireNonNull(there.arrival()));
    }

    @Test
    void an_officer_who_stands_by_what_was_recorded_closes_the_alarm_and_the_difference_stays() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW, "OTHER-POINT", CHECKED, null), STRICT));
        assertThat(gone.alarms()).contains(Alarm.RECORDS_DIFFER);
        Repatriation stoodBy = accepted(gone.correctHandover(
                corrected(Correction.Reason.CONFIRMED_AS_STATED, SECOND_OFFICER, null, null, null), STRICT));
        assertThat(stoodBy.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        assertThat(stoodBy.discrepancies()).containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
        assertThat(refused(gone.correctHandover(
                corrected(Correction.Reason.TYPING_FAULT, SECOND_OFFICER, null, null, null), STRICT)).rule())
                .isEqualTo("correction-changes-nothing");
        assertThat(refused(gone.correctHandover(
                corrected(Correction.Reason.CONFIRMED_AS_STATED, SECOND_OFFICER, null, "POINT", null), STRICT)).rule())
                .isEqualTo("confirmation-changes-something");
    }
}
