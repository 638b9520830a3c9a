package org.safereturn.access.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Rejection;

/**
 * What operators did about one dead letter. Who proposes to discard it does not confirm it, and what is discarded stays so.
 *
 * @param steps in their order; the last one says where the letter stands
 */
record LetterHistory(List<Step> steps) {

    /** Keeps its own copy. */
    LetterHistory {
        steps = List.copyOf(steps);
    }

    /**
     * Something that an operator did.
     *
     * @param led where the letter stood then
     * @param by the operator
     * @param at when
     * @param reason of a proposal to discard it
     */
    record Step(LetterState led, Officer by, Instant at, @Nullable DiscardReason reason) {
    }

    /** The history as it is kept; an empty one where nothing is kept. */
    static LetterHistory of(Optional<LetterHistory> kept) {
        return kept.orElse(new LetterHistory(List.of()));
    }

    LetterState state() {
        return steps.isEmpty() ? LetterState.OPEN : steps.getLast().led();
    }

    /** It is tried again, which also ends a proposal to discard it. */
    Decision<LetterHistory, Step> redeliver(Officer by, Instant at) {
        return then(new Step(LetterState.REDELIVERED, by, at, null));
    }

    /** The first of two operators; a later proposal takes the place of an earlier one. */
    Decision<LetterHistory, Step> proposeDiscard(Officer by, DiscardReason reason, Instant at) {
        return then(new Step(LetterState.DISCARD_PROPOSED, by, at, reason));
    }

    /** The second of two operators, for the reason of the first. */
    Decision<LetterHistory, Step> confirmDiscard(Officer by, Instant at) {
        if (state() == LetterState.OPEN || state() == LetterState.REDELIVERED) {
            return Decision.refuse(Rejection.conflict("discard-not-proposed"));
        }
        Step proposal = steps.getLast();
        if (state() == LetterState.DISCARD_PROPOSED && proposal.by().reference().equals(by.reference())) {
            return Decision.refuse(Rejection.forbidden("discard-by-one-person"));
        }
        return then(new Step(LetterState.DISCARDED, by, at, proposal.reason()));
    }

    private Decision<LetterHistory, Step> then(Step step) {
        return state() == LetterState.DISCARDED ? Decision.refuse(Rejection.conflict("dead-letter-discarded"))
                : Decision.accept(new LetterHistory(Stream.concat(steps.stream(), Stream.of(step)).toList()), List.of());
    }
}
