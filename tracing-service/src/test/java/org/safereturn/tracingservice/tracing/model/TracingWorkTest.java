package org.safereturn.tracingservice.tracing.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;

/** What tracing officers may do while tracing runs. */
class TracingWorkTest {

    @Test
    void tracing_begins_when_the_referral_is_here_and_accepted() {
        Tracing requested = state(learn(Optional.empty(), "KH", submitted(asking(), given(ASKED))));
        assertThat(requested.state()).isEqualTo(TracingState.REQUESTED);
        assertThat(state(hear(requested, accepted())).state()).isEqualTo(TracingState.TRACING);
    }

    @Test
    void an_acceptance_alone_does_not_begin_tracing() {
        Tracing accepted = state(learn(Optional.empty(), "KH", accepted()));
        assertThat(refusal(accepted.reportProgress(Milestone.ASSIGNED, FREE, TRACER, WEDNESDAY)).rule())
                .isEqualTo("tracing-not-accepted");
    }

    @Test
    void a_declined_referral_is_not_traced() {
        Tracing declined = state(learn(Optional.empty(), "KH", declined()));
        assertThat(declined.state()).isEqualTo(TracingState.DECLINED);
        assertThat(refusal(declined.reportProgress(Milestone.ASSIGNED, FREE, TRACER, WEDNESDAY)).parameters())
                .containsEntry("state", "DECLINED");
    }

    @ParameterizedTest
    @EnumSource(ActionType.class)
    void an_action_is_recorded_on_its_own_track_only(ActionType type) {
        Tracing tracing = state(atOrigin().recordAction(type, TODAY, ActionResult.SUCCESSFUL, SEALED, FREE, TRACER, NOW));
        for (Track track : Track.values()) {
            assertThat(tracing.trackState(track))
                    .isEqualTo(track == type.track() ? TrackState.IN_PROGRESS : TrackState.NOT_STARTED);
        }
    }

    @ParameterizedTest
    @EnumSource(ActionType.class)
    void an_action_the_person_does_not_permit_is_refused(ActionType type) {
        Tracing tracing = atOrigin(asking(), given());
        Rejection refusal = refusal(tracing.recordAction(type, TODAY, ActionResult.PENDING, SEALED, FREE, TRACER, NOW));
        assertThat(refusal.rule()).isEqualTo("tracing-consent-missing");
        assertThat(refusal.parameters()).containsEntry("purpose",
                type.track() == Track.FAMILY ? "TRACING" : type.purpose().name())
                .containsEntry("decision", "NOT_ASKED");
    }

    @Test
    void an_action_of_tomorrow_is_refused() {
        assertThat(refusal(atOrigin().recordAction(ActionType.FAMILY_VISIT, TODAY.plusDays(1), ActionResult.SUCCESSFUL,
                SEALED, FREE, TRACER, NOW)).rule()).isEqualTo("date-in-the-future");
    }

    @Test
    void an_action_of_the_day_of_the_referral_is_taken_and_one_before_it_is_refused() {
        LocalDate monday = NOW.dayOf(MONDAY);
        Request second = new Request(2, TUESDAY, Urgency.ROUTINE, List.of(), false, List.of(Purpose.TRACING), SEALED);
        Tracing again = state(hear(state(hear(atOrigin(), submitted(second, given(ASKED)))), accepted(2)));
        assertThat(state(again.recordAction(ActionType.CIVIL_REGISTRY_CHECK, monday, ActionResult.SUCCESSFUL, SEALED, FREE,
                TRACER, NOW)).actions()).as("the first round counts").hasSize(1);
        Rejection refusal = refusal(again.recordAction(ActionType.CIVIL_REGISTRY_CHECK, monday.minusDays(1),
                ActionResult.SUCCESSFUL, SEALED, FREE, TRACER, NOW));
        assertThat(refusal.rule()).isEqualTo("action-before-referral");
        assertThat(refusal.parameters()).containsEntry("referredOn", monday.toString());
    }

