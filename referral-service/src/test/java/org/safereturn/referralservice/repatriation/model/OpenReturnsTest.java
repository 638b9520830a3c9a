package org.safereturn.referralservice.repatriation.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.work.OpenItem;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.referral.model.Side;
import org.safereturn.referralservice.repatriation.events.RepatriationTimers;
import org.safereturn.referralservice.repatriation.events.RepatriationWork;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Arrangement.Rescheduling;
import org.safereturn.referralservice.repatriation.model.Arrangement.Resumption;
import org.safereturn.referralservice.repatriation.model.Arrangement.TransportMode;
import org.safereturn.referralservice.repatriation.model.Handover.EmergencyOverride;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ArrivalConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.HandoverExecuted;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationConfirmed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationProposed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationRescheduled;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationResumed;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.RepatriationSuspended;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ResultKnown;
import org.safereturn.referralservice.repatriation.model.RepatriationEvent.ReturnDecisionRecorded;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Choice;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Destination;
import org.safereturn.referralservice.repatriation.model.ReturnDecision.Risk;
import org.safereturn.referralservice.repatriation.model.TracingResult.Family;
import org.safereturn.referralservice.repatriation.model.TracingResult.Nationality;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.CASE;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.HOST_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.NOW;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.ORIGIN_OFFICER;
import static org.safereturn.referralservice.referral.model.ReferralFixtures.TODAY;

/** What a return waits for, on both sides, while the same things happen to it. */
class OpenReturnsTest {

    private Repatriation host = begun(Side.OUTGOING, "HOST-UNIT");
    private Repatriation origin = begun(Side.INCOMING, "ORIGIN-UNIT");

    @Test
    void a_return_waits_for_one_side_after_the_other() {
        waits(Set.of(), Set.of());
        happens(new ResultKnown(new TracingResult(1, Nationality.CONFIRMED, Family.LOCATED_ABLE, false, null, null, NOW)));
        waits(Set.of(WorkList.RETURN_TO_DECIDE), Set.of());
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        waits(Set.of(WorkList.RETURN_TO_PROPOSE), Set.of());
        happens(new RepatriationProposed(plan()));
        waits(Set.of(), Set.of(WorkList.RETURN_TO_CONFIRM));
        happens(new RepatriationConfirmed(confirmation()));
        waits(Set.of(WorkList.HANDOVER_TO_MAKE), Set.of(WorkList.ARRIVAL_EXPECTED));
        happens(new HandoverExecuted(handover(null)));
        waits(Set.of(), Set.of(WorkList.HANDOVER_WITHOUT_ARRIVAL));
        happens(new ArrivalConfirmed(new Arrival(1, ORIGIN_OFFICER, NOW, NOW, "RECEPTION", "POINT", "RECEPTION_OFFICER",
                Arrival.Condition.WELL, List.of(), false, null)));
        waits(Set.of(), Set.of());
    }

