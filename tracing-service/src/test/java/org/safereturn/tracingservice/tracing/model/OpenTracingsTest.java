package org.safereturn.tracingservice.tracing.model;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.time.Moment;
import org.safereturn.access.work.OpenItem;
import org.safereturn.tracingservice.tracing.events.TracingTimers;
import org.safereturn.tracingservice.tracing.events.TracingWork;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.ASKED;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.HOST_OFFICER;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.SEALED;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TODAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TRACER;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.TUESDAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.WEDNESDAY;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.asking;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.atHost;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.atOrigin;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.closed;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.did;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.draft;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.given;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.hear;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.learn;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.read;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.received;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.reopened;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.state;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.submitted;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.told;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.withdrawn;

/** What a tracing waits for. */
class OpenTracingsTest {

    @Test
    void an_accepted_tracing_waits_for_the_unit_that_traces() {
        assertThat(TracingWork.of(atOrigin(), SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.TRACING_TO_DO);
            assertThat(item.scope().units()).contains("KH-DVP");
            assertThat(item.since()).isEqualTo(TUESDAY);
        });
        assertThat(TracingWork.of(state(learn(Optional.empty(), "KH", submitted(asking(), given(ASKED)))), SampleDeadlines.NONE)).isEmpty();
    }

    @Test
    void a_draft_waits_for_the_second_officer_and_an_issued_result_waits_here_no_longer() {
        Tracing traced = did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK);
        Tracing drafted = state(draft(traced, NationalityOutcome.INCONCLUSIVE, FamilyOutcome.NOT_LOCATED));
        assertThat(lists(drafted)).containsExactly(WorkList.RESULT_TO_APPROVE);
        assertThat(lists(drafted.evolve(new TracingEvent.DraftTakenBack()))).containsExactly(WorkList.TRACING_TO_DO);
        assertThat(lists(drafted.evolve(new TracingEvent.TracingResultIssued(
                received(1, NationalityOutcome.INCONCLUSIVE, FamilyOutcome.NOT_LOCATED))))).isEmpty();
    }

    @Test
    void each_version_of_a_result_waits_at_the_host_until_it_is_read() {
        Tracing issued = state(told(atHost(), received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED)));
        assertThat(TracingWork.of(issued, SampleDeadlines.NONE)).singleElement().satisfies(item -> {
            assertThat(item.list()).isEqualTo(WorkList.RESULT_TO_READ);
            assertThat(item.since()).isEqualTo(WEDNESDAY);
        });
        Tracing acknowledged = state(read(issued, 1));
        assertThat(lists(acknowledged)).isEmpty();
        assertThat(lists(state(told(acknowledged, received(2, NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED)))))
                .containsExactly(WorkList.RESULT_TO_READ);
    }

    @Test
    void a_question_waits_for_the_side_that_was_asked_until_it_is_answered() {
        Tracing asked = state(atHost().ask(ClarificationTopic.CARE, TODAY, null, SEALED, HOST_OFFICER, NOW));
        assertThat(lists(asked)).isEmpty();
        Tracing heard = state(atOrigin().hear(new TracingEvent.TracingClarificationRequested(
                asked.clarifications().getFirst())));
        assertThat(TracingWork.of(heard, SampleDeadlines.NONE)).extracting(OpenItem::list)
                .containsExactlyInAnyOrder(WorkList.TRACING_TO_DO, WorkList.QUESTION_TO_ANSWER);
        assertThat(TracingWork.of(heard, SampleDeadlines.NONE)).filteredOn(item -> item.list() == WorkList.QUESTION_TO_ANSWER)
                .singleElement().satisfies(item -> assertThat(item.dueOn()).isEqualTo(TODAY));
        assertThat(lists(state(heard.answer(asked.side(), 1, SEALED, TRACER, WEDNESDAY))))
                .containsExactly(WorkList.TRACING_TO_DO);
    }

    @Test
    void the_country_limits_the_tracing_and_the_clock_stands_still_while_the_host_is_asked() {
        Deadlines deadlines = SampleDeadlines.calendarDays(Map.of(Timer.T_TRACE, 20));
        LocalDate accepted = LocalDate.ofInstant(TUESDAY, ZoneOffset.UTC);
        assertThat(dueOn(atOrigin(), deadlines)).isEqualTo(accepted.plusDays(20));
        Tracing asked = state(atOrigin().ask(ClarificationTopic.CARE, null, null, SEALED, TRACER,
                new Moment(WEDNESDAY, ZoneOffset.UTC)));
        assertThat(dueOn(asked, deadlines)).as("the host has to answer").isNull();
        Tracing answered = asked.evolve(new TracingEvent.TracingClarificationAnswered(asked.side(), 1,
                new Clarification.Answer(SEALED, HOST_OFFICER, WEDNESDAY.plus(Duration.ofDays(6)))));
        assertThat(dueOn(answered, deadlines)).isEqualTo(accepted.plusDays(26));
    }

    private static @Nullable LocalDate dueOn(Tracing tracing, Deadlines deadlines) {
        return TracingWork.of(tracing, deadlines).stream().filter(item -> item.list() == WorkList.TRACING_TO_DO).findFirst()
                .orElseThrow().dueOn();
    }

    @Test
    void nothing_waits_once_it_has_stopped() {
        assertThat(lists(state(hear(atOrigin(), withdrawn())))).isEmpty();
    }

    @Test
    void a_closed_case_waits_for_no_tracing_and_its_draft_for_whoever_takes_it_back() {
        Tracing closed = state(hear(atOrigin(), closed(7)));
        assertThat(lists(closed)).isEmpty();
        assertThat(TracingTimers.of(closed)).isEmpty();
        assertThat(lists(state(hear(closed, reopened(8))))).containsExactly(WorkList.TRACING_TO_DO);
        assertThat(lists(state(hear(state(draft(atOrigin(), NationalityOutcome.INCONCLUSIVE, FamilyOutcome.NOT_LOCATED)),
                closed(7))))).containsExactly(WorkList.RESULT_TO_APPROVE);
    }

    private static List<WorkList> lists(Tracing tracing) {
        return TracingWork.of(tracing, SampleDeadlines.NONE).stream().map(OpenItem::list).toList();
    }
}
