package org.safereturn.tracingservice.tracing.model;

import org.junit.jupiter.api.Test;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.HOST_OFFICER;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.MONDAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.SEALED;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TODAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TRACER;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.WEDNESDAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.atHost;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.atOrigin;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.hear;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.published;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.refusal;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.state;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.taken;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.withdrawn;

/** The two sides ask each other about a case, and answer. */
class ClarificationTest {

    private static final Clarification.Answer ANSWER = new Clarification.Answer(SEALED, TRACER, WEDNESDAY);

    @Test
    void either_side_asks_and_counts_its_own_questions() {
        Decision<Tracing, TracingEvent> first = ask(state(heard(atOrigin(), 1)));
        assertThat(published(first)).singleElement()
                .isEqualTo(new TracingEvent.TracingClarificationRequested(question(Party.ORIGIN, 1)));
        assertThat(state(ask(state(first))).clarifications())
                .extracting(Clarification::askedBy, Clarification::number)
                .containsExactly(tuple(Party.HOST, 1),
                        tuple(Party.ORIGIN, 1),
                        tuple(Party.ORIGIN, 2));
        assertThat(state(ask(atHost())).clarifications()).singleElement()
                .extracting(Clarification::askedBy).isEqualTo(Party.HOST);
    }

    @Test
    void nobody_asks_once_the_tracing_has_stopped() {
        Tracing stopped = state(hear(atOrigin(), taken(WEDNESDAY, Purpose.DATA_SHARING)));
        assertThat(refusal(ask(stopped)).rule()).isEqualTo("tracing-stopped");
        assertThat(refusal(ask(state(hear(atHost(), withdrawn())))).rule()).isEqualTo("tracing-stopped");
    }

    @Test
    void a_question_that_crossed_a_withdrawal_is_still_taken_in() {
        assertThat(state(heard(state(hear(atOrigin(), withdrawn())), 1)).clarifications()).hasSize(1);
    }

    @Test
    void an_answer_is_wanted_today_at_the_earliest() {
        assertThat(state(atOrigin().ask(ClarificationTopic.CARE, TODAY, null, SEALED, TRACER, NOW))
                .clarifications().getFirst().answerDueOn()).isEqualTo(TODAY);
        assertThat(refusal(atOrigin().ask(ClarificationTopic.CARE, TODAY.minusDays(1), null, SEALED, TRACER, NOW)).rule()).isEqualTo("date-in-the-past");
    }

    @Test
    void a_question_is_about_a_version_of_the_result_that_was_issued() {
        assertThat(refusal(atHost().ask(ClarificationTopic.FAMILY, null, 1, SEALED, HOST_OFFICER, NOW))
                .rule()).isEqualTo("unknown-result-version");
        assertThat(refusal(atOrigin().hear(new TracingEvent.TracingClarificationRequested(new Clarification(Party.HOST,
                1, ClarificationTopic.FAMILY, null, 1, SEALED, HOST_OFFICER, MONDAY, null)))).rule())
                .isEqualTo("unknown-result-version");
    }

    @Test
    void a_question_of_the_other_side_comes_in_turn() {
        assertThat(refusal(heard(atOrigin(), 2)).rule()).isEqualTo("clarification-out-of-turn");
        assertThat(refusal(heard(state(heard(atOrigin(), 1)), 1)).rule()).isEqualTo("clarification-out-of-turn");
    }

    @Test
    void the_other_side_answers_a_question_once() {
        Decision<Tracing, TracingEvent> answered = answer(state(heard(atOrigin(), 1)), Party.HOST, 1);
        assertThat(published(answered)).singleElement()
                .isEqualTo(new TracingEvent.TracingClarificationAnswered(Party.HOST, 1, ANSWER));
        assertThat(state(answered).clarifications().getFirst().answer()).isEqualTo(ANSWER);
        Rejection again = refusal(answer(state(answered), Party.HOST, 1));
        assertThat(again.rule()).isEqualTo("clarification-already-answered");
        assertThat(again.parameters()).containsEntry("by", TRACER.reference()).containsEntry("at", WEDNESDAY.toString());
    }

    @Test
    void an_answer_belongs_to_the_question_of_its_side_and_number() {
        Tracing both = state(ask(state(heard(state(heard(atOrigin(), 1)), 2))));
        assertThat(state(answer(both, Party.HOST, 2)).clarifications()).extracting(Clarification::answer)
                .containsExactly(null, ANSWER, null);
    }

    @Test
    void nobody_answers_a_question_of_the_own_side() {
        assertThat(refusal(answer(state(ask(atOrigin())), Party.ORIGIN, 1)).rule()).isEqualTo("own-clarification");
    }

    @Test
    void a_question_that_was_not_asked_has_no_answer() {
        assertThat(refusal(answer(state(ask(atOrigin())), Party.HOST, 1)).rule()).isEqualTo("unknown-clarification");
        assertThat(refusal(answered(state(heard(atOrigin(), 1)), 1)).rule()).isEqualTo("unknown-clarification");
    }

    @Test
    void the_answer_of_the_other_side_is_taken_in_once() {
        Tracing known = state(answered(state(ask(atOrigin())), 1));
        assertThat(known.clarifications()).singleElement().extracting(Clarification::answer).isNotNull();
        assertThat(refusal(answered(known, 1)).rule()).isEqualTo("clarification-already-answered");
    }

    @Test
    void nobody_answers_once_the_tracing_has_stopped_but_an_answer_that_crossed_is_taken_in() {
        Tracing stopped = state(hear(state(ask(state(heard(atOrigin(), 1)))), withdrawn()));
        assertThat(refusal(answer(stopped, Party.HOST, 1)).rule()).isEqualTo("tracing-stopped");
        assertThat(state(answered(stopped, 1)).clarifications().getLast().answer()).isNotNull();
    }

    private static Decision<Tracing, TracingEvent> answer(Tracing tracing, Party askedBy, int number) {
        return tracing.answer(askedBy, number, SEALED, TRACER, WEDNESDAY);
    }

    private static Decision<Tracing, TracingEvent> answered(Tracing tracing, int number) {
        return tracing.hear(new TracingEvent.TracingClarificationAnswered(Party.ORIGIN, number,
                new Clarification.Answer(SEALED, HOST_OFFICER, WEDNESDAY)));
    }

    private static Decision<Tracing, TracingEvent> ask(Tracing tracing) {
        return tracing.ask(ClarificationTopic.IDENTITY, null, null, SEALED, TRACER, NOW);
    }

    private static Decision<Tracing, TracingEvent> heard(Tracing tracing, int number) {
        return tracing.hear(new TracingEvent.TracingClarificationRequested(question(Party.HOST, number)));
    }

    private static Clarification question(Party askedBy, int number) {
        return new Clarification(askedBy, number, ClarificationTopic.IDENTITY, null, null, SEALED,
                askedBy == Party.HOST ? HOST_OFFICER : TRACER, WEDNESDAY, null, 1);
    }
}
