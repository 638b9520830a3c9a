package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.deadline.Running;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.tracingservice.tracing.events.TracingTimers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;

/** A case whose referral was declined or withdrawn is referred again: the tracing opens anew. */
class TracingAgainTest {

    private static final Instant THURSDAY = Instant.parse("2026-11-05T03:00:00Z");
    private static final String FORM = "SOP-8-V2";
    private static final Request SECOND_ROUND = new Request(2, THURSDAY, Urgency.ROUTINE, List.of(), false,
            List.of(Purpose.TRACING, Purpose.NATIONALITY_CHECK), SEALED);

    @Test
    void the_tracing_of_a_withdrawn_case_opens_again_with_the_next_round() {
        Tracing withdrawn = state(hear(atOrigin(), withdrawn()));
        assertThat(withdrawn.state()).isEqualTo(TracingState.STOPPED);
        Tracing again = state(hear(withdrawn, submitted(SECOND_ROUND, given(ASKED))));
        assertThat(again.state()).isEqualTo(TracingState.REQUESTED);
        assertThat(again.scope().holders()).contains("contact-points");
        assertThat(state(hear(again, accepted())).state()).as("an acceptance of the round before")
                .isEqualTo(TracingState.REQUESTED);
        Tracing accepted = state(hear(again, accepted(2)));
        assertThat(accepted.state()).isEqualTo(TracingState.TRACING);
        assertThat(state(hear(accepted, withdrawn(2))).state()).isEqualTo(TracingState.STOPPED);
    }

    @Test
    void a_late_withdrawal_of_the_round_before_is_answered_and_stops_nothing_of_the_new_one() {
        Tracing again = state(hear(state(hear(atOrigin(), submitted(SECOND_ROUND, given(ASKED)))), accepted(2)));
        Decision<Tracing, TracingEvent> late = hear(again, withdrawn());
        assertThat(state(late).state()).isEqualTo(TracingState.TRACING);
        assertThat(state(late).scope()).isEqualTo(again.scope());
        assertThat(published(late)).singleElement().isInstanceOfSatisfying(TracingEvent.ConsentEffectConfirmed.class,
                confirmed -> assertThat(confirmed.stop().round()).isEqualTo(1));
    }

