package org.safereturn.access.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.safereturn.access.operation.LetterHistory.Step;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

import static org.assertj.core.api.Assertions.assertThat;

class LetterHistoryTest {

    private static final Instant AT = Instant.parse("2026-11-29T08:00:00Z");
    private static final Officer ONE = new Officer("kh-operator-1", "OPERATOR", "KH-DVP", "KH");
    private static final Officer OTHER = new Officer("kh-operator-2", "OPERATOR", "KH-DVP", "KH");

    private final LetterHistory nothing = LetterHistory.of(Optional.empty());
    private final LetterHistory proposed = then(nothing.proposeDiscard(ONE, DiscardReason.SENT_ANEW, AT));
    private final LetterHistory discarded = then(proposed.confirmDiscard(OTHER, AT.plusSeconds(1)));

    @Test
    void two_operators_discard_a_letter_and_both_are_kept_with_the_reason() {
        assertThat(nothing.state()).isEqualTo(LetterState.OPEN);
        assertThat(proposed.state()).isEqualTo(LetterState.DISCARD_PROPOSED);
        assertThat(discarded.state()).isEqualTo(LetterState.DISCARDED);
        assertThat(discarded.steps()).containsExactly(
                new Step(LetterState.DISCARD_PROPOSED, ONE, AT, DiscardReason.SENT_ANEW),
                new Step(LetterState.DISCARDED, OTHER, AT.plusSeconds(1), DiscardReason.SENT_ANEW));
    }

    @Test
    void who_proposed_does_not_confirm() {
        assertThat(refusal(proposed.confirmDiscard(ONE, AT))).isEqualTo(Rejection.forbidden("discard-by-one-person"));
    }

    @Test
    void who_proposed_last_does_not_confirm_and_who_proposed_before_may() {
        LetterHistory again = then(proposed.proposeDiscard(OTHER, DiscardReason.DUPLICATE, AT));
        assertThat(refusal(again.confirmDiscard(OTHER, AT)).rule()).isEqualTo("discard-by-one-person");
        assertThat(then(again.confirmDiscard(ONE, AT)).steps().getLast().reason()).isEqualTo(DiscardReason.DUPLICATE);
    }

    @Test
    void nothing_is_confirmed_that_nobody_proposed() {
        assertThat(refusal(nothing.confirmDiscard(ONE, AT)).rule()).isEqualTo("discard-not-proposed");
    }

    @Test
    void a_second_try_ends_a_proposal_and_stays_in_the_history() {
        LetterHistory tried = then(proposed.redeliver(OTHER, AT));
        assertThat(tried.state()).isEqualTo(LetterState.REDELIVERED);
        assertThat(refusal(tried.confirmDiscard(OTHER, AT)).rule()).isEqualTo("discard-not-proposed");
        assertThat(tried.steps()).extracting(Step::led)
                .isEqualTo(List.of(LetterState.DISCARD_PROPOSED, LetterState.REDELIVERED));
    }

    @Test
    void what_is_discarded_stays_so() {
        assertThat(List.of(refusal(discarded.redeliver(ONE, AT)), refusal(discarded.proposeDiscard(ONE, DiscardReason.TRIAL, AT)),
                refusal(discarded.confirmDiscard(ONE, AT)), refusal(discarded.confirmDiscard(OTHER, AT))))
                .containsOnly(Rejection.conflict("dead-letter-discarded"));
    }

    private static LetterHistory then(Decision<LetterHistory, Step> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted<LetterHistory, Step>) decision).state();
    }

    private static Rejection refusal(Decision<LetterHistory, Step> decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<LetterHistory, Step>) decision).rejection();
    }
}
