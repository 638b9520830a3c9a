package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;

/** Until when a result is corrected and progress is told. */
class AfterHandoverTest {

    static Stream<Arguments> gone() {
        return Stream.of(Arguments.of(handedOver(), TUESDAY.toString()), Arguments.of(arrived(), WEDNESDAY.toString()));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void a_result_that_found_the_family_stands_once_the_person_is_gone(TracingEvent.Heard fact, String at) {
        Tracing before = found();
        assertThat(state(correct(before)).draft()).as("the return goes back to its review").isNotNull();
        assertThat(state(progress(before)).progress()).hasSize(1);
        Tracing gone = state(hear(before, fact));
        assertThat(refusal(correct(gone)).rule()).isEqualTo("already-handed-over");
        assertThat(refusal(correct(gone)).parameters()).containsEntry("version", "1").containsEntry("at", at);
        assertThat(refusal(progress(gone)).rule()).isEqualTo("already-handed-over");
    }

    @Test
    void a_draft_that_waits_at_the_handover_is_taken_back_and_not_issued() {
        Tracing waiting = state(hear(state(correct(found())), handedOver()));
        assertThat(refusal(waiting.approveResult(2, ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule())
                .isEqualTo("already-handed-over");
        assertThat(state(waiting.returnDraft(2)).draft()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = FamilyOutcome.class, names = {"NOT_LOCATED", "NO_FAMILY"})
    void where_no_family_was_found_the_tracing_stays_open(FamilyOutcome family) {
        Tracing gone = state(hear(issued(atOrigin(), NationalityOutcome.CONFIRMED, family), handedOver()));
        assertThat(state(progress(gone)).progress()).hasSize(1);
        Tracing corrected = state(state(correct(gone)).approveResult(2, ANSWERED, null, FREE, SECOND, WEDNESDAY));
        assertThat(corrected.results()).hasSize(2);
        assertThat(refusal(correct(corrected)).rule()).as("now the family is found").isEqualTo("already-handed-over");
    }

    @Test
    void where_there_is_no_result_yet_the_duty_to_trace_stands() {
        Tracing gone = state(hear(atOrigin(), handedOver()));
        assertThat(state(progress(gone)).progress()).hasSize(1);
        assertThat(issued(gone, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE).results()).hasSize(1);
    }

    @Test
    void nothing_is_told_of_a_closed_case_until_it_is_reopened() {
        Tracing open = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED);
        Tracing closed = state(hear(state(correct(open)), closed(7)));
        assertThat(refusal(closed.approveResult(2, ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule()).isEqualTo("case-closed");
        assertThat(refusal(progress(closed)).rule()).isEqualTo("case-closed");
        Tracing takenBack = state(closed.returnDraft(2));
        assertThat(refusal(correct(takenBack)).rule()).isEqualTo("case-closed");
        assertThat(state(correct(state(hear(takenBack, reopened(8))))).draft()).isNotNull();
        assertThat(state(correct(state(hear(state(hear(open, reopened(8))), closed(7))))).draft())
                .as("a closure that comes after its reopening").isNotNull();
    }

    @Test
    void how_the_case_goes_on_gives_the_same_in_any_order() {
        CaseCourse.Recorded first = new CaseCourse.Recorded(TUESDAY, 1);
        CaseCourse.Recorded corrected = new CaseCourse.Recorded(MONDAY, 2);
        List<TracingEvent.Heard> facts = List.of(new TracingEvent.HandoverExecuted(first),
                new TracingEvent.HandoverExecuted(corrected), arrived(), closed(5), reopened(6), closed(9));
        CaseCourse expected = new CaseCourse(corrected, new CaseCourse.Recorded(WEDNESDAY, 1), 9, true);
        assertThat(after(facts)).isEqualTo(expected);
        assertThat(after(facts.reversed())).isEqualTo(expected);
        assertThat(expected.leftHost()).isEqualTo(MONDAY);
    }

    @Test
    void the_host_side_reads_what_was_told_before_the_other_side_knew_of_the_handover() {
        Tracing read = state(told(atHost(), received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)));
        Tracing gone = state(hear(state(hear(read, handedOver())), closed(7)));
        assertThat(state(told(gone, received(2, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNSAFE))).results()).hasSize(2);
    }

    private static CaseCourse after(List<TracingEvent.Heard> facts) {
        Tracing tracing = atOrigin();
        for (TracingEvent.Heard fact : facts) {
            tracing = state(hear(tracing, fact));
        }
        return tracing.course();
    }

    private static Tracing found() {
        return issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
    }

    private static Decision<Tracing, TracingEvent> correct(Tracing tracing) {
        return draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNSAFE, CorrectionReason.NEW_INFORMATION);
    }

    private static Decision<Tracing, TracingEvent> progress(Tracing tracing) {
        return tracing.reportProgress(Milestone.UNDER_APPROVAL, FREE, TRACER, WEDNESDAY);
    }
}
