package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;

/** What the host side does with a result. */
class HostSideTest {

    private static Tracing withResult(NationalityOutcome nationality, FamilyOutcome family, CareFlag... flags) {
        return state(told(atHost(flags), received(1, nationality, family)));
    }

    @Test
    void a_person_acknowledges_the_result_and_the_origin_side_is_told() {
        Tracing tracing = withResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(tracing.state()).isEqualTo(TracingState.RESULT_ISSUED);
        assertThat(published(tracing.acknowledge(1, HOST_OFFICER, WEDNESDAY))).containsExactly(
                new TracingEvent.TracingResultAcknowledged(new Acknowledgement(1, HOST_OFFICER, WEDNESDAY)));
        assertThat(state(tracing.acknowledge(1, HOST_OFFICER, WEDNESDAY)).state())
                .isEqualTo(TracingState.RESULT_REVIEWED);
    }

    @Test
    void the_second_officer_is_told_who_was_first() {
        Tracing read = state(withResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)
                .acknowledge(1, HOST_OFFICER, WEDNESDAY));
        assertThat(refusal(read.acknowledge(1, HOST_OFFICER, WEDNESDAY)).parameters())
                .containsEntry("by", HOST_OFFICER.reference()).containsEntry("at", WEDNESDAY.toString());
    }

    @Test
    void a_corrected_result_must_be_read_again_and_both_versions_stay() {
        Tracing read = state(withResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)
                .acknowledge(1, HOST_OFFICER, WEDNESDAY));
        Tracing corrected = state(told(read, received(2, NationalityOutcome.INCONCLUSIVE,
                FamilyOutcome.LOCATED_ABLE)));
        assertThat(corrected.state()).isEqualTo(TracingState.RESULT_ISSUED);
        assertThat(corrected.results()).hasSize(2);
        assertThat(refusal(corrected.acknowledge(1, HOST_OFFICER, WEDNESDAY)).rule()).isEqualTo("result-superseded");
        assertThat(state(corrected.acknowledge(2, HOST_OFFICER, WEDNESDAY)).state())
                .isEqualTo(TracingState.RESULT_REVIEWED);
    }

    @Test
    void a_version_out_of_turn_is_refused() {
        assertThat(refusal(told(atHost(), received(2, NationalityOutcome.CONFIRMED,
                FamilyOutcome.LOCATED_ABLE))).parameters()).containsEntry("expected", "1");
    }

    @Test
    void a_code_that_only_a_newer_peer_knows_is_refused_where_a_decision_rests_on_it() {
        assertThat(refusal(told(atHost(), received(1, NationalityOutcome.UNKNOWN, FamilyOutcome.LOCATED_ABLE))))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo("tracing-code-not-known"))
                .satisfies(refusal -> assertThat(refusal.parameters()).containsEntry("field", "nationalityOutcome"));
        assertThat(refusal(told(atHost(), received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.UNKNOWN)))
                .parameters()).containsEntry("field", "familyOutcome");
        assertThat(refusal(atHost().hear(new TracingEvent.TracingProgressReported(
                new Progress(Milestone.UNKNOWN, WEDNESDAY, TRACER)))).parameters()).containsEntry("field", "milestone");
    }

    @Test
    void a_text_in_the_place_of_a_unit_is_refused() {
        Result result = received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        for (String unit : List.of("Ask for Malee at the market", "kh-unit", "")) {
            Findings findings = new Findings(result.findings().nationality(), result.findings().basis(),
                    result.findings().family(), List.of(), null, unit, null);
            assertThat(refusal(told(atHost(), new Result(1, null, null, findings, SEALED, null, SECOND, WEDNESDAY)))
                    .parameters()).containsEntry("field", "recommendedReceptionUnit");
        }
    }

    @ParameterizedTest
    @CsvSource({"CONFIRMED, LOCATED_ABLE", "CONFIRMED, LOCATED_UNSAFE", "CONFIRMED, NOT_LOCATED",
        "NOT_CONFIRMED, LOCATED_ABLE", "INCONCLUSIVE, LOCATED_ABLE"})
    void whoever_is_advised_to_ask_can_ask(NationalityOutcome nationality, FamilyOutcome family) {
        Tracing issued = withResult(nationality, family);
        Tracing read = state(issued.acknowledge(1, HOST_OFFICER, WEDNESDAY));
        for (Tracing tracing : List.of(issued, read)) {
            assertThat(published(tracing.ask(ClarificationTopic.NATIONALITY, null, 1, SEALED, HOST_OFFICER, NOW))).hasSize(1);
        }
    }

    @Test
    void what_the_peer_told_is_not_told_again() {
        assertThat(published(told(atHost(), received(1, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE))))
                .isEmpty();
    }

    @Test
    void nothing_is_acknowledged_before_it_is_here() {
        assertThat(refusal(atHost().acknowledge(1, HOST_OFFICER, WEDNESDAY)).rule())
                .isEqualTo("unknown-result-version");
    }

    @Test
    void the_origin_side_does_not_acknowledge_its_own_result() {
        Tracing issued = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(refusal(issued.acknowledge(1, SECOND, WEDNESDAY)).rule())
                .isEqualTo("acknowledgement-belongs-to-host");
    }

    @Test
    void the_origin_side_sees_the_acknowledgement() {
        Tracing issued = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE);
        assertThat(state(read(issued, 1)).state())
                .isEqualTo(TracingState.RESULT_REVIEWED);
        assertThat(refusal(read(issued, 2)).rule())
                .isEqualTo("unknown-result-version");
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED, LOCATED_ABLE, RETURN_TO_FAMILY",
        "CONFIRMED, LOCATED_ABLE_WITH_SUPPORT, RETURN_WITH_SUPPORT_AGREED_FIRST",
        "CONFIRMED, LOCATED_UNABLE, RETURN_TO_CENTRE_OR_ALTERNATIVE_CARE",
        "CONFIRMED, LOCATED_UNWILLING, RETURN_TO_CENTRE_OR_ALTERNATIVE_CARE",
        "CONFIRMED, LOCATED_UNSAFE, ALTERNATIVE_CARE_WITHOUT_FAMILY",
        "CONFIRMED, NOT_LOCATED, RETURN_TO_CENTRE_TRACING_OPEN",
        "CONFIRMED, NO_FAMILY, RETURN_TO_CENTRE_TRACING_OPEN",
        "CONFIRMED, NOT_ATTEMPTED_NO_CONSENT, RETURN_TO_CENTRE_TRACING_OPEN",
        "NOT_CONFIRMED, LOCATED_ABLE, NO_RETURN_ASK_FOR_REVIEW",
        "INCONCLUSIVE, LOCATED_ABLE, CLARIFY_NO_TRAVEL"
    })
    void the_advice_follows_the_decision_table(NationalityOutcome nationality, FamilyOutcome family,
            Advice.Course course) {
        assertThat(withResult(nationality, family).advice().orElseThrow().course()).isEqualTo(course);
    }

    @Test
    void a_child_needs_a_best_interests_decision_first() {
        assertThat(withResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNABLE, CareFlag.CHILD).advice()
                .orElseThrow().reminders()).isEqualTo(Set.of(Advice.Reminder.BEST_INTERESTS_DECISION));
    }

    @Test
    void an_unsafe_family_is_told_no_dates() {
        assertThat(withResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNSAFE).advice().orElseThrow()
                .reminders()).contains(Advice.Reminder.DO_NOT_TELL_FAMILY_DATES);
    }

    @Test
    void advice_changes_nothing_and_the_origin_side_gets_none() {
        assertThat(issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE).advice()).isEmpty();
        assertThat(atHost().advice()).isEmpty();
    }
}
