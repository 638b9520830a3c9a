package org.safereturn.tracing.adapter.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.tracing.model.Activity;
import org.safereturn.tracing.model.Capacity;
import org.safereturn.tracing.model.CareAnswer;
import org.safereturn.tracing.model.CareFlag;
import org.safereturn.tracing.model.CorrectionReason;
import org.safereturn.tracing.model.FamilyOutcome;
import org.safereturn.tracing.model.IdentityCheck;
import org.safereturn.tracing.model.Milestone;
import org.safereturn.tracing.model.NationalityBasis;
import org.safereturn.tracing.model.NationalityOutcome;
import org.safereturn.tracing.model.Purpose;
import org.safereturn.tracing.model.TracingState;
import org.safereturn.tracing.model.TravelDocument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Every word goes out and comes back as itself. */
class WordsTest {

    @Test
    void every_outcome_comes_back_as_itself() {
        assertThat(NationalityOutcome.values()).allSatisfy(word ->
                assertThat(Inward.nationality(Outward.nationality(word))).contains(word));
        assertThat(FamilyOutcome.values()).allSatisfy(word ->
                assertThat(Inward.family(Outward.family(word))).contains(word));
        assertThat(NationalityBasis.values()).allSatisfy(word ->
                assertThat(Inward.basis(Outward.basis(word))).isEqualTo(word));
        assertThat(TravelDocument.values()).allSatisfy(word ->
                assertThat(Inward.document(Outward.document(word))).isEqualTo(word));
        assertThat(IdentityCheck.values()).allSatisfy(word ->
                assertThat(Inward.identityCheck(Outward.identityCheck(word))).isEqualTo(word));
        assertThat(CorrectionReason.values()).allSatisfy(word ->
                assertThat(Inward.correction(Outward.correction(word))).isEqualTo(word));
        assertThat(Milestone.values()).allSatisfy(word ->
                assertThat(Inward.milestone(Outward.milestone(word))).contains(word));
        assertThat(Purpose.values()).allSatisfy(word ->
                assertThat(Inward.purpose(Outward.purpose(word))).contains(word));
    }

    @Test
    void every_care_answer_comes_back_as_itself() {
        List<CareAnswer> answers = Stream.of(CareFlag.values())
                .flatMap(flag -> Stream.of(Capacity.values()).map(capacity -> new CareAnswer(flag, capacity))).toList();
        assertThat(answers).hasSize(24).allSatisfy(answer ->
                assertThat(Inward.careAnswer(Outward.careAnswer(answer))).contains(answer));
    }

    @Test
    void what_stopped_comes_back_as_itself_and_nothing_as_nothing() {
        assertThat(Inward.known(Outward.stopped(List.of(Activity.values())), Inward::activity))
                .containsExactly(Activity.values());
        assertThat(Outward.stopped(List.of())).containsExactly(StoppedActivity.NOTHING_RUNNING);
        assertThat(Inward.known(Outward.stopped(List.of()), Inward::activity)).isEmpty();
    }

    @Test
    void a_word_of_a_newer_peer_is_never_taken_for_a_known_one() {
        assertThat(Inward.nationality(org.safereturn.tracing.v1.NationalityOutcome.UNKNOWN)).isEqualTo(Optional.empty());
        assertThat(Inward.family(org.safereturn.tracing.v1.FamilyOutcome.UNKNOWN)).isEmpty();
        assertThat(Inward.purpose(org.safereturn.exchange.v1.Purpose.UNKNOWN)).isEmpty();
        assertThat(Inward.careFlag(org.safereturn.exchange.v1.CareFlag.UNKNOWN)).isEmpty();
        assertThat(Inward.urgency(org.safereturn.referral.v1.Urgency.UNKNOWN)).isNull();
    }

    @Test
    void nothing_is_published_before_the_work_begins() {
        assertThat(Arrays.stream(TracingState.values())
                .filter(state -> state != TracingState.REQUESTED && state != TracingState.DECLINED))
                .allSatisfy(state -> assertThat(Outward.state(state).name()).isEqualTo(state.name()));
        assertThatIllegalStateException().isThrownBy(() -> Outward.state(TracingState.REQUESTED));
    }
}
