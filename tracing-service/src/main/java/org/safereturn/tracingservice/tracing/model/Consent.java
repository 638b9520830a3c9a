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
 */
public record Consent(Purpose purpose, ConsentDecision decision, Instant since, @Nullable LocalDate expiresOn) {

    /** The later one wins; at the same instant the one that permits less. */
    Consent latest(Consent other) {
        int order = since.compareTo(other.since);
        if (order != 0) {
            return order > 0 ? this : other;
        }
        return decision.permits() ? other : this;
    }

    Consent asOf(LocalDate today) {
        return decision == ConsentDecision.GIVEN && expiresOn != null && expiresOn.isBefore(today)
                ? new Consent(purpose, ConsentDecision.EXPIRED, since, expiresOn) : this;
    }
}