    @Test
    void a_pending_action_is_concluded_once() {
        Tracing pending = state(atOrigin().recordAction(ActionType.FAMILY_CALL, TODAY, ActionResult.PENDING, SEALED,
                FREE, TRACER, NOW));
        Tracing concluded = state(pending.concludeAction(1, ActionResult.SUCCESSFUL, SEALED, TRACER, WEDNESDAY));
        assertThat(concluded.actions().getFirst().outcome()).isEqualTo(ActionResult.SUCCESSFUL);
        assertThat(refusal(concluded.concludeAction(1, ActionResult.UNSUCCESSFUL, SEALED, TRACER, WEDNESDAY)).rule())
                .isEqualTo("action-already-concluded");
    }

    @Test
    void a_conclusion_needs_a_result_and_an_action() {
        Tracing pending = state(atOrigin().recordAction(ActionType.FAMILY_CALL, TODAY, ActionResult.PENDING, SEALED,
                FREE, TRACER, NOW));
        assertThat(refusal(pending.concludeAction(1, ActionResult.PENDING, SEALED, TRACER, WEDNESDAY)).rule())
                .isEqualTo("conclusion-needs-result");
        assertThat(refusal(pending.concludeAction(2, ActionResult.SUCCESSFUL, SEALED, TRACER, WEDNESDAY)).rule())
                .isEqualTo("unknown-action");
    }

    @Test
    void actions_never_leave_the_country() {
        assertThat(published(atOrigin().recordAction(ActionType.FAMILY_VISIT, TODAY, ActionResult.SUCCESSFUL, SEALED,
                FREE, TRACER, NOW))).isEmpty();
    }

    @Test
    void progress_is_reported_without_detail_about_the_family() {
        assertThat(published(atOrigin().reportProgress(Milestone.VISITED, FREE, TRACER, WEDNESDAY)))
                .containsExactly(new TracingEvent.TracingProgressReported(
                        new Progress(Milestone.VISITED, WEDNESDAY, TRACER, 1)));
    }

    @Test
    void a_visit_is_not_reported_where_the_family_may_not_be_contacted() {
        Tracing tracing = atOrigin(asking(), given(Purpose.TRACING, Purpose.NATIONALITY_CHECK));
        assertThat(refusal(tracing.reportProgress(Milestone.VISIT_PLANNED, FREE, TRACER, WEDNESDAY)).parameters())
                .containsEntry("purpose", "FAMILY_CONTACT");
        assertThat(state(tracing.reportProgress(Milestone.REGISTRY_CHECKED, FREE, TRACER, WEDNESDAY)).progress()).hasSize(1);
    }

    @Test
    void a_consent_that_ran_out_permits_nothing_from_the_day_after() {
        LocalDate last = LocalDate.parse("2026-11-04");
        Tracing tracing = atOrigin(asking(), List.of(
                new Consent(Purpose.TRACING, ConsentDecision.GIVEN, MONDAY, null, null),
                new Consent(Purpose.NATIONALITY_CHECK, ConsentDecision.GIVEN, MONDAY, last, null)));
        assertThat(tracing.asOf(last).reportProgress(Milestone.REGISTRY_CHECKED, FREE, TRACER, WEDNESDAY))
                .satisfies(TracingFixtures::state);
        assertThat(refusal(tracing.asOf(last.plusDays(1)).reportProgress(Milestone.REGISTRY_CHECKED, FREE, TRACER, WEDNESDAY))
                .parameters()).containsEntry("decision", "EXPIRED");
    }

    @Test
    void the_host_side_does_not_trace() {
        assertThat(refusal(atHost().reportProgress(Milestone.ASSIGNED, FREE, HOST_OFFICER, WEDNESDAY)).rule())
                .isEqualTo("tracing-belongs-to-origin");
    }
}
