package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;

/** A result rests on what was recorded. */
class EvidenceTest {

    private static Set<Gap> gaps(Tracing tracing, NationalityOutcome nationality, FamilyOutcome family) {
        return state(draft(tracing, nationality, family)).evidence().orElseThrow().gaps();
    }

    @Test
    void a_source_whose_only_check_brought_nothing_confirms_no_nationality() {
        Tracing failed = did(atOrigin(), ActionResult.UNSUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK);
        assertThat(refusal(draft(failed, NationalityOutcome.CONFIRMED, FamilyOutcome.NO_FAMILY)))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo("nationality-basis-contradicted"))
                .satisfies(refusal -> assertThat(refusal.parameters()).containsEntry("source", "CIVIL_REGISTRY"));
        assertThat(state(draft(did(failed, ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK),
                NationalityOutcome.CONFIRMED, FamilyOutcome.NO_FAMILY)).draft()).isNotNull();
    }

    @Test
    void that_a_person_is_no_national_rests_on_a_check_that_found_nothing() {
        Tracing failed = did(atOrigin(), ActionResult.UNSUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK,
                ActionType.ADDRESS_SEARCH);
        assertThat(gaps(failed, NationalityOutcome.NOT_CONFIRMED, FamilyOutcome.NOT_LOCATED)).isEmpty();
    }

    @Test
    void the_sources_of_a_result_are_those_whose_checks_are_recorded_unless_others_are_named() {
        Tracing checked = did(did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK,
                ActionType.FAMILY_VISIT), ActionResult.UNSUCCESSFUL, ActionType.SCHOOL_RECORD_CHECK);
        assertThat(sources(checked, NationalityOutcome.CONFIRMED)).containsExactly(NationalityBasis.CIVIL_REGISTRY);
        assertThat(sources(checked, NationalityOutcome.NOT_CONFIRMED))
                .containsExactly(NationalityBasis.CIVIL_REGISTRY, NationalityBasis.SCHOOL_RECORD);
        assertThat(sources(checked, NationalityOutcome.INCONCLUSIVE)).isEmpty();
        Codes unnamed = new Codes(List.of(), List.of(), null, null, null, null);
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.NO_FAMILY, unnamed, null, false,
                null, FREE, TRACER, WEDNESDAY)).rule()).isEqualTo("nationality-basis-missing");
    }

    private static List<NationalityBasis> sources(Tracing tracing, NationalityOutcome nationality) {
        Codes unnamed = new Codes(List.of(), List.of(), null, null, null, null);
        return Objects.requireNonNull(state(tracing.draftResult(nationality, FamilyOutcome.LOCATED_ABLE, unnamed, SEALED, true,
                null, FREE, TRACER, WEDNESDAY)).draft()).findings().basis();
    }

    @Test
    void a_family_that_no_action_found_is_not_called_located() {
        Tracing failed = did(atOrigin(), ActionResult.UNSUCCESSFUL, ActionType.ADDRESS_SEARCH, ActionType.FAMILY_CALL);
        assertThat(refusal(draft(failed, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).rule())
                .isEqualTo("family-outcome-contradicted");
    }

    @Test
    void what_no_action_shows_is_a_gap() {
        assertThat(gaps(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE))
                .containsExactly(Gap.SOURCE_WITHOUT_ACTION, Gap.FAMILY_WITHOUT_ACTION);
        assertThat(gaps(atOrigin(), NationalityOutcome.INCONCLUSIVE, FamilyOutcome.NOT_LOCATED))
                .containsExactly(Gap.NATIONALITY_WITHOUT_ACTION, Gap.FAMILY_WITHOUT_ACTION);
        assertThat(gaps(did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK,
                ActionType.FAMILY_VISIT), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).isEmpty();
        assertThat(gaps(did(atOrigin(), ActionResult.PENDING, ActionType.CIVIL_REGISTRY_CHECK, ActionType.FAMILY_VISIT),
                NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).contains(Gap.ACTION_PENDING);
    }

    @Test
    void what_a_result_would_rest_on_is_known_before_it_is_drafted_and_what_is_not_said_yet_claims_nothing() {
        Tracing checked = did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK);
        assertThat(checked.evidence(NationalityOutcome.CONFIRMED, List.of(), FamilyOutcome.LOCATED_ABLE))
                .isEqualTo(state(draft(checked, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).evidence().orElseThrow());
        assertThat(checked.evidence(NationalityOutcome.CONFIRMED, List.of(), null).gaps()).isEmpty();
        assertThat(checked.evidence(null, List.of(), FamilyOutcome.LOCATED_ABLE).gaps())
                .containsExactly(Gap.FAMILY_WITHOUT_ACTION);
        assertThat(checked.evidence(null, List.of(), null).claims()).isEmpty();
        assertThat(atHost().evidence(NationalityOutcome.INCONCLUSIVE, List.of(), FamilyOutcome.NOT_LOCATED).claims()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOCATED_ABLE, ADDRESS_SEARCH, FAMILY_NOT_SPOKEN_TO", "LOCATED_UNABLE, ADDRESS_SEARCH, FAMILY_NOT_SPOKEN_TO",
        "NOT_LOCATED, FAMILY_VISIT, FAMILY_WAS_REACHED", "NO_FAMILY, FAMILY_CALL, FAMILY_WAS_REACHED"})
    void what_the_actions_show_otherwise_is_a_gap(FamilyOutcome family, ActionType action, Gap gap) {
        Tracing tracing = did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK, action);
        assertThat(gaps(tracing, NationalityOutcome.CONFIRMED, family)).containsExactly(gap);
    }

    @ParameterizedTest
    @EnumSource(value = NationalityBasis.class, names = {"BIOMETRIC", "WITNESS", "OTHER"})
    void a_source_that_no_action_records_is_a_gap(NationalityBasis source) {
        Codes codes = new Codes(List.of(source), List.of(), null, null, null, null);
        Tracing drafted = state(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.NO_FAMILY, codes,
                null, false, null, FREE, TRACER, WEDNESDAY));
        assertThat(drafted.evidence().orElseThrow().gaps()).contains(Gap.SOURCE_WITHOUT_ACTION);
    }

    @Test
    void every_gap_is_answered_before_a_result_is_issued_and_the_answers_stay() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        GapAnswer source = new GapAnswer(Gap.SOURCE_WITHOUT_ACTION, GapReason.RECORDED_ON_PAPER);
        assertThat(refusal(drafted.approveResult(1, List.of(source), null, FREE, SECOND, WEDNESDAY)))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo("result-gaps-unanswered"))
                .satisfies(refusal -> assertThat(refusal.parameters()).containsEntry("gaps", "FAMILY_WITHOUT_ACTION"));
        GapAnswer family = new GapAnswer(Gap.FAMILY_WITHOUT_ACTION, GapReason.OTHER);
        assertThat(refusal(drafted.approveResult(1, List.of(source, family), null, FREE, SECOND, WEDNESDAY)).rule())
                .isEqualTo("gap-note-missing");
        Result issued = state(drafted.approveResult(1, List.of(source, family), SEALED, FREE, SECOND, WEDNESDAY))
                .latestResult().orElseThrow();
        assertThat(issued.gapAnswers()).containsExactly(source, family);
        assertThat(issued.approvalNote()).isEqualTo(SEALED);
    }

    @Test
    void the_approver_sees_each_source_beside_its_actions() {
        Tracing tracing = did(atOrigin(), ActionResult.SUCCESSFUL, ActionType.CIVIL_REGISTRY_CHECK,
                ActionType.SCHOOL_RECORD_CHECK, ActionType.FAMILY_VISIT);
        List<Evidence.Claim> claims = state(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE))
                .evidence().orElseThrow().claims();
        assertThat(claims).extracting(Evidence.Claim::source).containsExactly(NationalityBasis.CIVIL_REGISTRY, null);
        assertThat(claims.getFirst().actions()).extracting(Action::number).containsExactly(1);
        assertThat(claims.getLast().actions()).extracting(Action::number).containsExactly(3);
    }
}
