package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.safereturn.messaging.outcome.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.*;
import static org.safereturn.tracingservice.tracing.model.TracingFixtures.NOW;

/** What a result must say before it leaves the country. */
class TracingResultTest {

    static Stream<Arguments> pairsOfOutcomes() {
        return Stream.of(NationalityOutcome.values()).filter(nationality -> nationality != NationalityOutcome.UNKNOWN)
                .flatMap(nationality -> Stream.of(FamilyOutcome.values())
                .filter(family -> family != FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT && family != FamilyOutcome.UNKNOWN)
                .map(family -> Arguments.of(nationality, family)));
    }

    @ParameterizedTest
    @MethodSource("pairsOfOutcomes")
    void no_outcome_of_one_track_excludes_one_of_the_other(NationalityOutcome nationality, FamilyOutcome family) {
        Tracing issued = issued(atOrigin(), nationality, family);
        assertThat(issued.latestResult().orElseThrow().findings().nationality()).isEqualTo(nationality);
        assertThat(issued.latestResult().orElseThrow().findings().family()).isEqualTo(family);
    }

    @Test
    void a_result_without_one_of_the_outcomes_is_refused_and_says_which() {
        assertThat(refusal(atOrigin().draftResult(null, FamilyOutcome.NO_FAMILY, codes(), null, false, null, FREE, TRACER,
                WEDNESDAY)).parameters()).containsEntry("missing", "NATIONALITY");
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, null, codes(), null, false, null,
                FREE, TRACER, WEDNESDAY)).parameters()).containsEntry("missing", "FAMILY");
    }

    @ParameterizedTest
    @EnumSource(value = CareFlag.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void a_care_flag_without_its_capacity_answer_is_refused_by_name(CareFlag flag) {
        assertThat(refusal(draft(atOrigin(flag), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo("care-answer-missing"))
                .satisfies(refusal -> assertThat(refusal.parameters()).containsEntry("careFlag", flag.name()));
    }

    @Test
    void each_care_flag_has_its_own_answer() {
        Tracing tracing = atOrigin(CareFlag.ELDERLY, CareFlag.CHRONIC_CONDITION);
        assertThat(refusal(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNABLE,
                answer(CareFlag.ELDERLY, Capacity.ABLE))).parameters()).containsEntry("careFlag", "CHRONIC_CONDITION");
        assertThat(state(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_UNABLE,
                answer(CareFlag.ELDERLY, Capacity.ABLE), answer(CareFlag.CHRONIC_CONDITION, Capacity.UNABLE))).draft())
                .isNotNull();
    }

    @Test
    void a_care_flag_that_this_release_does_not_know_is_counted_and_asks_for_no_answer() {
        Tracing tracing = atOrigin(CareFlag.ELDERLY, CareFlag.UNKNOWN, CareFlag.UNKNOWN);
        Request request = Objects.requireNonNull(tracing.referral().request());
        assertThat(request.knownCareFlags()).containsExactly(CareFlag.ELDERLY);
        assertThat(request.unknownCareFlags()).isEqualTo(2);
        assertThat(state(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                answer(CareFlag.ELDERLY, Capacity.ABLE))).draft()).isNotNull();
    }

    @Test
    void an_answer_nobody_asked_for_is_refused() {
        assertThat(refusal(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                answer(CareFlag.CHILD, Capacity.ABLE))).rule()).isEqualTo("care-answer-not-asked");
        assertThat(refusal(draft(atOrigin(CareFlag.CHILD), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                answer(CareFlag.CHILD, Capacity.ABLE), answer(CareFlag.CHILD, Capacity.UNABLE))).rule())
                .isEqualTo("care-answer-not-asked");
    }

    @ParameterizedTest
    @EnumSource(value = Capacity.class, names = {"ABLE_WITH_SUPPORT", "UNABLE", "UNSAFE", "UNKNOWN"})
    void a_family_is_not_called_able_when_an_answer_says_otherwise(Capacity capacity) {
        assertThat(refusal(draft(atOrigin(CareFlag.CHILD), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                answer(CareFlag.CHILD, capacity))).rule()).isEqualTo("care-answer-contradicts-family-outcome");
    }

    @Test
    void a_family_that_was_not_found_is_not_called_able() {
        assertThat(refusal(draft(atOrigin(CareFlag.CHILD), NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED,
                answer(CareFlag.CHILD, Capacity.ABLE))).rule()).isEqualTo("care-answer-contradicts-family-outcome");
        assertThat(state(draft(atOrigin(CareFlag.CHILD), NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED,
                answer(CareFlag.CHILD, Capacity.UNABLE))).draft()).isNotNull();
    }

    @Test
    void an_answer_on_nationality_names_its_sources() {
        Codes withoutBasis = new Codes(List.of(), List.of(), null, null, null, null);
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                withoutBasis, SEALED, true, null, FREE, TRACER, WEDNESDAY)).rule()).isEqualTo("nationality-basis-missing");
        assertThat(state(atOrigin().draftResult(NationalityOutcome.INCONCLUSIVE, FamilyOutcome.LOCATED_ABLE,
                withoutBasis, SEALED, true, null, FREE, TRACER, WEDNESDAY)).draft()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = FamilyOutcome.class, names = "NOT_ATTEMPTED_NO_CONSENT", mode = EnumSource.Mode.EXCLUDE)
    void without_consent_to_contact_the_family_the_outcome_is_not_attempted(FamilyOutcome family) {
        Tracing tracing = atOrigin(asking(), given(Purpose.TRACING, Purpose.NATIONALITY_CHECK));
        assertThat(refusal(draft(tracing, NationalityOutcome.CONFIRMED, family)).rule())
                .isEqualTo("family-contact-not-consented");
        assertThat(state(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT)).draft())
                .isNotNull();
    }

    @Test
    void a_missing_consent_is_not_claimed_where_there_is_one() {
        assertThat(refusal(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT))
                .rule()).isEqualTo("family-contact-is-consented");
    }

    @Test
    void without_consent_to_check_the_nationality_the_answer_is_inconclusive() {
        Tracing tracing = atOrigin(asking(), given(Purpose.TRACING, Purpose.FAMILY_CONTACT));
        assertThat(refusal(draft(tracing, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).parameters())
                .containsEntry("purpose", "NATIONALITY_CHECK");
        assertThat(state(draft(tracing, NationalityOutcome.INCONCLUSIVE, FamilyOutcome.LOCATED_ABLE)).draft())
                .isNotNull();
    }

    @Test
    void who_was_found_is_said_when_and_only_when_somebody_was() {
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE, codes(),
                SEALED, false, null, FREE, TRACER, WEDNESDAY)).rule()).isEqualTo("family-detail-missing");
        assertThat(refusal(atOrigin().draftResult(NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED, codes(),
                SEALED, true, null, FREE, TRACER, WEDNESDAY)).rule()).isEqualTo("family-detail-without-family");
    }

    @Test
    void a_draft_leaves_nothing_to_send() {
        assertThat(published(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE))).isEmpty();
    }

    @Test
    void the_officer_who_drafted_does_not_issue() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        assertThat(refusal(drafted.approveResult(1, ANSWERED, null, FREE, TRACER, WEDNESDAY)).rule()).isEqualTo("approver-is-drafter");
        Tracing visited = state(atOrigin().recordAction(ActionType.FAMILY_VISIT, TODAY, ActionResult.PENDING, SEALED, FREE, SECOND, NOW));
        Tracing draftedByAnother = state(draft(visited, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        assertThat(refusal(draftedByAnother.approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule()).isEqualTo("approver-is-tracer");
        assertThat(published(drafted.approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY))).singleElement()
                .isInstanceOfSatisfying(TracingEvent.TracingResultIssued.class, issued -> {
                    assertThat(issued.result().version()).isEqualTo(1);
                    assertThat(issued.result().supersedes()).isNull();
                    assertThat(issued.result().issuedBy()).isEqualTo(SECOND);
                });
        assertThat(state(drafted.approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY)).latestResult().orElseThrow().draftedBy())
                .isEqualTo(TRACER);
    }

    @Test
    void a_second_draft_waits_for_the_first() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        assertThat(refusal(draft(drafted, NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED)).rule())
                .isEqualTo("draft-awaits-approval");
        Tracing takenBack = state(drafted.returnDraft(1));
        assertThat(state(draft(takenBack, NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED)).draft()).isNotNull();
    }

    @Test
    void only_a_waiting_draft_is_issued_or_taken_back() {
        assertThat(refusal(atOrigin().approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule()).isEqualTo("no-draft-of-version");
        assertThat(refusal(atOrigin().returnDraft(1)).rule()).isEqualTo("no-draft-of-version");
    }

    @Test
    void a_correction_is_the_next_version_supersedes_and_says_why() {
        Tracing first = issued(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.NOT_LOCATED);
        assertThat(refusal(draft(first, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE)).rule())
                .isEqualTo("correction-needs-reason");
        Tracing corrected = state(state(draft(first, NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                CorrectionReason.NEW_INFORMATION)).approveResult(2, ANSWERED, null, FREE, SECOND, WEDNESDAY));
        assertThat(corrected.results()).extracting(Result::version).containsExactly(1, 2);
        assertThat(corrected.latestResult().orElseThrow().supersedes()).isEqualTo(1);
        assertThat(corrected.results().getFirst().findings().family()).isEqualTo(FamilyOutcome.NOT_LOCATED);
    }

    @Test
    void the_first_result_corrects_nothing() {
        assertThat(refusal(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE,
                CorrectionReason.NEW_INFORMATION)).rule()).isEqualTo("first-result-corrects-nothing");
    }

    @Test
    void consent_is_looked_at_again_when_the_draft_is_issued() {
        Tracing drafted = state(draft(atOrigin(), NationalityOutcome.CONFIRMED, FamilyOutcome.LOCATED_ABLE));
        Decision<Tracing, TracingEvent> refusedLater = hear(drafted, updated(
                new Consent(Purpose.FAMILY_CONTACT, ConsentDecision.REFUSED, WEDNESDAY, null, null)));
        assertThat(refusal(state(refusedLater).approveResult(1, ANSWERED, null, FREE, SECOND, WEDNESDAY)).rule())
                .isEqualTo("family-contact-not-consented");
    }
}
