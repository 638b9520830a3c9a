package org.safereturn.referralservice.repatriation.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.safereturn.access.time.Correction;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.given;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.standing;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHECKED;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHILD;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.JOURNEY;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.LENIENT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.OVERRIDE;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.SECOND_OFFICER;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT_ORDER;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrival;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrived;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.checked;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmation;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.corrected;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decision;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handover;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.host;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.origin;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.plan;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.policy;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.proposed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.result;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.resulted;

class HandoverTest {

    @Test
    void what_refuses_a_handover_now_is_known_before_anything_is_checked() {
        assertThat(STRICT.refusingHandover(host())).containsExactly("handover-before-result", "handover-not-confirmed");
        assertThat(LENIENT.refusingHandover(host())).containsExactly("handover-not-confirmed");
        assertThat(CHILD.refusingHandover(resulted())).containsExactly("handover-not-confirmed", "best-interests-missing");
        assertThat(STRICT.refusingHandover(confirmed())).isEmpty();
        assertThat(STRICT.refusingHandover(origin())).as("who hands nobody over").isEmpty();
    }

    @Test
    void a_handover_before_a_tracing_result_is_refused() {
        assertThat(refused(host().handOver(handover(null), STRICT)).rule()).isEqualTo("handover-before-result");
    }

    @Test
    void a_handover_before_a_tracing_result_only_warns_where_the_profile_says_so() {
        Repatriation confirmed = accepted(accepted(host().decide(decision(), LENIENT)).propose(plan(), LENIENT))
                .evolve(new RepatriationConfirmed(confirmation(1)));
        Repatriation gone = accepted(confirmed.handOver(handover(null), LENIENT));
        assertThat(gone.state()).isEqualTo(RepatriationState.HANDED_OVER);
        assertThat(gone.warnings()).contains("decision-before-result", "proposal-before-result", "handover-before-result");
    }

    @Test
    void a_named_authority_with_a_reason_lets_an_early_handover_stand() {
        EmergencyOverride override =
                new EmergencyOverride("BORDER-COMMITTEE", EmergencyOverride.Reason.MASS_BORDER_OPENING, "none", null);
        Repatriation gone = accepted(host().handOver(handover(override), STRICT));
        assertThat(gone.state()).isEqualTo(RepatriationState.HANDED_OVER);
        Handover told = Objects.requireNonNull(gone.handover());
        assertThat(told.override()).isEqualTo(new EmergencyOverride("BORDER-COMMITTEE",
                EmergencyOverride.Reason.MASS_BORDER_OPENING, "handover-before-result", null));
        assertThat(told.warnings()).contains("handover-before-result", "handover-not-confirmed");
    }

    @Test
    void a_handover_on_paper_is_recorded_late_even_after_a_withdrawal() {
        EmergencyOverride override =
                new EmergencyOverride("DUTY-DESK", EmergencyOverride.Reason.ALREADY_HANDED_OVER, "none", null);
        assertThat(accepted(confirmed().evolve(new CaseWithdrawn(NOW)).handOver(handover(override), STRICT)).state())
                .isEqualTo(RepatriationState.HANDED_OVER);
    }

    @Test
    void a_handover_without_agreement_of_the_origin_is_refused() {
        assertThat(refused(proposed().handOver(handover(null), STRICT)).rule()).isEqualTo("handover-not-confirmed");
    }

    @Test
    void a_handover_with_an_open_checklist_is_refused() {
        Handover.Said open = handover(NOW, "POINT", checked(ChecklistItem.MEDICINES, CheckedItem.State.OPEN,
                CheckedItem.OpenReason.NOT_AVAILABLE), null);
        assertThat(refused(confirmed().handOver(open, STRICT)).rule()).isEqualTo("checklist-incomplete");
    }

    @Test
    void a_handover_is_recorded_after_the_arrival_that_overtook_it() {
        Repatriation there = accepted(confirmed().evolve(arrived()).handOver(handover(null), STRICT));
        assertThat(there.state()).isEqualTo(RepatriationState.ARRIVED);
        assertThat(there.warnings()).contains("handover-recorded-after-arrival");
    }

