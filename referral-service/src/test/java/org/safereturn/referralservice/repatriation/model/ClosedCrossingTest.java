package org.safereturn.referralservice.repatriation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.referralservice.crossing.model.CrossingPoint;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Statement;
import org.safereturn.referralservice.crossing.model.CrossingPoint.Status;
import org.safereturn.referralservice.crossing.model.Crossings;
import org.safereturn.referralservice.repatriation.model.Arrangement.ChangeReason;
import org.safereturn.referralservice.repatriation.model.Arrangement.ClosedPoint;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Arrangement.TravelDocument;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.CaseWithdrawn;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationRescheduled;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationSuspended;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnConsentKnown;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.accepted;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.events;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.refused;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.STRICT;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.agreement;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.closed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmation;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.confirmed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.decided;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handedOver;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.handover;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.moved;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.originOf;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.plan;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.policy;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.proposed;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.result;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.superseding;
import static org.safereturn.referralservice.repatriation.model.RepatriationFixtures.suspension;

/** A return whose crossing point closes: it stands still on both sides, and only another plan lets it go on. */
class ClosedCrossingTest {

    private static final Officer SERVICE = Officer.system("AA", "referral-service");

    @Test
    void a_confirmed_return_stands_still_when_its_point_is_closed_on_the_day_of_travel() {
        var decision = standStill(confirmed(), closedOn("POINT", 5, 5));
        Repatriation still = accepted(decision);
        assertThat(still.state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(events(decision)).containsExactly(new RepatriationSuspended(new Suspension(Party.HOST, SERVICE, NOW,
                ChangeReason.CROSSING_CLOSED, TODAY.plusDays(5), new ClosedPoint(1, "POINT", "OTHER-POINT"))));
        assertThat(still.confirmation()).as("what was agreed stays readable").isNotNull();
        assertThat(refused(standStill(confirmed(), closedOn("POINT", 6, 8))).rule()).as("other days").isEqualTo("wrong-state");
        assertThat(refused(standStill(confirmed(), closedOn("OTHER-POINT", 0, 9))).rule()).as("another point")
                .isEqualTo("wrong-state");
    }

    @Test
    void a_proposed_return_stands_still_when_its_point_is_closed_on_a_day_of_the_window() {
        assertThat(accepted(standStill(proposed(), closedOn("POINT", 8, 20))).state())
                .isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(refused(standStill(proposed(), closedOn("POINT", 9, 20))).rule()).isEqualTo("wrong-state");
    }

    @Test
    void who_was_to_travel_before_today_and_is_still_here_counts_for_today() {
        Repatriation late = confirmed();
        LocalDate today = TODAY.plusDays(20);
        assertThat(late.closed(closedOn("POINT", 20, 20), today, SERVICE, NOW)).isPresent();
        assertThat(late.closed(closedOn("POINT", 5, 19), today, SERVICE, NOW)).isEmpty();
    }

    @Test
    void a_return_that_stands_still_for_it_already_is_not_stopped_again() {
        Repatriation still = accepted(standStill(confirmed(), closedOn("POINT", 5, 5)));
        assertThat(refused(standStill(still, closedOn("POINT", 5, 5))).rule()).isEqualTo("wrong-state");
        Repatriation told = confirmed().evolve(new RepatriationSuspended(closed(Party.ORIGIN, 1)));
        assertThat(refused(standStill(told, closedOn("POINT", 5, 5))).rule()).as("the other side said it").isEqualTo("wrong-state");
    }

    @Test
    void who_is_handed_over_or_withdrawn_or_under_review_is_not_touched() {
        Crossings closed = closedOn("POINT", 0, 9);
        List<Repatriation> untouched = List.of(confirmed().evolve(handedOver(null)), confirmed().evolve(new CaseWithdrawn(NOW)),
                confirmed().evolve(new ResultKnown(result(2, Nationality.CONFIRMED, Family.LOCATED_ABLE))), decided());
        assertThat(untouched).allSatisfy(each -> {
            assertThat(refused(standStill(each, closed)).rule()).isEqualTo("wrong-state");
            assertThat(each.state()).isNotEqualTo(RepatriationState.RETURN_SUSPENDED);
        });
        assertThat(confirmed().evolve(handedOver(null)).evolve(new RepatriationSuspended(closed(Party.ORIGIN, 1))).state())
                .as("the closure comes after the handover").isEqualTo(RepatriationState.HANDED_OVER);
    }

    @Test
    void nobody_lifts_it_and_nobody_is_handed_over_or_confirmed_at_the_closed_point() {
        Repatriation still = accepted(standStill(confirmed(), closedOn("POINT", 5, 5)));
        assertThat(refused(still.resume(new Resumption(Party.HOST, HOST_OFFICER, NOW), STRICT)).rule())
                .isEqualTo("closure-needs-proposal");
        assertThat(refused(originOf(still).resume(new Resumption(Party.ORIGIN, ORIGIN_OFFICER, NOW), STRICT)).rule())
                .isEqualTo("closure-needs-proposal");
        assertThat(refused(still.handOver(handover(null), STRICT)).rule()).isEqualTo("handover-not-confirmed");
        assertThat(refused(originOf(still).confirm(agreement(true, true), STRICT))).satisfies(no -> {
            assertThat(no.rule()).isEqualTo("wrong-state");
            assertThat(no.parameters()).containsEntry("next", "PROPOSE");
        });
    }

    @Test
    void the_host_proposes_another_point_and_the_return_goes_on_when_the_origin_confirms_it() {
        Crossings crossings = closedOn("POINT", 5, 5);
        Repatriation still = accepted(standStill(confirmed(), crossings));
        assertThat(refused(still.propose(plan(), policy(crossings)))).satisfies(no -> {
            assertThat(no.rule()).isEqualTo("crossing-point-closed");
            assertThat(no.parameters()).containsEntry("code", "POINT").containsEntry("date", TODAY.plusDays(5).toString());
        });
        Repatriation again = accepted(still.propose(at("OTHER-POINT"), policy(crossings)));
        assertThat(again.state()).as("the other side has to agree").isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(again.suspensions()).isEmpty();
        assertThat(again.pauses()).hasSize(1);
        Repatriation origin = originOf(still).evolve(new RepatriationProposed(Objects.requireNonNull(again.arrangement())));
        Repatriation agreed = accepted(origin.confirm(agreement(TODAY.plusDays(5), null, "RECEPTION", true, true),
                policy(crossings)));
        assertThat(agreed.state()).isEqualTo(RepatriationState.RETURN_CONFIRMED);
        assertThat(Objects.requireNonNull(agreed.confirmation()).crossingPoint()).isEqualTo("OTHER-POINT");
    }

    @Test
    void a_plan_on_other_days_or_a_rescheduling_lets_it_go_on_too() {
        Crossings crossings = closedOn("POINT", 5, 8);
        Repatriation still = accepted(standStill(confirmed(), crossings));
        assertThat(refused(still.reschedule(moved(Party.HOST, 6), policy(crossings))).rule()).isEqualTo("crossing-point-closed");
        assertThat(accepted(still.reschedule(moved(Party.HOST, 12), policy(crossings))).state())
                .isEqualTo(RepatriationState.RETURN_PROPOSED);
        Rescheduling elsewhere = new Rescheduling(0, Party.ORIGIN, ORIGIN_OFFICER, NOW, ChangeReason.CROSSING_CLOSED,
                TODAY.plusDays(5), TODAY.plusDays(8), "OTHER-POINT");
        Repatriation asked = accepted(originOf(still).reschedule(elsewhere, policy(crossings)));
        assertThat(asked.state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(refused(asked.confirm(agreement(TODAY.plusDays(5), "OTHER-POINT", "RECEPTION", true, true),
                policy(crossings))).rule()).as("the host has to agree").isEqualTo("host-has-not-answered");
    }

    @Test
    void nobody_proposes_or_confirms_a_point_on_a_day_on_which_it_is_closed() {
        assertThat(refused(decided().propose(plan(), policy(closedOn("POINT", 8, 8)))).rule()).isEqualTo("crossing-point-closed");
        assertThat(accepted(decided().propose(plan(), policy(closedOn("POINT", 0, 3)))).state())
                .isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(refused(originOf(proposed()).confirm(agreement(TODAY.plusDays(5), "OTHER-POINT", "RECEPTION", true, true),
                policy(closedOn("OTHER-POINT", 5, 5)))).rule()).isEqualTo("crossing-point-closed");
    }

    @Test
    void a_suspension_for_an_earlier_plan_changes_nothing_and_both_sides_come_to_the_same() {
        RepatriationSuspended first = new RepatriationSuspended(closed(Party.ORIGIN, 1));
        RepatriationProposed next = new RepatriationProposed(at("OTHER-POINT").numbered(2));
        Repatriation late = confirmed().evolve(next).evolve(first);
        assertThat(late.state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(late.suspensions()).isEmpty();
        Repatriation early = confirmed().evolve(first).evolve(next);
        assertThat(early.state()).isEqualTo(late.state());
        assertThat(early.arrangement()).isEqualTo(late.arrangement());
        assertThat(early.suspensions()).isEqualTo(late.suspensions());
    }

    @Test
    void when_both_sides_move_at_once_a_closure_holds_up_the_plan_that_passes_the_closed_point() {
        RepatriationEvent told = events(confirmed().reschedule(moved(Party.HOST, 6), STRICT)).getFirst();
        Rescheduling byHost = ((RepatriationRescheduled) told).rescheduling();
        assertThat(byHost.crossingPoint()).as("which stays").isEqualTo("POINT");
        Rescheduling byOrigin = new Rescheduling(2, Party.ORIGIN, ORIGIN_OFFICER, NOW, ChangeReason.CAPACITY, TODAY.plusDays(6),
                TODAY.plusDays(6), "OTHER-POINT");
        RepatriationSuspended stopped = new RepatriationSuspended(new Suspension(Party.ORIGIN, ORIGIN_OFFICER, NOW,
                ChangeReason.CROSSING_CLOSED, null, new ClosedPoint(2, "OTHER-POINT", null)));
        Repatriation host = confirmed().evolve(new RepatriationRescheduled(byHost)).evolve(new RepatriationRescheduled(byOrigin))
                .evolve(stopped);
        Repatriation origin = originOf(confirmed()).evolve(new RepatriationRescheduled(byOrigin)).evolve(stopped)
                .evolve(new RepatriationRescheduled(byHost));
        assertThat(host.state()).isEqualTo(origin.state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        assertThat(host.passing()).isEqualTo(origin.passing()).contains("POINT");
    }

    @Test
    void when_the_origin_agreed_to_the_other_point_meanwhile_the_return_goes_on_there() {
        Repatriation still = proposed().evolve(new RepatriationSuspended(closed(Party.HOST, 1)));
        assertThat(still.state()).isEqualTo(RepatriationState.RETURN_SUSPENDED);
        Confirmation elsewhere = new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "OTHER-POINT", "RECEPTION", "DUTY",
                null);
        assertThat(still.evolve(new RepatriationConfirmed(elsewhere)).state()).isEqualTo(RepatriationState.RETURN_CONFIRMED);
        assertThat(still.evolve(new RepatriationConfirmed(confirmation(1))).state()).as("at the closed one")
                .isEqualTo(RepatriationState.RETURN_SUSPENDED);
    }

    @Test
    void what_an_officer_suspended_is_lifted_by_that_side_first() {
        Repatriation both = accepted(accepted(standStill(confirmed(), closedOn("POINT", 5, 5))).suspend(suspension(Party.HOST)));
        assertThat(both.suspensions()).hasSize(2);
        assertThat(refused(both.propose(at("OTHER-POINT"), STRICT)).rule()).isEqualTo("wrong-state");
        Repatriation lifted = accepted(both.resume(new Resumption(Party.HOST, HOST_OFFICER, NOW), STRICT));
        assertThat(lifted.state()).as("the point is still closed").isEqualTo(RepatriationState.RETURN_SUSPENDED);
        assertThat(accepted(lifted.propose(at("OTHER-POINT"), STRICT)).state()).isEqualTo(RepatriationState.RETURN_PROPOSED);
        Repatriation ended = accepted(accepted(standStill(confirmed(), closedOn("POINT", 5, 5)))
                .hearConsent(new ReturnConsentKnown(NOW, true, 7), HOST_OFFICER));
        assertThat(refused(ended.propose(at("OTHER-POINT"), STRICT)).rule()).as("the person does not want to").isEqualTo("wrong-state");
    }

    @Test
    void another_decision_on_another_result_ends_it_with_the_plan() {
        Repatriation still = accepted(standStill(confirmed(), closedOn("POINT", 5, 5)))
                .evolve(new ResultKnown(result(2, Nationality.CONFIRMED, Family.LOCATED_ABLE)))
                .evolve(new RepatriationEvent.ResultAcknowledged(NOW, 2));
        Repatriation decided = accepted(still.decide(superseding(ReturnDecision.ChangeReason.RESULT_CORRECTED), STRICT));
        assertThat(decided.state()).isEqualTo(RepatriationState.DECISION_RECORDED);
        assertThat(decided.suspensions()).isEmpty();
    }

    private static Decision<Repatriation, RepatriationEvent> standStill(Repatriation known, Crossings crossings) {
        return known.standStill(crossings, TODAY, SERVICE, NOW);
    }

    private static Crossings closedOn(String point, int from, int until) {
        return new Crossings(Map.of(point, CrossingPoint.of(point).hear(new Statement("BB", 1, Status.CLOSED,
                TODAY.plusDays(from), TODAY.plusDays(until), point.equals("POINT") ? "OTHER-POINT" : null))));
    }

    private static Arrangement at(String point) {
        return new Arrangement(0, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(8), point, null, null,
                TransportMode.ROAD, "ESCORT", TravelDocument.LAISSEZ_PASSER, false, null, null);
    }
}
