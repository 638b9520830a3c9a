package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * The latest decision about one purpose.
 *
 * @param purpose what it is about
 * @param decision what was decided
 * @param since from when it holds
 * @param expiresOn the last day on which it holds; absent when it has no end
 * @param decidedOn day on which the person decided; absent where nobody said it
 */
public record Consent(Purpose purpose, ConsentDecision decision, Instant since, @Nullable LocalDate expiresOn,
        @Nullable LocalDate decidedOn) {

    /**
     * The decision of the later day wins, whenever it was told, and on one day a withdrawal; where a day is not known, the
     * one that was told later, and at the same instant the one that permits less.
     */
    Consent latest(Consent other) {
        if (decidedOn != null && other.decidedOn != null) {
            int days = decidedOn.compareTo(other.decidedOn);
            boolean withdrawn = decision == ConsentDecision.WITHDRAWN;
            if (days != 0) {
                return days > 0 ? this : other;
            }
            if (withdrawn != (other.decision == ConsentDecision.WITHDRAWN)) {
                return withdrawn ? this : other;
            }
        }
        int order = since.compareTo(other.since);
        if (order != 0) {
            return order > 0 ? this : other;
        }
        return decision.permits() ? other : this;
    }

    Consent asOf(LocalDate today) {
        return decision == ConsentDecision.GIVEN && expiresOn != null && expiresOn.isBefore(today)
                ? new Consent(purpose, ConsentDecision.EXPIRED, since, expiresOn, decidedOn) : this;
    }
}