    @Test
    void a_desk_whose_clock_runs_ahead_records_a_handover_of_now() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW.plusSeconds(30), "POINT", CHECKED, null), STRICT));
        assertThat(gone.handover()).extracting(Handover::handedOverAt).isEqualTo(NOW);
    }

    @Test
    void a_handover_in_the_future_is_refused() {
        Handover.Said future = handover(NOW.plus(Duration.ofHours(1)), "POINT", CHECKED, null);
        assertThat(refused(confirmed().handOver(future, STRICT)).rule()).isEqualTo("date-in-the-future");
    }

    @Test
    void an_override_names_an_authority_of_the_profile() {
        EmergencyOverride made = new EmergencyOverride("X", EmergencyOverride.Reason.AUTHORITY_ORDER, "none", null);
        assertThat(refused(host().handOver(handover(made), STRICT)).rule()).isEqualTo("unknown-override-authority");
    }

    @Test
    void an_override_is_unconfirmed_until_a_second_officer_stands_by_it() {
        Repatriation gone = accepted(host().handOver(handover(OVERRIDE), STRICT));
        assertThat(gone.alarms()).contains(Alarm.OVERRIDE_UNCONFIRMED);
        assertThat(refused(gone.confirmOverride(new OverrideConfirmation(HOST_OFFICER, NOW))).rule())
                .isEqualTo("override-by-same-person");
        Repatriation confirmed = accepted(gone.confirmOverride(new OverrideConfirmation(SECOND_OFFICER, NOW)));
        assertThat(confirmed.alarms()).doesNotContain(Alarm.OVERRIDE_UNCONFIRMED);
        assertThat(refused(confirmed.confirmOverride(new OverrideConfirmation(SECOND_OFFICER, NOW))).rule())
                .isEqualTo("override-already-confirmed");
        assertThat(gone.evolve(new RepatriationEvent.EmergencyOverrideConfirmed(new OverrideConfirmation(HOST_OFFICER, NOW)))
                .alarms()).as("by an event that says so").contains(Alarm.OVERRIDE_UNCONFIRMED);
        assertThat(refused(accepted(confirmed().handOver(handover(null), STRICT))
                .confirmOverride(new OverrideConfirmation(SECOND_OFFICER, NOW))).rule()).isEqualTo("no-override");
    }

    @Test
    void a_second_officer_who_corrected_the_handover_cannot_confirm_its_override() {
        Repatriation corrected = accepted(accepted(host().handOver(handover(OVERRIDE), STRICT)).correctHandover(
                corrected(Correction.Reason.TYPING_FAULT, SECOND_OFFICER, null, "OTHER-POINT", null),
                STRICT));
        assertThat(refused(corrected.confirmOverride(new OverrideConfirmation(SECOND_OFFICER, NOW))).rule())
                .isEqualTo("override-by-same-person");
    }

    @Test
    void an_override_hides_neither_a_withdrawn_consent_nor_a_child_without_best_interests_record() {
        ReturnPolicy withdrawn = policy(STRICT_ORDER, true, standing(JOURNEY, new Consent(Purpose.RETURN,
                Consent.Answer.WITHDRAWN, null, null, null, 2)), "host-intake-9");
        Repatriation told = accepted(host().hearConsent(new ReturnConsentKnown(NOW, true, 2), HOST_OFFICER));
        Repatriation gone = accepted(told.handOver(handover(OVERRIDE), withdrawn));
        assertThat(gone.returnConsentEnded()).isTrue();
        assertThat(gone.warnings()).contains("consent-not-given", "best-interests-missing");
        assertThat(Objects.requireNonNull(gone.handover()).warnings()).contains("consent-not-given", "best-interests-missing");
        assertThat(origin().evolve(new HandoverExecuted(Objects.requireNonNull(gone.handover()))).warnings())
                .contains("consent-not-given", "best-interests-missing");
    }

    @Test
    void a_handover_that_took_place_before_the_result_was_issued_is_refused_whenever_it_is_entered() {
        Handover.Said before = handover(NOW.minusSeconds(1), "POINT", CHECKED, null);
        assertThat(refused(confirmed().handOver(before, STRICT)).rule()).isEqualTo("handover-before-result");
        Repatriation gone = accepted(confirmed().handOver(handover(NOW.minusSeconds(1), "POINT", CHECKED, OVERRIDE), STRICT));
        assertThat(Objects.requireNonNull(gone.handover()).recordedLate()).isTrue();
        assertThat(gone.warnings()).contains("handover-before-result");
    }

    @Test
    void a_corrected_result_makes_no_earlier_handover_early() {
        TracingResult later = new TracingResult(2, Nationality.CONFIRMED, Family.LOCATED_ABLE,
                false, null, null, NOW.plusSeconds(600));
        Repatriation gone = accepted(confirmed().evolve(arrived()).evolve(new ResultKnown(later))
                .handOver(handover(null), STRICT));
        assertThat(Objects.requireNonNull(gone.handover()).warnings()).containsExactly("handover-recorded-after-arrival");
    }

    @Test
    void a_handover_long_before_the_person_was_identified_is_refused_even_with_an_authority() {
        Handover.Said years = handover(NOW.minus(Duration.ofDays(2000)), "POINT", CHECKED, OVERRIDE);
        assertThat(refused(host().handOver(years, LENIENT)).rule()).isEqualTo("date-before-identification");
        Arrival.Said arrived = arrival(NOW.minus(Duration.ofDays(2000)), "RECEPTION", null);
        assertThat(refused(origin().arrive(arrived, STRICT)).rule()).isEqualTo("date-before-identification");
    }

    @Test
    void an_entry_is_late_by_the_stated_time_also_where_nobody_says_so() {
        Repatriation gone = accepted(host().handOver(handover(NOW.minus(Duration.ofHours(25)), "POINT", CHECKED, OVERRIDE),
                LENIENT));
        assertThat(Objects.requireNonNull(gone.handover()).recordedLate()).isTrue();
        assertThat(Objects.requireNonNull(accepted(confirmed().handOver(handover(null), STRICT)).handover()).recordedLate())
                .isFalse();
    }

    @Test
    void a_handover_is_not_corrected_to_a_time_before_the_result() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        Handover.Corrected early = corrected(Correction.Reason.NEW_INFORMATION, HOST_OFFICER, NOW.minusSeconds(1), null, null);
        assertThat(refused(gone.correctHandover(early, STRICT)).rule()).isEqualTo("handover-before-result");
        Repatriation overridden = accepted(gone.correctHandover(
                corrected(Correction.Reason.NEW_INFORMATION, HOST_OFFICER, NOW.minusSeconds(1), null, OVERRIDE), STRICT));
        assertThat(overridden.alarms()).contains(Alarm.OVERRIDE_UNCONFIRMED);
        assertThat(Objects.requireNonNull(Objects.requireNonNull(overridden.handover()).override()).rule())
                .isEqualTo("handover-before-result");
    }

    @Test
    void an_item_of_which_nothing_is_said_is_not_checked_and_never_done() {
        Handover.Said silent = handover(NOW, "POINT", List.of(), null);
        assertThat(silent.at("POINT", List.of()).checklist()).hasSize(20)
                .allMatch(each -> each.state() == CheckedItem.State.NOT_CHECKED);
        assertThat(refused(confirmed().handOver(silent, STRICT)).rule()).isEqualTo("checklist-not-checked");
        List<CheckedItem> allButOne = CHECKED.stream().filter(each -> each.item() != ChecklistItem.INTERPRETER).toList();
        assertThat(refused(confirmed().handOver(handover(NOW, "POINT", allButOne, null), STRICT)).parameters())
                .containsEntry("items", "INTERPRETER");
    }

    @Test
    void an_open_item_gives_its_reason_and_some_items_always_apply() {
        assertThat(refused(confirmed().handOver(handover(NOW, "POINT",
                checked(ChecklistItem.MEDICINES, CheckedItem.State.OPEN, null), null), STRICT)).rule())
                .isEqualTo("reason-of-open-items");
        assertThat(refused(confirmed().handOver(handover(NOW, "POINT",
                checked(ChecklistItem.CONSENT_CURRENT, CheckedItem.State.NOT_APPLICABLE, null), null), STRICT)).rule())
                .isEqualTo("checklist-item-applies");
        assertThat(accepted(confirmed().handOver(handover(NOW, "POINT",
                checked(ChecklistItem.BEST_INTERESTS, CheckedItem.State.NOT_APPLICABLE, null), null), STRICT)).state())
                .isEqualTo(RepatriationState.HANDED_OVER);
    }
}
