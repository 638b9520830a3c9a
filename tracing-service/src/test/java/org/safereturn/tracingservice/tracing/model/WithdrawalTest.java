package org.safereturn.tracingservice.tracing.model;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;

/** What stops when the person takes something back. */
class WithdrawalTest {

    @Test
    void without_contact_to_the_family_visits_stop_and_the_nationality_check_goes_on() {
        Decision<Tracing, TracingEvent> decision =
                hear(atOrigin(), taken(WEDNESDAY, Purpose.FAMILY_CONTACT));
        assertThat(published(decision)).containsExactly(new TracingEvent.ConsentEffectConfirmed(
                new Stop(WITHDRAWAL, List.of(Purpose.FAMILY_CONTACT), List.of(Activity.FAMILY_CONTACT), WEDNESDAY),
                Standing.PARTLY_WITHDRAWN));
        Tracing tracing = state(decision);
        assertThat(tracing.state()).isEqualTo(TracingState.TRACING);
        assertThat(tracing.trackState(Track.FAMILY)).isEqualTo(TrackState.STOPPED);
        assertThat(refusal(tracing.recordAction(ActionType.FAMILY_VISIT, TODAY, ActionResult.SUCCESSFUL, SEALED,
                FREE, TRACER, NOW)).parameters()).containsEntry("decision", "WITHDRAWN");
        assertThat(state(tracing.recordAction(ActionType.CIVIL_REGISTRY_CHECK, TODAY, ActionResult.SUCCESSFUL, SEALED,
                FREE, TRACER, NOW)).actions()).hasSize(1);
    }

    @Test
    void the_nationality_check_goes_on_only_if_its_own_purpose_stands() {
        Tracing tracing = state(hear(atOrigin(),
                taken(WEDNESDAY, Purpose.FAMILY_CONTACT, Purpose.NATIONALITY_CHECK)));
        assertThat(refusal(tracing.recordAction(ActionType.CIVIL_REGISTRY_CHECK, TODAY, ActionResult.SUCCESSFUL,
                SEALED, FREE, TRACER, NOW)).parameters()).containsEntry("purpose", "NATIONALITY_CHECK");
    }

    @Test
    void when_tracing_is_taken_back_the_nationality_check_goes_on_to_a_result() {
        Decision<Tracing, TracingEvent> decision = hear(atOrigin(), taken(WEDNESDAY, Purpose.TRACING));
        assertThat(published(decision)).containsExactly(new TracingEvent.ConsentEffectConfirmed(
                new Stop(WITHDRAWAL, List.of(Purpose.TRACING), List.of(Activity.TRACING, Activity.FAMILY_CONTACT),
                        WEDNESDAY), Standing.PARTLY_WITHDRAWN));
        Tracing tracing = state(decision);
        assertThat(tracing.state()).isEqualTo(TracingState.TRACING);
        assertThat(tracing.trackState(Track.FAMILY)).isEqualTo(TrackState.STOPPED);
        assertThat(tracing.trackState(Track.NATIONALITY)).isEqualTo(TrackState.NOT_STARTED);
        assertThat(refusal(tracing.recordAction(ActionType.FAMILY_VISIT, TODAY, ActionResult.SUCCESSFUL, SEALED, FREE,
                TRACER, NOW)).parameters()).containsEntry("purpose", "TRACING");
        Tracing answered = issued(did(tracing, ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK),
                NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT);
        assertThat(state(read(answered, 1)).state()).isEqualTo(TracingState.RESULT_REVIEWED);
    }

    @Test
    void the_host_side_sees_that_only_the_family_track_stopped() {
        Tracing tracing = state(hear(atHost(), taken(WEDNESDAY, Purpose.TRACING)));
        assertThat(tracing.state()).isNotEqualTo(TracingState.STOPPED);
        assertThat(tracing.trackState(Track.FAMILY)).isEqualTo(TrackState.STOPPED);
        assertThat(tracing.trackState(Track.NATIONALITY)).isEqualTo(TrackState.NOT_STARTED);
    }

    @Test
    void when_the_last_track_is_taken_back_everything_stops() {
        Tracing nationalityOnly = state(hear(atOrigin(), taken(TUESDAY, Purpose.TRACING)));
        assertThat(state(hear(nationalityOnly, taken(WEDNESDAY, Purpose.NATIONALITY_CHECK))).state())
                .isEqualTo(TracingState.STOPPED);
        Tracing askedForNationality = atOrigin(asking(List.of(Purpose.NATIONALITY_CHECK)), given(ASKED));
        assertThat(state(hear(askedForNationality, taken(WEDNESDAY, Purpose.NATIONALITY_CHECK))).state())
                .isEqualTo(TracingState.STOPPED);
    }

