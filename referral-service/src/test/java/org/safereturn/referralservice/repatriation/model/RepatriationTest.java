package org.safereturn.referralservice.repatriation.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.scope.ContactPoints;
import org.safereturn.access.scope.Sight;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.Handover.ChecklistItem;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.Handover.OverrideConfirmation;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationRescheduled;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnDecisionRecorded;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Risk;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;
import org.safereturn.referralservice.standing.model.CaseStanding;
import org.safereturn.referralservice.standing.model.Childhood;
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.given;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.standing;

class RepatriationTest {

    private static final Journey JOURNEY = new Journey("AA", "BB");
    private static final ReturnPolicy.Order STRICT_ORDER = new ReturnPolicy.Order(true, true);
    private static final List<CheckedItem> CHECKED = allDone();
    private static final Officer SECOND_OFFICER = new Officer("host-case-2", "CASE_MANAGER", "HOST-UNIT", "AA");
    private static final EmergencyOverride OVERRIDE =
            new EmergencyOverride("DUTY-DESK", EmergencyOverride.Reason.DANGER_TO_LIFE, "none", null);
    private static final ContactPoints AT_POINT = new ContactPoints() {

        @Override
        public boolean contain(String unit) {
            return false;
        }

        @Override
        public Set<String> receivesAt(String unit) {
            return unit.equals("ANY-CENTRE") ? Set.of("POINT") : Set.of("FAR-POINT");
        }
    };
    private static final ReturnPolicy STRICT = policy(true, false);
    private static final ReturnPolicy LENIENT = policy(false, false);
    private static final ReturnPolicy CHILD = policy(true, true);

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
        Handover open = handover(NOW, "POINT", checked(ChecklistItem.MEDICINES, CheckedItem.State.OPEN,
                CheckedItem.OpenReason.NOT_AVAILABLE), null);
        assertThat(refused(confirmed().handOver(open, STRICT)).rule()).isEqualTo("checklist-incomplete");
    }

    @Test
    void a_person_is_handed_over_once_and_arrives_once() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        assertThat(refused(gone.handOver(handover(null), STRICT)).rule()).isEqualTo("already-handed-over");
        Repatriation there = accepted(origin().arrive(arrival(), STRICT));
        assertThat(refused(there.arrive(arrival(), STRICT)).rule()).isEqualTo("already-arrived");
    }

    @Test
    void arrival_before_handover_gives_the_same_state_as_the_other_order() {
        Handover handover = handover(null);
        Repatriation disordered = origin().evolve(new ArrivalConfirmed(arrival())).evolve(new HandoverExecuted(handover));
        Repatriation ordered = origin().evolve(new HandoverExecuted(handover)).evolve(new ArrivalConfirmed(arrival()));
        assertThat(disordered).isEqualTo(ordered);
        assertThat(ordered.state()).isEqualTo(RepatriationState.ARRIVED);
    }

    @Test
    void a_handover_is_recorded_after_the_arrival_that_overtook_it() {
        Repatriation there = accepted(confirmed().evolve(new ArrivalConfirmed(arrival())).handOver(handover(null), STRICT));
        assertThat(there.state()).isEqualTo(RepatriationState.ARRIVED);
        assertThat(there.warnings()).contains("handover-recorded-after-arrival");
    }

    @Test
    void an_arrival_nobody_announced_is_recorded_and_says_so() {
        Arrival told = Objects.requireNonNull(accepted(origin().arrive(arrival(), STRICT)).arrival());
        assertThat(told.differences()).containsExactly(Arrival.Difference.HANDOVER_NOT_KNOWN);
    }

    @Test
    void a_return_is_decided_only_after_a_result_where_the_order_is_strict() {
        assertThat(refused(host().decide(decision(), STRICT)).rule()).isEqualTo("decision-before-result");
    }

    @Test
    void a_return_needs_an_informed_person() {
        ReturnDecision uninformed = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, false,
                null, null, Risk.LOW, null, null, List.of());
        assertThat(refused(resulted().decide(uninformed, STRICT)).rule()).isEqualTo("person-not-informed");
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN,true,false", "NOT_ACCEPTABLE,true,false", "NOT_ACCEPTABLE,,false", "HIGH,,false", "HIGH,false,false", "HIGH,true,true",
            "MEDIUM,,true", "LOW,,true"})
    void a_return_needs_an_acceptable_risk(Risk risk, @Nullable Boolean mitigated, boolean allowed) {
        ReturnDecision risky = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, null,
                null, risk, mitigated, null, List.of());
        if (allowed) {
            assertThat(accepted(resulted().decide(risky, STRICT)).state()).isEqualTo(RepatriationState.DECISION_RECORDED);
        } else {
            assertThat(refused(resulted().decide(risky, STRICT)).rule()).isEqualTo("risk-not-acceptable");
        }
    }

    @Test
    void a_childs_return_needs_a_best_interests_decision_by_a_named_body_and_an_escort() {
        assertThat(refused(resulted().decide(decision(), CHILD)).rule()).isEqualTo("best-interests-missing");
        ReturnDecision nameless = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true,
                true, " ", Risk.LOW, null, null, List.of());
        assertThat(refused(resulted().decide(nameless, CHILD)).rule()).isEqualTo("best-interests-missing");
        ReturnDecision named = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, true,
                "CHILD-PROTECTION-BODY", Risk.LOW, null, null, List.of());
        Repatriation decided = accepted(resulted().decide(named, CHILD));
        assertThat(refused(decided.propose(plan(null, TravelDocument.PASSPORT), CHILD)).rule())
                .isEqualTo("child-without-escort");
        assertThat(accepted(decided.propose(plan(), CHILD)).state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
    }

    @Test
    void for_a_child_a_second_officer_decides_and_no_system() {
        ReturnPolicy submittedBySame = policy(STRICT_ORDER, true, standing(JOURNEY, Consent.Giver.GUARDIAN),
                decision().officer().reference());
        assertThat(refused(resulted().decide(decision(), submittedBySame)).rule()).isEqualTo("child-decision-by-submitter");
        ReturnDecision bySystem = new ReturnDecision(1, new Officer("host-system", "MINISTRY_SYSTEM", "HOST-UNIT", "AA"), NOW,
                ReturnDecision.Choice.RETURN, null, ReturnDecision.Destination.FAMILY, null, true, true, "COURT",
                ReturnDecision.Risk.LOW, null, null, List.of());
        assertThat(refused(resulted().decide(bySystem, CHILD)).rule()).isEqualTo("child-decision-needs-officer");
        assertThat(accepted(resulted().decide(bySystem, STRICT)).state()).isEqualTo(RepatriationState.DECISION_RECORDED);
    }

    @Test
    void a_return_needs_consent_to_return() {
        ReturnPolicy without = policy(STRICT_ORDER, false, standing(JOURNEY, given(Purpose.DATA_SHARING)), "host-intake-9");
        assertThat(refused(resulted().decide(decision(), without)).rule()).isEqualTo("consent-missing");
        assertThat(refused(decided().propose(plan(), without)).rule()).isEqualTo("consent-missing");
    }

    @Test
    void a_decision_against_a_return_gives_its_reason_and_needs_no_consent() {
        ReturnDecision silent = against(null);
        ReturnPolicy nothing = policy(STRICT_ORDER, false, null, "host-intake-9");
        assertThat(refused(host().decide(silent, nothing)).rule()).isEqualTo("reason-missing");
        assertThat(accepted(host().decide(against(ReturnDecision.Reason.PERSON_REFUSES), nothing)).state())
                .isEqualTo(RepatriationState.NO_RETURN);
    }

    @ParameterizedTest
    @CsvSource({"NOT_CONFIRMED,nationality-not-confirmed", "INCONCLUSIVE,nationality-inconclusive",
            "UNKNOWN,nationality-inconclusive"})
    void without_a_confirmed_nationality_no_return_is_proposed(Nationality outcome, String rule) {
        Repatriation decided = accepted(opened(result(1, outcome, Family.LOCATED_ABLE)).decide(decision(), STRICT));
        assertThat(refused(decided.propose(plan(), STRICT)).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, names = {"LOCATED_UNSAFE", "NOT_LOCATED", "NO_FAMILY"})
    void the_family_outcome_never_decides_about_the_return(Family outcome) {
        Repatriation decided = accepted(opened(result(1, Nationality.CONFIRMED, outcome)).decide(decision(), STRICT));
        assertThat(accepted(decided.propose(plan(), STRICT)).state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(decided.warnings().contains("family-unsafe")).isEqualTo(outcome == Family.LOCATED_UNSAFE);
    }

    @Test
    void nothing_is_proposed_without_a_decision_to_return() {
        assertThat(refused(resulted().propose(plan(), STRICT)).rule()).isEqualTo("no-decision-to-return");
    }

    @Test
    void a_corrected_result_returns_the_proposal_to_review_on_both_sides() {
        TracingResult corrected = result(2, Nationality.CONFIRMED, Family.LOCATED_UNABLE);
        Repatriation host = confirmed().evolve(new ResultKnown(corrected));
        assertThat(host.state()).isEqualTo(RepatriationState.UNDER_REVIEW);
        assertThat(originOf(confirmed()).evolve(new ResultKnown(corrected)).state()).isEqualTo(RepatriationState.UNDER_REVIEW);
        assertThat(refused(host.propose(plan(), STRICT)).rule()).isEqualTo("decision-rests-on-older-result");
        assertThat(refused(host.handOver(handover(null), STRICT)).rule()).isEqualTo("handover-not-confirmed");
        Repatriation reviewed = accepted(host.evolve(new RepatriationEvent.ResultAcknowledged(NOW, 2))
                .decide(superseding(ReturnDecision.ChangeReason.RESULT_CORRECTED), STRICT));
        assertThat(reviewed.state()).isEqualTo(RepatriationState.DECISION_RECORDED);
        assertThat(accepted(reviewed.propose(plan(), STRICT)).state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
    }

    @Test
    void an_older_result_changes_nothing() {
        Repatriation corrected = host().evolve(new ResultKnown(result(2, Nationality.CONFIRMED, Family.LOCATED_ABLE)));
        assertThat(corrected.evolve(new ResultKnown(result(1, Nationality.NOT_CONFIRMED, Family.NO_FAMILY)))).isEqualTo(corrected);
    }

    @Test
    void a_confirmation_keeps_to_the_plan_and_to_the_profile() {
        Repatriation origin = originOf(proposed());
        assertThat(confirming(origin, new Confirmation(0, ORIGIN_OFFICER, NOW, TODAY.plusDays(30), "POINT", "RECEPTION",
                "DUTY", null))).isEqualTo("date-outside-window");
        assertThat(confirming(origin, new Confirmation(0, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "ELSEWHERE", "RECEPTION",
                "DUTY", null))).isEqualTo("crossing-point-not-proposed");
        assertThat(confirming(origin, new Confirmation(0, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "POINT", "NOWHERE",
                "DUTY", null))).isEqualTo("unknown-reception-unit");
        assertThat(refused(origin.confirm(confirmation(0), false, false, STRICT)).rule()).isEqualTo("no-capacity");
        assertThat(accepted(origin.confirm(confirmation(0), true, false, STRICT)).state())
                .isEqualTo(RepatriationState.RETURN_CONFIRMED);
    }

    @Test
    void a_return_without_travel_document_is_not_confirmed() {
        Repatriation origin = originOf(accepted(decided().propose(plan("ESCORT", null), STRICT)));
        assertThat(refused(origin.confirm(confirmation(0), true, true, STRICT)).rule()).isEqualTo("travel-document-missing");
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, names = {"LOCATED_ABLE_WITH_SUPPORT", "UNKNOWN"})
    void where_the_family_is_able_with_support_the_support_comes_before_the_date(Family outcome) {
        Repatriation host = accepted(accepted(opened(result(1, Nationality.CONFIRMED, outcome))
                .decide(decision(), STRICT)).propose(plan(), STRICT));
        assertThat(refused(originOf(host).confirm(confirmation(0), true, false, STRICT)).rule())
                .isEqualTo("support-not-in-place");
        assertThat(accepted(originOf(host).confirm(confirmation(0), true, true, STRICT)).state())
                .isEqualTo(RepatriationState.RETURN_CONFIRMED);
    }

    @Test
    void the_day_the_crossing_closes_the_return_stands_still_and_goes_on_by_another_point() {
        Repatriation suspended = accepted(confirmed().suspend(suspension(Party.HOST)));
        assertThat(suspended.state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(refused(suspended.handOver(handover(null), STRICT)).rule()).isEqualTo("handover-not-confirmed");
        Repatriation moved = accepted(suspended.reschedule(new Rescheduling(0, Party.HOST, HOST_OFFICER, NOW,
                ChangeReason.CROSSING_CLOSED, TODAY.plusDays(3), TODAY.plusDays(9), "OTHER-POINT"), STRICT));
        assertThat(moved.state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        Repatriation resumed = accepted(moved.resume(new Resumption(Party.HOST, HOST_OFFICER, NOW), STRICT));
        assertThat(resumed.state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(resumed.evolve(new RepatriationConfirmed(confirmation(1))).state()).as("agreement to the old plan")
                .isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(resumed.evolve(new RepatriationConfirmed(confirmation(2))).state()).isEqualTo(RepatriationState.RETURN_CONFIRMED);
    }

    @Test
    void each_side_lifts_only_its_own_suspension() {
        Repatriation both = accepted(accepted(confirmed().suspend(suspension(Party.HOST))).suspend(suspension(Party.ORIGIN)));
        Repatriation one = accepted(both.resume(new Resumption(Party.HOST, HOST_OFFICER, NOW), STRICT));
        assertThat(one.state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(refused(one.resume(new Resumption(Party.HOST, HOST_OFFICER, NOW), STRICT)).rule())
                .isEqualTo("not-suspended-by-this-side");
    }

    @Test
    void when_both_sides_move_the_plan_at_once_the_hosts_move_counts_on_both_sides() {
        Rescheduling byHost = moved(Party.HOST, 3);
        Rescheduling byOrigin = moved(Party.ORIGIN, 6);
        Repatriation host = confirmed().evolve(new RepatriationRescheduled(byHost)).evolve(new RepatriationRescheduled(byOrigin));
        Repatriation origin = confirmed().evolve(new RepatriationRescheduled(byOrigin)).evolve(new RepatriationRescheduled(byHost));
        assertThat(host).isEqualTo(origin);
        assertThat(host.arrangement()).isNotNull().extracting(Arrangement::movedBy).isEqualTo(Party.HOST);
    }

    @Test
    void the_origin_does_not_confirm_its_own_move() {
        Repatriation origin = originOf(confirmed()).evolve(new RepatriationRescheduled(moved(Party.ORIGIN, 6)));
        assertThat(confirming(origin, new Confirmation(0, ORIGIN_OFFICER, NOW, TODAY.plusDays(6), "POINT", "RECEPTION", "DUTY",
                null))).isEqualTo("host-has-not-answered");
    }

    @Test
    void a_decision_against_the_return_takes_the_plan_off_the_table_on_both_sides() {
        ReturnDecision against = new ReturnDecision(2, HOST_OFFICER, NOW, Choice.NO_RETURN, ReturnDecision.Reason.PERSON_REFUSES,
                Destination.UNDECIDED, null, true, null, null, Risk.LOW, null,
                ReturnDecision.ChangeReason.PERSON_CHANGED_MIND, List.of());
        Repatriation host = accepted(proposed().decide(against, STRICT)).evolve(new RepatriationConfirmed(confirmation(1)));
        Repatriation origin = originOf(proposed()).evolve(new RepatriationConfirmed(confirmation(1))).evolve(new ReturnDecisionRecorded(against));
        assertThat(host.state()).isEqualTo(origin.state()).isEqualTo(RepatriationState.NO_RETURN);
        assertThat(host.arrangement()).isEqualTo(origin.arrangement()).isNull();
    }

    @Test
    void a_choice_that_this_release_does_not_know_is_no_return() {
        ReturnDecision strange = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.UNKNOWN, null, Destination.UNKNOWN, null, true,
                null, null, Risk.UNKNOWN, null, null, List.of());
        Repatriation origin = originOf(confirmed()).evolve(new ReturnDecisionRecorded(strange));
        assertThat(origin.state()).isEqualTo(RepatriationState.DECISION_RECORDED);
        assertThat(origin.arrangement()).isNull();
    }

    @Test
    void both_sides_keep_the_same_warnings_of_what_got_ahead_of_the_result() {
        ReturnDecision decided = decision();
        Arrangement plan = plan().numbered(1);
        Repatriation host = accepted(accepted(host().decide(decided, LENIENT)).propose(plan(), LENIENT));
        Repatriation origin = origin().evolve(new ReturnDecisionRecorded(decided)).evolve(new RepatriationProposed(plan));
        assertThat(origin.warnings()).isEqualTo(host.warnings())
                .containsExactly("decision-before-result", "proposal-before-result");
    }

    @Test
    void what_is_said_of_another_journey_is_refused() {
        assertThat(refused(origin().hear(new Journey("CC", "BB"), new CaseWithdrawn(NOW))).rule())
                .isEqualTo("referral-of-another-journey");
    }

    @Test
    void when_the_person_no_longer_consents_to_return_the_return_stands_still_and_the_host_says_so() {
        var decision = confirmed().hearConsent(new ReturnConsentKnown(NOW, true, 7), HOST_OFFICER);
        assertThat(accepted(decision).state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(events(decision)).hasExactlyElementsOfTypes(RepatriationEvent.RepatriationSuspended.class);
        var atOrigin = originOf(confirmed()).hearConsent(new ReturnConsentKnown(NOW, true, 7), HOST_OFFICER);
        assertThat(accepted(atOrigin).state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(events(atOrigin)).isEmpty();
    }

    @Test
    void an_older_word_about_consent_changes_nothing() {
        Repatriation ended = accepted(confirmed().hearConsent(new ReturnConsentKnown(NOW, true, 7), HOST_OFFICER));
        assertThat(accepted(ended.hearConsent(new ReturnConsentKnown(NOW, false, 6), HOST_OFFICER))).isEqualTo(ended);
    }

    @Test
    void a_withdrawal_stops_the_return_before_a_handover_and_changes_nothing_after() {
        assertThat(confirmed().evolve(new CaseWithdrawn(NOW)).state()).isEqualTo(RepatriationState.WITHDRAWN);
        Repatriation gone = confirmed().evolve(new HandoverExecuted(handover(null)));
        assertThat(gone.evolve(new CaseWithdrawn(NOW)).state()).isEqualTo(RepatriationState.HANDED_OVER);
        assertThat(confirmed().evolve(new CaseWithdrawn(NOW)).evolve(new HandoverExecuted(handover(null))).state())
                .isEqualTo(RepatriationState.HANDED_OVER);
    }

    @Test
    void a_late_decision_does_not_revive_a_withdrawn_case() {
        assertThat(origin().evolve(new CaseWithdrawn(NOW)).evolve(new ReturnDecisionRecorded(decision())).state()).isEqualTo(RepatriationState.WITHDRAWN);
    }

    @Test
    void each_side_does_only_its_own_part() {
        assertThat(refused(origin().decide(decision(), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(origin().propose(plan(), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(origin().handOver(handover(null), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(host().confirm(confirmation(1), true, true, STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(host().arrive(arrival(), STRICT)).rule()).isEqualTo("wrong-side");
    }

    @Test
    void a_crossing_point_outside_the_profile_and_a_window_in_the_past_are_refused() {
        Arrangement unknown = new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY, TODAY, "NOWHERE", null, null,
                TransportMode.ROAD, null, TravelDocument.PASSPORT, false, null, null);
        assertThat(refused(decided().propose(unknown, STRICT)).rule()).isEqualTo("unknown-crossing-point");
        Arrangement past = new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.minusDays(4), TODAY.minusDays(1),
                "POINT", null, null, TransportMode.ROAD, null, TravelDocument.PASSPORT, false, null, null);
        assertThat(refused(decided().propose(past, STRICT)).rule()).isEqualTo("date-in-the-past");
        Arrangement reversed = new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(1),
                "POINT", null, null, TransportMode.ROAD, null, TravelDocument.PASSPORT, false, null, null);
        assertThat(refused(decided().propose(reversed, STRICT)).rule()).isEqualTo("window-reversed");
    }

    @Test
    void a_desk_whose_clock_runs_ahead_records_a_handover_of_now() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW.plusSeconds(30), "POINT", CHECKED, null), STRICT));
        assertThat(gone.handover()).extracting(Handover::handedOverAt).isEqualTo(NOW);
    }

    @Test
    void a_handover_in_the_future_is_refused() {
        Handover future = handover(NOW.plus(Duration.ofHours(1)), "POINT", CHECKED, null);
        assertThat(refused(confirmed().handOver(future, STRICT)).rule()).isEqualTo("date-in-the-future");
    }

    @Test
    void a_handover_without_arrival_is_an_alarm_until_the_person_arrives() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        assertThat(gone.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        assertThat(gone.evolve(new ArrivalConfirmed(arrival())).alarms()).isEmpty();
    }

    @Test
    void who_was_handed_over_without_a_plan_is_seen_and_alarmed_at_the_crossing_until_a_unit_has_received() {
        Repatriation unplanned = origin().evolve(new HandoverExecuted(handover(OVERRIDE)));
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
        Repatriation onTheWay = originOf(confirmed()).evolve(new HandoverExecuted(handover(null)));
        assertThat(Sight.of(new Actor("kh-reception-1", "RECEPTION_OFFICER", "ANY-CENTRE", "BB"), AT_POINT)
                .sees(onTheWay.scope())).isTrue();
        Arrival other = new Arrival(1, ORIGIN_OFFICER, NOW, NOW, "OTHER-RECEPTION", "POINT", "RECEPTION_OFFICER",
                Arrival.Condition.WELL, List.of(), false, null);
        Repatriation there = accepted(onTheWay.arrive(other, STRICT));
        assertThat(Objects.requireNonNull(there.arrival()).differences()).containsExactly(Arrival.Difference.OTHER_UNIT);
        assertThat(there.alarms()).containsExactly(Alarm.RECORDS_DIFFER);
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
                new Handover.Correction(SECOND_OFFICER, NOW, CorrectionReason.TYPING_FAULT, null, "OTHER-POINT", null),
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
        Handover before = handover(NOW.minusSeconds(1), "POINT", CHECKED, null);
        assertThat(refused(confirmed().handOver(before, STRICT)).rule()).isEqualTo("handover-before-result");
        Repatriation gone = accepted(confirmed().handOver(handover(NOW.minusSeconds(1), "POINT", CHECKED, OVERRIDE), STRICT));
        assertThat(Objects.requireNonNull(gone.handover()).recordedLate()).isTrue();
        assertThat(gone.warnings()).contains("handover-before-result");
    }

    @Test
    void a_corrected_result_makes_no_earlier_handover_early() {
        TracingResult later = new TracingResult(2, Nationality.CONFIRMED, Family.LOCATED_ABLE, false, NOW.plusSeconds(600));
        Repatriation gone = accepted(confirmed().evolve(new ArrivalConfirmed(arrival())).evolve(new ResultKnown(later))
                .handOver(handover(null), STRICT));
        assertThat(Objects.requireNonNull(gone.handover()).warnings()).containsExactly("handover-recorded-after-arrival");
    }

    @Test
    void a_handover_long_before_the_person_was_identified_is_refused_even_with_an_authority() {
        Handover years = handover(NOW.minus(Duration.ofDays(2000)), "POINT", CHECKED, OVERRIDE);
        assertThat(refused(host().handOver(years, LENIENT)).rule()).isEqualTo("date-before-identification");
        Arrival arrived = new Arrival(1, ORIGIN_OFFICER, NOW.minus(Duration.ofDays(2000)), NOW, "RECEPTION", null,
                "RECEPTION_OFFICER", Arrival.Condition.WELL, List.of(), false, null);
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
    void an_arrival_before_the_handover_and_at_another_crossing_is_shown_as_a_difference_on_both_sides() {
        Handover handover = handover(null);
        Arrival early = new Arrival(1, ORIGIN_OFFICER, NOW.minusSeconds(60), NOW, "RECEPTION", "OTHER-POINT",
                "RECEPTION_OFFICER", Arrival.Condition.WELL, List.of(), false, null);
        Repatriation origin = accepted(originOf(confirmed()).evolve(new HandoverExecuted(handover)).arrive(early, STRICT));
        assertThat(origin.discrepancies()).containsExactly(Discrepancy.ARRIVAL_BEFORE_HANDOVER,
                Discrepancy.ARRIVAL_AT_OTHER_CROSSING);
        assertThat(Objects.requireNonNull(origin.arrival()).differences()).containsExactlyInAnyOrder(
                Arrival.Difference.BEFORE_HANDOVER, Arrival.Difference.OTHER_PLACE);
        Repatriation host = accepted(confirmed().handOver(handover, STRICT))
                .evolve(new ArrivalConfirmed(Objects.requireNonNull(origin.arrival())));
        assertThat(host.discrepancies()).isEqualTo(origin.discrepancies());
        assertThat(host.alarms()).isEqualTo(origin.alarms()).containsExactly(Alarm.RECORDS_DIFFER);
    }

    @Test
    void a_correction_supersedes_with_who_and_why_and_both_records_stay_readable() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW, "OTHER-POINT", CHECKED, null), STRICT));
        assertThat(gone.discrepancies()).containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
        Repatriation corrected = accepted(gone.correctHandover(new Handover.Correction(SECOND_OFFICER, NOW.plusSeconds(9),
                CorrectionReason.TYPING_FAULT, null, "POINT", null), STRICT));
        assertThat(corrected.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        Handover now = Objects.requireNonNull(corrected.handover());
        assertThat(now.revision()).isEqualTo(2);
        assertThat(now.crossingPoint()).isEqualTo("POINT");
        assertThat(now.officer()).isEqualTo(SECOND_OFFICER);
        assertThat(now.correction()).isEqualTo(CorrectionReason.TYPING_FAULT);
        assertThat(corrected.earlierHandovers()).containsExactly(Objects.requireNonNull(gone.handover()));
        assertThat(originOf(confirmed()).evolve(new HandoverExecuted(Objects.requireNonNull(gone.handover())))
                .evolve(new HandoverExecuted(now)).earlierHandovers()).isEqualTo(corrected.earlierHandovers());
    }

    @Test
    void a_handover_is_not_corrected_to_a_time_before_the_result() {
        Repatriation gone = accepted(confirmed().handOver(handover(null), STRICT));
        Handover.Correction early = new Handover.Correction(HOST_OFFICER, NOW, CorrectionReason.NEW_INFORMATION,
                NOW.minusSeconds(1), null, null);
        assertThat(refused(gone.correctHandover(early, STRICT)).rule()).isEqualTo("handover-before-result");
        Repatriation overridden = accepted(gone.correctHandover(new Handover.Correction(HOST_OFFICER, NOW,
                CorrectionReason.NEW_INFORMATION, NOW.minusSeconds(1), null, OVERRIDE), STRICT));
        assertThat(overridden.alarms()).contains(Alarm.OVERRIDE_UNCONFIRMED);
        assertThat(Objects.requireNonNull(Objects.requireNonNull(overridden.handover()).override()).rule())
                .isEqualTo("handover-before-result");
    }

    @Test
    void an_arrival_is_corrected_and_what_only_followed_from_the_typing_fault_is_gone() {
        Arrival early = new Arrival(1, ORIGIN_OFFICER, NOW.minusSeconds(60), NOW, "RECEPTION", "POINT", "RECEPTION_OFFICER",
                Arrival.Condition.WELL, List.of(Arrival.Difference.MEDICINES_MISSING), false, null);
        Repatriation there = accepted(originOf(confirmed()).evolve(new HandoverExecuted(handover(null))).arrive(early, STRICT));
        Repatriation corrected = accepted(there.correctArrival(new Arrival.Correction(ORIGIN_OFFICER, NOW,
                CorrectionReason.TYPING_FAULT, NOW, null, null), STRICT));
        assertThat(corrected.alarms()).isEmpty();
        assertThat(Objects.requireNonNull(corrected.arrival()).differences())
                .containsExactly(Arrival.Difference.MEDICINES_MISSING);
        assertThat(corrected.earlierArrivals()).containsExactly(Objects.requireNonNull(there.arrival()));
    }

    @Test
    void an_officer_who_stands_by_what_was_recorded_closes_the_alarm_and_the_difference_stays() {
        Repatriation gone = accepted(confirmed().handOver(handover(NOW, "OTHER-POINT", CHECKED, null), STRICT));
        assertThat(gone.alarms()).contains(Alarm.RECORDS_DIFFER);
        Repatriation stoodBy = accepted(gone.correctHandover(new Handover.Correction(SECOND_OFFICER, NOW,
                CorrectionReason.CONFIRMED_AS_STATED, null, null, null), STRICT));
        assertThat(stoodBy.alarms()).containsExactly(Alarm.HANDOVER_UNMATCHED);
        assertThat(stoodBy.discrepancies()).containsExactly(Discrepancy.HANDOVER_AT_OTHER_CROSSING);
        assertThat(refused(gone.correctHandover(new Handover.Correction(SECOND_OFFICER, NOW, CorrectionReason.TYPING_FAULT,
                null, null, null), STRICT)).rule()).isEqualTo("correction-changes-nothing");
        assertThat(refused(gone.correctHandover(new Handover.Correction(SECOND_OFFICER, NOW,
                CorrectionReason.CONFIRMED_AS_STATED, null, "POINT", null), STRICT)).rule())
                .isEqualTo("confirmation-changes-something");
    }

    @Test
    void an_item_of_which_nothing_is_said_is_not_checked_and_never_done() {
        Handover silent = handover(NOW, "POINT", List.of(), null);
        assertThat(silent.checklist()).hasSize(20).allMatch(each -> each.state() == CheckedItem.State.NOT_CHECKED);
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

    @Test
    void a_second_decision_supersedes_with_a_reason_and_the_first_stays_readable() {
        Repatriation decided = decided();
        assertThat(refused(decided.decide(decision(), STRICT)).rule()).isEqualTo("superseding-reason-missing");
        ReturnDecision second = superseding(ReturnDecision.ChangeReason.PERSON_CHANGED_MIND);
        assertThat(refused(resulted().decide(second, STRICT)).rule()).isEqualTo("superseding-reason-without-need");
        Repatriation after = accepted(decided.decide(second, STRICT));
        assertThat(Objects.requireNonNull(after.decision()).number()).isEqualTo(2);
        assertThat(Objects.requireNonNull(after.decision()).supersedingReason())
                .isEqualTo(ReturnDecision.ChangeReason.PERSON_CHANGED_MIND);
        assertThat(after.earlierDecisions()).containsExactly(Objects.requireNonNull(decided.decision()));
    }

    @Test
    void a_return_is_decided_after_the_host_opened_the_result_or_with_a_warning_where_the_profile_says_so() {
        Repatriation unopened = host().evolve(new ResultKnown(result(1, Nationality.CONFIRMED, Family.LOCATED_ABLE)));
        assertThat(refused(unopened.decide(decision(), STRICT)).rule()).isEqualTo("decision-before-acknowledgement");
        assertThat(accepted(unopened.decide(against(ReturnDecision.Reason.PERSON_REFUSES), STRICT)).state())
                .as("a refusal waits for nobody").isEqualTo(RepatriationState.NO_RETURN);
        assertThat(accepted(unopened.decide(decision(), LENIENT)).warnings()).contains("decision-before-acknowledgement");
        Repatriation opened = unopened.evolve(new RepatriationEvent.ResultAcknowledged(NOW, 1));
        assertThat(accepted(opened.decide(decision(), STRICT)).warnings()).isEmpty();
        assertThat(refused(opened.evolve(new ResultKnown(result(2, Nationality.CONFIRMED, Family.LOCATED_ABLE)))
                .decide(decision(), STRICT)).rule()).as("an older one").isEqualTo("decision-before-acknowledgement");
    }

    private static Repatriation host() {
        return Repatriation.of(CASE, Side.OUTGOING, JOURNEY);
    }

    private static Repatriation origin() {
        return Repatriation.of(CASE, Side.INCOMING, JOURNEY);
    }

    private static Repatriation resulted() {
        return opened(result(1, Nationality.CONFIRMED, Family.LOCATED_ABLE));
    }

    private static Repatriation opened(TracingResult result) {
        return host().evolve(new ResultKnown(result))
                .evolve(new RepatriationEvent.ResultAcknowledged(NOW, result.version()));
    }

    private static Repatriation decided() {
        return accepted(resulted().decide(decision(), STRICT));
    }

    private static Repatriation proposed() {
        return accepted(decided().propose(plan(), STRICT));
    }

    private static Repatriation confirmed() {
        return proposed().evolve(new RepatriationConfirmed(confirmation(1)));
    }

    private static Repatriation originOf(Repatriation host) {
        return new Repatriation(CASE, Side.INCOMING, JOURNEY, host.state(), host.result(), host.firstResultAt(),
                host.acknowledged(), host.decision(), host.earlierDecisions(), host.round(), host.arrangement(),
                host.confirmation(), host.suspensions(), host.returnConsentEnded(), host.returnConsentVersion(),
                host.handover(), host.earlierHandovers(), host.overrideConfirmation(), host.arrival(),
                host.earlierArrivals(), host.discrepancies(), host.alarms(), host.withdrawnAt(), host.warnings(),
                host.scope());
    }

    private static String confirming(Repatriation origin, Confirmation act) {
        return refused(origin.confirm(act, true, true, STRICT)).rule();
    }

    private static ReturnPolicy policy(boolean strict, boolean child) {
        return policy(new ReturnPolicy.Order(strict, strict), child, standing(JOURNEY, Consent.Giver.GUARDIAN),
                "host-intake-9");
    }

    private static ReturnPolicy policy(ReturnPolicy.Order order, boolean child, @Nullable CaseStanding standing,
            String submittedBy) {
        return new ReturnPolicy(order, Childhood.unknown(child), TODAY.minusDays(5), standing, new Moment(NOW, ZoneOffset.UTC),
                new ReturnPolicy.Places(Set.of("POINT", "OTHER-POINT", "ELSEWHERE"), Set.of("RECEPTION", "OTHER-RECEPTION"),
                        Set.of("BORDER-COMMITTEE", "DUTY-DESK")), submittedBy);
    }

    private static TracingResult result(int version, Nationality nationality, Family family) {
        return new TracingResult(version, nationality, family, false, NOW);
    }

    private static ReturnDecision decision() {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, null, null, Risk.LOW,
                null, null, List.of());
    }

    private static ReturnDecision superseding(ReturnDecision.ChangeReason reason) {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, null, null,
                Risk.LOW, null, reason, List.of());
    }

    private static ReturnDecision against(ReturnDecision.@Nullable Reason reason) {
        return new ReturnDecision(1, HOST_OFFICER, NOW, Choice.NO_RETURN, reason, Destination.UNDECIDED, null, true, null, null,
                Risk.LOW, null, null, List.of());
    }

    private static Arrangement plan() {
        return plan("ESCORT", TravelDocument.LAISSEZ_PASSER);
    }

    private static Arrangement plan(@Nullable String escort, @Nullable TravelDocument document) {
        return new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(8), "POINT",
                "OTHER-POINT", null, TransportMode.ROAD, escort, document, false, null, null);
    }

    private static Confirmation confirmation(int number) {
        return new Confirmation(number, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "POINT", "RECEPTION", "DUTY", null);
    }

    private static Rescheduling moved(Party by, int days) {
        LocalDate day = TODAY.plusDays(days);
        Officer officer = by == Party.HOST ? HOST_OFFICER : ORIGIN_OFFICER;
        return new Rescheduling(2, by, officer, NOW, ChangeReason.CAPACITY, day, day, null);
    }

    private static Suspension suspension(Party by) {
        return new Suspension(by, by == Party.HOST ? HOST_OFFICER : ORIGIN_OFFICER, NOW, ChangeReason.CROSSING_CLOSED, null);
    }

    private static Handover handover(@Nullable EmergencyOverride override) {
        return handover(NOW, "POINT", CHECKED, override);
    }

    private static Handover handover(Instant time, String point, List<CheckedItem> checklist,
            @Nullable EmergencyOverride override) {
        return new Handover(1, HOST_OFFICER, time, NOW, point, "RECEPTION_OFFICER", checklist, TODAY, List.of(), false, null,
                false, override, List.of(), null);
    }

    private static List<CheckedItem> allDone() {
        return Arrays.stream(ChecklistItem.values()).filter(each -> each != ChecklistItem.UNKNOWN)
                .map(each -> new CheckedItem(each, CheckedItem.State.DONE, null)).toList();
    }

    /** The whole checklist done but for one item. */
    private static List<CheckedItem> checked(ChecklistItem item, CheckedItem.State state,
            CheckedItem.@Nullable OpenReason reason) {
        return CHECKED.stream().map(each -> each.item() == item ? new CheckedItem(item, state, reason) : each).toList();
    }

    private static Arrival arrival() {
        return new Arrival(1, ORIGIN_OFFICER, NOW, NOW, "RECEPTION", "POINT", "RECEPTION_OFFICER", Arrival.Condition.WELL,
                List.of(), false, null);
    }
}
