package org.safereturn.referralservice.repatriation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
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
import org.safereturn.referralservice.standing.model.Consent;
import org.safereturn.referralservice.standing.model.Consent.Purpose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.given;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.standing;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.CHILD;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.JOURNEY;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.LENIENT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT_ORDER;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.against;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.agreement;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.arrival;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmation;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirming;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decided;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decision;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handedOver;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handover;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.host;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.moved;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.opened;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.origin;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.originOf;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.plan;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.policy;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.proposed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.result;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.resulted;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.superseding;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.suspension;

/** From the decision to the agreement of both sides, and what stops a return. */
class RepatriationTest {

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
                true, null, Risk.LOW, null, null, List.of());
        assertThat(refused(resulted().decide(nameless, CHILD)).rule()).isEqualTo("best-interests-missing");
        ReturnDecision named = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, true,
                "CHILD-COURT", Risk.LOW, null, null, List.of());
        Repatriation decided = accepted(resulted().decide(named, CHILD));
        assertThat(refused(decided.propose(plan(null, TravelDocument.PASSPORT), CHILD)).rule())
                .isEqualTo("child-without-escort");
        assertThat(accepted(decided.propose(plan(), CHILD)).state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
    }

    @Test
    void a_body_that_the_profile_does_not_name_has_decided_nothing_for_a_child() {
        ReturnDecision named = new ReturnDecision(1, HOST_OFFICER, NOW, Choice.RETURN, null, Destination.FAMILY, null, true, true,
                "Made-up-Person", Risk.LOW, null, null, List.of());
        assertThat(refused(resulted().decide(named, CHILD)).rule()).isEqualTo("unknown-best-interests-body");
        assertThat(refused(resulted().decide(named, STRICT)).rule()).isEqualTo("unknown-best-interests-body");
    }

    @Test
    void for_a_child_a_second_officer_decides_and_no_system() {
        ReturnPolicy submittedBySame = policy(STRICT_ORDER, true, standing(JOURNEY, Consent.Giver.GUARDIAN),
                decision().officer().reference());
        assertThat(refused(resulted().decide(decision(), submittedBySame)).rule()).isEqualTo("child-decision-by-submitter");
        ReturnDecision bySystem = new ReturnDecision(1, new Officer("host-system", "MINISTRY_SYSTEM", "HOST-UNIT", "AA"), NOW,
                ReturnDecision.Choice.RETURN, null, ReturnDecision.Destination.FAMILY, null, true, true, "CHILD-COURT",
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
        assertThat(originOf(confirmed()).evolve(new ResultKnown(corrected)).state())
                .isEqualTo(RepatriationState.UNDER_REVIEW);
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
        assertThat(corrected.evolve(new ResultKnown(result(1, Nationality.NOT_CONFIRMED, Family.NO_FAMILY))))
                .isEqualTo(corrected);
    }

    @Test
    void a_confirmation_keeps_to_the_plan_and_to_the_profile() {
        Repatriation origin = originOf(proposed());
        assertThat(confirming(origin, agreement(TODAY.plusDays(30), "POINT", "RECEPTION", true, true)))
                .isEqualTo("date-outside-window");
        assertThat(confirming(origin, agreement(TODAY.plusDays(5), "ELSEWHERE", "RECEPTION", true, true)))
                .isEqualTo("crossing-point-not-proposed");
        assertThat(confirming(origin, agreement(TODAY.plusDays(5), "POINT", "NOWHERE", true, true)))
                .isEqualTo("unknown-reception-unit");
        assertThat(refused(origin.confirm(agreement(false, false), STRICT)).rule()).isEqualTo("no-capacity");
        assertThat(accepted(origin.confirm(agreement(true, false), STRICT)).state())
                .isEqualTo(RepatriationState.RETURN_CONFIRMED);
    }

    @Test
    void a_return_without_travel_document_is_not_confirmed() {
        Repatriation origin = originOf(accepted(decided().propose(plan("ESCORT", null), STRICT)));
        assertThat(refused(origin.confirm(agreement(true, true), STRICT)).rule()).isEqualTo("travel-document-missing");
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, names = {"LOCATED_ABLE_WITH_SUPPORT", "UNKNOWN"})
    void where_the_family_is_able_with_support_the_support_comes_before_the_date(Family outcome) {
        Repatriation host = accepted(accepted(opened(result(1, Nationality.CONFIRMED, outcome))
                .decide(decision(), STRICT)).propose(plan(), STRICT));
        assertThat(refused(originOf(host).confirm(agreement(true, false), STRICT)).rule())
                .isEqualTo("support-not-in-place");
        assertThat(accepted(originOf(host).confirm(agreement(true, true), STRICT)).state())
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
        assertThat(resumed.evolve(new RepatriationConfirmed(confirmation(2))).state())
                .isEqualTo(RepatriationState.RETURN_CONFIRMED);
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
        assertThat(confirming(origin, agreement(TODAY.plusDays(6), "POINT", "RECEPTION", true, true)))
                .isEqualTo("host-has-not-answered");
    }

    @Test
    void a_decision_against_the_return_takes_the_plan_off_the_table_on_both_sides() {
        ReturnDecision against = new ReturnDecision(2, HOST_OFFICER, NOW, Choice.NO_RETURN, ReturnDecision.Reason.PERSON_REFUSES,
                Destination.UNDECIDED, null, true, null, null, Risk.LOW, null,
                ReturnDecision.ChangeReason.PERSON_CHANGED_MIND, List.of());
        Repatriation host = accepted(proposed().decide(against, STRICT)).evolve(new RepatriationConfirmed(confirmation(1)));
        Repatriation origin = originOf(proposed()).evolve(new RepatriationConfirmed(confirmation(1)))
                .evolve(new ReturnDecisionRecorded(against));
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
        Repatriation gone = confirmed().evolve(handedOver(null));
        assertThat(gone.evolve(new CaseWithdrawn(NOW)).state()).isEqualTo(RepatriationState.HANDED_OVER);
        assertThat(confirmed().evolve(new CaseWithdrawn(NOW)).evolve(handedOver(null)).state())
                .isEqualTo(RepatriationState.HANDED_OVER);
    }

    @Test
    void a_late_decision_does_not_revive_a_withdrawn_case() {
        assertThat(origin().evolve(new CaseWithdrawn(NOW)).evolve(new ReturnDecisionRecorded(decision())).state())
                .isEqualTo(RepatriationState.WITHDRAWN);
    }

    @Test
    void each_side_does_only_its_own_part() {
        assertThat(refused(origin().decide(decision(), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(origin().propose(plan(), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(origin().handOver(handover(null), STRICT)).rule()).isEqualTo("wrong-side");
        assertThat(refused(host().confirm(agreement(true, true), STRICT)).rule()).isEqualTo("wrong-side");
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
    void a_window_more_than_two_years_ahead_is_taken_for_mistyped() {
        LocalDate last = TODAY.plusYears(2);
        assertThat(refused(decided().propose(until(last.plusDays(1)), STRICT)).rule()).isEqualTo("date-too-far-ahead");
        assertThat(accepted(decided().propose(until(last), STRICT)).arrangement()).isNotNull();
    }

    private static Arrangement until(LocalDate last) {
        return new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, last.minusDays(1), last, "POINT", null, null,
                TransportMode.ROAD, null, TravelDocument.PASSPORT, false, null, null);
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
}