    @Test
    void an_expected_arrival_says_where_and_when_and_waits_for_the_unit_that_receives() {
        happens(new ResultKnown(new TracingResult(1, Nationality.CONFIRMED, Family.LOCATED_ABLE, false, null, null, NOW)));
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        happens(new RepatriationProposed(plan()));
        happens(new RepatriationConfirmed(confirmation()));
        assertThat(RepatriationWork.of(origin, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(5));
            assertThat(item.since()).as("from its day").isEqualTo(TODAY.plusDays(5).atStartOfDay(ZoneOffset.UTC).toInstant());
            assertThat(item.crossingPoint()).isEqualTo("POINT");
            assertThat(item.scope().units()).containsExactly("ORIGIN-UNIT", "RECEPTION");
        });
        happens(new HandoverExecuted(handover(null)));
        assertThat(RepatriationWork.of(origin, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.scope().offeredAt()).containsExactly("POINT");
            assertThat(item.scope().isOffered()).isTrue();
        });
    }

    @Test
    void a_plan_that_the_origin_moved_waits_for_the_host_again() {
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        happens(new RepatriationProposed(plan()));
        LocalDate day = TODAY.plusDays(9);
        happens(new RepatriationRescheduled(new Rescheduling(2, Party.ORIGIN, ORIGIN_OFFICER, NOW,
                Arrangement.ChangeReason.CAPACITY, day, day, null)));
        waits(Set.of(WorkList.RETURN_TO_PROPOSE), Set.of());
    }

    @Test
    void reception_is_told_that_the_crossing_point_is_closed_and_the_host_has_to_propose_anew() {
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        happens(new RepatriationProposed(plan()));
        happens(new RepatriationConfirmed(confirmation()));
        RepatriationSuspended closed = new RepatriationSuspended(RepatriationFixtures.closed(Party.HOST, 1));
        happens(closed);
        waits(Set.of(WorkList.RETURN_TO_PROPOSE), Set.of(WorkList.CROSSING_CLOSED));
        assertThat(RepatriationWork.of(origin, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.since()).isEqualTo(closed.suspension().suspendedAt());
            assertThat(item.dueOn()).as("when the person was to travel").isEqualTo(TODAY.plusDays(5));
            assertThat(item.crossingPoint()).isEqualTo("POINT");
            assertThat(item.scope().units()).containsExactly("ORIGIN-UNIT", "RECEPTION");
        });
        happens(new RepatriationSuspended(RepatriationFixtures.suspension(Party.HOST)));
        waits(Set.of(), Set.of(WorkList.CROSSING_CLOSED));
        happens(new RepatriationResumed(new Resumption(Party.HOST, HOST_OFFICER, NOW)));
        happens(new RepatriationProposed(plan().numbered(2)));
        waits(Set.of(), Set.of(WorkList.RETURN_TO_CONFIRM));
    }

    @Test
    void the_time_that_a_closed_crossing_point_takes_does_not_count() {
        Deadlines deadlines = SampleDeadlines.calendarDays(Map.of(Timer.T_RETURN, 60));
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        happens(new RepatriationProposed(plan()));
        happens(new RepatriationSuspended(RepatriationFixtures.closed(Party.ORIGIN, 1)));
        assertThat(RepatriationTimers.of(host).stream().flatMap(step -> deadlines.due(step).stream())).isEmpty();
        happens(new RepatriationProposed(movedAt(plan().numbered(2), Duration.ofDays(3))));
        assertThat(RepatriationTimers.of(host).stream().flatMap(step -> deadlines.due(step).stream())).singleElement()
                .satisfies(due -> assertThat(due.on()).isEqualTo(TODAY.plusDays(63)));
    }

    private static Arrangement movedAt(Arrangement plan, Duration later) {
        return new Arrangement(plan.number(), plan.movedBy(), plan.officer(), NOW.plus(later), null, plan.windowFrom(),
                plan.windowTo(), plan.crossingPoint(), null, null, plan.mode(), null, null, false, null, null);
    }

    @Test
    void a_decision_against_a_return_leaves_nothing_to_do() {
        happens(new ResultKnown(new TracingResult(1, Nationality.CONFIRMED, Family.LOCATED_ABLE, false, null, null, NOW)));
        happens(new ReturnDecisionRecorded(decision(Choice.NO_RETURN)));
        waits(Set.of(), Set.of());
    }

    @Test
    void an_override_by_one_officer_waits_for_another_one_of_the_host() {
        happens(new HandoverExecuted(handover(new EmergencyOverride("DUTY-DESK",
                EmergencyOverride.Reason.DANGER_TO_LIFE, EmergencyOverride.NONE, null))));
        waits(Set.of(WorkList.OVERRIDE_TO_CONFIRM), Set.of(WorkList.HANDOVER_WITHOUT_ARRIVAL));
    }

    @Test
    void the_country_limits_the_decision_the_return_and_the_arrival_and_a_suspended_return_stands_still() {
        Deadlines deadlines = SampleDeadlines.calendarDays(Map.of(Timer.T_REVIEW, 14, Timer.T_RETURN, 60, Timer.T_MATCH, 1));
        happens(new ResultKnown(new TracingResult(1, Nationality.CONFIRMED, Family.LOCATED_ABLE, false, null, null, NOW)));
        assertThat(RepatriationWork.of(host, deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(14));
            assertThat(item.timer()).isEqualTo(Timer.T_REVIEW);
        });
        happens(new ReturnDecisionRecorded(decision(Choice.RETURN)));
        assertThat(RepatriationWork.of(host, deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(60));
            assertThat(item.timer()).isEqualTo(Timer.T_RETURN);
        });
        happens(new RepatriationProposed(plan()));
        happens(new RepatriationConfirmed(confirmation()));
        happens(new RepatriationSuspended(RepatriationFixtures.suspension(Party.ORIGIN)));
        assertThat(RepatriationTimers.of(host).stream().flatMap(step -> deadlines.due(step).stream())).isEmpty();
        happens(new RepatriationResumed(new Resumption(Party.ORIGIN, ORIGIN_OFFICER, NOW.plus(Duration.ofDays(9)))));
        assertThat(RepatriationTimers.of(host).stream().flatMap(step -> deadlines.due(step).stream())).singleElement()
                .satisfies(due -> {
                    assertThat(due.on()).isEqualTo(TODAY.plusDays(69));
                    assertThat(due.suspendedDays()).isEqualTo(9);
                });
        assertThat(RepatriationTimers.of(origin)).isEmpty();
        happens(new HandoverExecuted(handover(null)));
        assertThat(RepatriationWork.of(origin, deadlines)).singleElement().satisfies(item -> {
            assertThat(item.dueOn()).isEqualTo(TODAY.plusDays(1));
            assertThat(item.timer()).isEqualTo(Timer.T_MATCH);
        });
    }

    private void happens(RepatriationEvent event) {
        host = host.evolve(event);
        origin = origin.evolve(event);
    }

    private void waits(Set<WorkList> atHost, Set<WorkList> atOrigin) {
        assertThat(RepatriationWork.of(host, SampleDeadlines.NONE)).extracting(OpenItem::list).containsExactlyInAnyOrderElementsOf(atHost);
        assertThat(RepatriationWork.of(origin, SampleDeadlines.NONE)).extracting(OpenItem::list).containsExactlyInAnyOrderElementsOf(atOrigin);
    }

    private static Repatriation begun(Side side, String unit) {
        return Repatriation.of(CASE, side, new Journey("AA", "BB")).heldBy(CaseScope.NOBODY.withUnit(unit));
    }

    private static ReturnDecision decision(Choice choice) {
        return new ReturnDecision(1, HOST_OFFICER, NOW, choice, null, Destination.FAMILY, 1, true, null, null, Risk.LOW, null,
                null, List.of());
    }

    private static Arrangement plan() {
        return new Arrangement(1, Party.HOST, HOST_OFFICER, NOW, null, TODAY.plusDays(4), TODAY.plusDays(8), "POINT",
                "OTHER-POINT", null, TransportMode.ROAD, null, null, false, null, null);
    }

    private static Confirmation confirmation() {
        return new Confirmation(1, ORIGIN_OFFICER, NOW, TODAY.plusDays(5), "POINT", "RECEPTION", "DUTY", null);
    }

    private static Handover handover(@Nullable EmergencyOverride override) {
        return new Handover(1, HOST_OFFICER, NOW, NOW, "POINT", "RECEPTION_OFFICER", List.of(), TODAY, List.of(), false, 1,
                false, override, List.of(), null);
    }
}
