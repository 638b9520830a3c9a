package org.safereturn.tracing.model;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracing.model.TracingFixtures.*;

/** What stops when the person takes something back. */
class WithdrawalTest {

    @Test
    void without_contact_to_the_family_visits_stop_and_the_nationality_check_goes_on() {
        Decision<Tracing, TracingEvent> decision =
                atOrigin().consentsWithdrawn(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), WEDNESDAY, WEDNESDAY);
        assertThat(events(decision)).containsExactly(new TracingEvent.ConsentEffectConfirmed(
                new Stop(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), List.of(Activity.FAMILY_CONTACT), WEDNESDAY)));
        Tracing tracing = state(decision);
        assertThat(tracing.state()).isEqualTo(TracingState.TRACING);
        assertThat(tracing.trackState(Track.FAMILY)).isEqualTo(TrackState.STOPPED);
        assertThat(refusal(tracing.recordAction(ActionType.FAMILY_VISIT, TODAY, ActionResult.SUCCESSFUL, SEALED,
                TRACER, TODAY, WEDNESDAY)).parameters()).containsEntry("decision", "WITHDRAWN");
        assertThat(state(tracing.recordAction(ActionType.CIVIL_REGISTRY_CHECK, TODAY, ActionResult.SUCCESSFUL, SEALED,
                TRACER, TODAY, WEDNESDAY)).actions()).hasSize(1);
    }

    @Test
    void the_nationality_check_goes_on_only_if_its_own_purpose_stands() {
        Tracing tracing = state(atOrigin().consentsWithdrawn(WITHDRAWAL,
                List.of(Purpose.FAMILY_CONTACT, Purpose.NATIONALITY_CHECK), WEDNESDAY, WEDNESDAY));
        assertThat(refusal(tracing.recordAction(ActionType.CIVIL_REGISTRY_CHECK, TODAY, ActionResult.SUCCESSFUL,
                SEALED, TRACER, TODAY, WEDNESDAY)).parameters()).containsEntry("purpose", "NATIONALITY_CHECK");
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, names = {"TRACING", "DATA_SHARING"})
    void what_carries_everything_stops_everything(Purpose purpose) {
        Decision<Tracing, TracingEvent> decision =
                atOrigin().consentsWithdrawn(WITHDRAWAL, List.of(purpose), WEDNESDAY, WEDNESDAY);
        assertThat(state(decision).state()).isEqualTo(TracingState.STOPPED);
        assertThat(state(decision).consentStanding()).isEqualTo(Standing.WITHDRAWN);
        assertThat(events(decision)).singleElement().isInstanceOfSatisfying(
                TracingEvent.ConsentEffectConfirmed.class,
                confirmed -> assertThat(confirmed.stop().stopped()).containsExactly(Activity.values()));
        assertThat(refusal(state(decision).reportProgress(Milestone.ASSIGNED, TRACER, WEDNESDAY)).parameters())
                .containsEntry("reason", "CONSENT_" + purpose.name());
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, names = {"RETURN", "PHOTO_USE", "MONITORING_AND_EVALUATION"})
    void what_tracing_does_not_stand_on_is_answered_and_stops_nothing(Purpose purpose) {
        Decision<Tracing, TracingEvent> decision =
                atOrigin().consentsWithdrawn(WITHDRAWAL, List.of(purpose), WEDNESDAY, WEDNESDAY);
        assertThat(state(decision).state()).isEqualTo(TracingState.TRACING);
        assertThat(events(decision)).singleElement().isInstanceOfSatisfying(
                TracingEvent.ConsentEffectConfirmed.class,
                confirmed -> assertThat(confirmed.stop().stopped()).isEmpty());
    }

    @Test
    void a_withdrawn_referral_stops_everything_for_good() {
        Decision<Tracing, TracingEvent> decision = atOrigin().withdrawn(WITHDRAWAL, WEDNESDAY, WEDNESDAY);
        assertThat(events(decision)).hasSize(1);
        assertThat(refusal(draft(state(decision), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).parameters())
                .containsEntry("reason", "REFERRAL_WITHDRAWN");
        assertThat(state(state(decision).consentsUpdated(given(ASKED))).state()).isEqualTo(TracingState.STOPPED);
    }

    @Test
    void a_draft_that_names_the_family_does_not_survive_the_withdrawal() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        Tracing withdrawn = state(drafted.consentsWithdrawn(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), WEDNESDAY,
                WEDNESDAY));
        assertThat(withdrawn.draft()).isNull();
        assertThat(state(drafted.consentsWithdrawn(WITHDRAWAL, List.of(Purpose.PHOTO_USE), WEDNESDAY, WEDNESDAY))
                .draft()).isNotNull();
    }

    @Test
    void issued_results_stay_readable() {
        Tracing issued = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(state(issued.withdrawn(WITHDRAWAL, WEDNESDAY, WEDNESDAY)).results()).hasSize(1);
    }

    @Test
    void what_is_given_again_later_is_permitted_again() {
        Tracing withdrawn = state(atOrigin().consentsWithdrawn(WITHDRAWAL, List.of(Purpose.TRACING), TUESDAY, TUESDAY));
        Tracing renewed = state(withdrawn.consentsUpdated(List.of(
                new Consent(Purpose.TRACING, ConsentDecision.GIVEN, WEDNESDAY, null))));
        assertThat(renewed.state()).isEqualTo(TracingState.TRACING);
    }

    @Test
    void the_host_side_answers_no_withdrawal() {
        assertThat(events(atHost().consentsWithdrawn(WITHDRAWAL, List.of(Purpose.TRACING), WEDNESDAY, WEDNESDAY)))
                .isEmpty();
        assertThat(events(atHost().withdrawn(WITHDRAWAL, WEDNESDAY, WEDNESDAY))).isEmpty();
    }
}