    @Test
    void who_refuses_tracing_and_wants_the_nationality_check_gets_an_answer() {
        Tracing tracing = atOrigin(asking(List.of(Purpose.NATIONALITY_CHECK)), List.of(
                new Consent(Purpose.TRACING, ConsentDecision.REFUSED, MONDAY, null, null),
                new Consent(Purpose.NATIONALITY_CHECK, ConsentDecision.GIVEN, MONDAY, null, null),
                new Consent(Purpose.DATA_SHARING, ConsentDecision.GIVEN, MONDAY, null, null)));
        assertThat(tracing.state()).isEqualTo(TracingState.TRACING);
        assertThat(refusal(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).rule())
                .isEqualTo("family-contact-not-consented");
        assertThat(issued(did(tracing, ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK),
                NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT).state())
                .isEqualTo(TracingState.RESULT_ISSUED);
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, names = {"TRACING", "DATA_SHARING"})
    void what_carries_everything_stops_everything(Purpose purpose) {
        Decision<Tracing, TracingEvent> decision =
                hear(atOrigin(asking(List.of(Purpose.TRACING)), given(ASKED)), taken(WEDNESDAY, purpose));
        assertThat(state(decision).state()).isEqualTo(TracingState.STOPPED);
        assertThat(state(decision).consentStanding()).isEqualTo(Standing.WITHDRAWN);
        assertThat(published(decision)).singleElement().isInstanceOfSatisfying(
                TracingEvent.ConsentEffectConfirmed.class,
                confirmed -> assertThat(confirmed.stop().stopped()).containsExactlyElementsOf(Activity.all()));
        assertThat(refusal(state(decision).reportProgress(Milestone.ASSIGNED, FREE, TRACER, WEDNESDAY)).parameters())
                .containsEntry("reason", "CONSENT_" + purpose.name());
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, names = {"RETURN", "PHOTO_USE", "MONITORING_AND_EVALUATION", "UNKNOWN"})
    void what_tracing_does_not_stand_on_is_answered_and_stops_nothing(Purpose purpose) {
        Decision<Tracing, TracingEvent> decision =
                hear(atOrigin(), taken(WEDNESDAY, purpose));
        assertThat(state(decision).state()).isEqualTo(TracingState.TRACING);
        assertThat(published(decision)).singleElement().isInstanceOfSatisfying(
                TracingEvent.ConsentEffectConfirmed.class,
                confirmed -> assertThat(confirmed.stop().stopped()).isEmpty());
    }

    @Test
    void a_withdrawn_referral_stops_everything_for_good() {
        Decision<Tracing, TracingEvent> decision = hear(atOrigin(), withdrawn());
        assertThat(published(decision)).hasSize(1);
        assertThat(refusal(draft(state(decision), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).parameters())
                .containsEntry("reason", "REFERRAL_WITHDRAWN");
        assertThat(state(hear(state(decision), updated(given(ASKED).toArray(Consent[]::new)))).state())
                .isEqualTo(TracingState.STOPPED);
    }

    @Test
    void a_draft_that_names_the_family_does_not_survive_the_withdrawal() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        Tracing withdrawn = state(hear(drafted, taken(WEDNESDAY, Purpose.FAMILY_CONTACT)));
        assertThat(withdrawn.draft()).isNull();
        assertThat(state(hear(drafted, taken(WEDNESDAY, Purpose.PHOTO_USE)))
                .draft()).isNotNull();
    }

    @Test
    void issued_results_stay_readable() {
        Tracing issued = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(state(hear(issued, withdrawn())).results()).hasSize(1);
    }

    @Test
    void what_is_given_again_later_is_permitted_again() {
        Tracing withdrawn = state(hear(atOrigin(), taken(TUESDAY, Purpose.TRACING)));
        Tracing renewed = state(hear(withdrawn, updated(
                new Consent(Purpose.TRACING, ConsentDecision.GIVEN, WEDNESDAY, null, null))));
        assertThat(renewed.state()).isEqualTo(TracingState.TRACING);
    }

    @Test
    void a_decision_that_this_release_does_not_know_permits_nothing_and_stops_what_ran_on_it() {
        Tracing unsure = state(hear(atOrigin(), updated(
                new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.UNKNOWN, WEDNESDAY, null, null))));
        assertThat(unsure.trackState(Track.FAMILY)).isEqualTo(TrackState.STOPPED);
        assertThat(state(hear(atOrigin(asking(List.of(Purpose.TRACING)), given(ASKED)), updated(
                new Consent(Purpose.TRACING, ConsentDecision.UNKNOWN, WEDNESDAY, null, null)))).state())
                .isEqualTo(TracingState.STOPPED);
    }

    @Test
    void an_older_decision_that_is_told_later_gives_nothing_back() {
        Tracing withdrawn = state(hear(atOrigin(), new TracingEvent.ConsentWithdrawn(List.of(Purpose.TRACING), WEDNESDAY, TODAY)));
        Tracing told = state(hear(withdrawn, new TracingEvent.ConsentUpdated(List.of(new Consent(Purpose.TRACING,
                ConsentDecision.GIVEN, WEDNESDAY.plusSeconds(60), null, TODAY.minusDays(30))))));
        assertThat(told.referral().consents().permits(Purpose.TRACING)).isFalse();
        Tracing sameDay = state(hear(withdrawn, new TracingEvent.ConsentUpdated(List.of(new Consent(Purpose.TRACING,
                ConsentDecision.GIVEN, WEDNESDAY.plusSeconds(60), null, TODAY)))));
        assertThat(sameDay.referral().consents().permits(Purpose.TRACING)).isFalse();
        Tracing again = state(hear(withdrawn, new TracingEvent.ConsentUpdated(List.of(new Consent(Purpose.TRACING,
                ConsentDecision.GIVEN, WEDNESDAY.plusSeconds(60), null, TODAY.plusDays(1))))));
        assertThat(again.referral().consents().permits(Purpose.TRACING)).isTrue();
    }

    @Test
    void the_host_side_answers_no_withdrawal() {
        assertThat(published(hear(atHost(), taken(WEDNESDAY, Purpose.TRACING))))
                .isEmpty();
        assertThat(published(hear(atHost(), withdrawn()))).isEmpty();
    }
}