    @Test
    void a_result_of_the_round_before_stays_readable_and_answers_nothing_of_the_new_one() {
        Tracing issued = issued(did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK),
                NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(issued.results()).singleElement().extracting(Result::round).isEqualTo(1);
        Tracing again = secondRound(issued);
        assertThat(again.state()).isEqualTo(TracingState.TRACING);
        assertThat(again.results()).hasSize(1);
        assertThat(again.latestResult()).isEmpty();
        assertThat(again.trackState(Track.NATIONALITY)).isEqualTo(TrackState.NOT_STARTED);
        assertThat(again.presentActions()).isEmpty();
        Tracing drafted = state(draft(again, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        Tracing answered = state(drafted.approveResult(2, ANSWERED, null, FREE, SECOND, THURSDAY));
        assertThat(answered.state()).isEqualTo(TracingState.RESULT_ISSUED);
        assertThat(answered.results().getLast()).satisfies(result -> {
            assertThat(result.version()).isEqualTo(2);
            assertThat(result.supersedes()).as("the first of its round").isNull();
            assertThat(result.round()).isEqualTo(2);
        });
    }

    @Test
    void on_the_host_side_a_result_of_the_round_before_that_comes_late_answers_nothing() {
        Tracing again = state(hear(atHost(), withdrawn()));
        again = state(hear(state(hear(again, submitted(SECOND_ROUND, given(ASKED)))), accepted(2)));
        Result first = received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        Tracing late = state(told(again, of(first, 1)));
        assertThat(late.state()).isEqualTo(TracingState.TRACING);
        Result second = new Result(2, null, null, first.findings(), SEALED, null, SECOND, THURSDAY, List.of(), null, null, 2);
        Tracing answered = state(told(late, second));
        assertThat(answered.state()).isEqualTo(TracingState.RESULT_ISSUED);
        assertThat(state(answered.acknowledge(2, HOST_OFFICER, THURSDAY)).acknowledgements()).singleElement()
                .extracting(Acknowledgement::round).isEqualTo(2);
    }

    @Test
    void between_the_rounds_no_clock_runs_and_the_new_round_has_a_step_of_its_own() {
        Tracing first = atOrigin();
        assertThat(TracingTimers.of(first)).singleElement().extracting(Running::number).isEqualTo(1);
        Tracing withdrawn = state(hear(first, withdrawn()));
        assertThat(TracingTimers.of(withdrawn)).isEmpty();
        Tracing asked = state(hear(withdrawn, submitted(SECOND_ROUND, given(ASKED))));
        assertThat(TracingTimers.of(asked)).isEmpty();
        assertThat(TracingTimers.of(state(hear(asked, accepted(2))))).singleElement().extracting(Running::number).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void the_facts_of_two_rounds_give_the_same_state_in_any_order(int seed) {
        List<TracingEvent.Heard> facts = new ArrayList<>(List.of(submitted(asking(), given(ASKED)), accepted(), withdrawn(),
                submitted(SECOND_ROUND, given(ASKED)), declined(2)));
        Tracing inOrder = fold(facts);
        assertThat(inOrder.state()).isEqualTo(TracingState.DECLINED);
        Collections.shuffle(facts, new Random(seed));
        assertThat(fold(facts).referral()).isEqualTo(inOrder.referral());
        assertThat(fold(facts).state()).isEqualTo(inOrder.state());
    }

    @Test
    void a_draft_of_the_round_before_falls() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        assertThat(secondRound(drafted).draft()).isNull();
    }

    @Test
    void a_case_that_was_closed_in_the_round_before_is_traced_again_unless_the_person_was_handed_over() {
        Tracing closed = state(hear(atOrigin(), closed(7)));
        assertThat(closed.settled()).hasValueSatisfying(no -> assertThat(no.rule()).isEqualTo("case-closed"));
        Tracing again = secondRound(closed);
        assertThat(again.settled()).isEmpty();
        assertThat(TracingTimers.of(again)).hasSize(1);
        assertThat(state(hear(secondRound(atOrigin()), closed(7))).settled()).as("told late").isEmpty();
        assertThat(state(hear(again, handedOver())).settled())
                .hasValueSatisfying(no -> assertThat(no.rule()).isEqualTo("case-closed"));
        assertThat(secondRound(state(hear(closed, handedOver()))).settled()).isPresent();
    }

    @Test
    void a_section_of_the_round_before_stays_readable_and_carries_no_result_before_it_is_written_again() {
        Tracing filled = state(section(atOrigin(), WEDNESDAY));
        assertThat(filled.presentlyFilledIn(FORM)).isEqualTo(filled.filledIn(FORM)).hasSize(1);
        Tracing again = secondRound(filled);
        assertThat(again.filledIn(FORM)).isEqualTo(filled.filledIn(FORM));
        assertThat(again.presentlyFilledIn(FORM)).isEmpty();
        assertThat(refusal(onForm(again, again.filledIn(FORM))).rule()).isEqualTo("form-section-changed");
        Tracing written = state(section(again, THURSDAY));
        assertThat(written.filledIn(FORM)).singleElement().extracting(FormSection::writtenAt).isEqualTo(THURSDAY);
        Tracing drafted = state(onForm(written, written.presentlyFilledIn(FORM)));
        assertThat(drafted.draft()).isNotNull();
        assertThat(refusal(drafted.approveResult(1, ANSWERED, null, FREE, TRACER, THURSDAY)).rule()).isEqualTo("approver-is-drafter");
        assertThat(state(drafted.approveResult(1, ANSWERED, null, FREE, SECOND, THURSDAY)).results().getLast())
                .satisfies(result -> assertThat(result.round()).isEqualTo(2))
                .extracting(Result::form).extracting(ResultForm::sections).isEqualTo(written.filledIn(FORM));
    }

    @Test
    void a_question_of_the_round_before_waits_for_no_answer() {
        Tracing asked = state(atOrigin().hear(new TracingEvent.TracingClarificationRequested(new Clarification(
                Party.HOST, 1, ClarificationTopic.IDENTITY, null, null, SEALED, HOST_OFFICER,
                WEDNESDAY, null, 1))));
        assertThat(asked.presentClarifications()).hasSize(1);
        assertThat(secondRound(asked).presentClarifications()).isEmpty();
        assertThat(secondRound(asked).clarifications()).hasSize(1);
    }

    @Test
    void what_an_older_release_withdrew_without_a_round_is_over_once_the_case_is_referred_again() {
        Tracing withdrawn = state(hear(atOrigin(), withdrawn(0)));
        assertThat(withdrawn.state()).isEqualTo(TracingState.STOPPED);
        assertThat(state(hear(withdrawn, submitted(SECOND_ROUND, given(ASKED)))).state()).isEqualTo(TracingState.REQUESTED);
    }

    private static TracingEvent.Heard declined(int round) {
        return new TracingEvent.ReferralDeclined(THURSDAY, SECOND, round);
    }

    private static Result of(Result result, int round) {
        return new Result(result.version(), result.supersedes(), result.correctionReason(), result.findings(), result.content(),
                null, result.issuedBy(), result.issuedAt(), List.of(), null, result.form(), round);
    }

    private static Decision<Tracing, TracingEvent> section(Tracing tracing, Instant now) {
        return tracing.writeSection(FORM, LongForm.annexEight().section("J").orElseThrow(),
                new FormAnswers.Written(Map.of("adultWantsContact", "YES"), List.of()), SEALED, TRACER, now);
    }

    private static Decision<Tracing, TracingEvent> onForm(Tracing tracing, List<FormSection> sections) {
        return tracing.draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                codes().on(new ResultForm(FORM, "SOP", "8", "2", sections), List.of()), SEALED, true, null, FREE, TRACER, THURSDAY);
    }

    private static Tracing secondRound(Tracing known) {
        return state(hear(state(hear(state(hear(known, withdrawn())), submitted(SECOND_ROUND, given(ASKED)))), accepted(2)));
    }

    private static Tracing fold(List<TracingEvent.Heard> facts) {
        Optional<Tracing> tracing = Optional.empty();
        for (TracingEvent.Heard fact : facts) {
            tracing = Optional.of(state(learn(tracing, "KH", fact)));
        }
        return tracing.orElseThrow();
    }
}
