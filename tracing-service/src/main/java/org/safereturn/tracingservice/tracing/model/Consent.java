package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The latest decision about one purpose.
 *
 * @param purpose what it is about
 * @param decision what was decided
 * @param since from when it holds
 * @param expiresOn the last day on which it holds; absent when it has no end
 * @param decidedOn day on which the person decided; absent where nobody said it
 * @param insteadOf decisions that were recorded wrongly; one that was told before this does not count
 */
public record Consent(Purpose purpose, ConsentDecision decision, Instant since, @Nullable LocalDate expiresOn,
        @Nullable LocalDate decidedOn, List<Corrected> insteadOf) {

    /** Keeps its own copy of the list; a document of an older release has none. */
    public Consent {
        insteadOf = List.copyOf(Objects.requireNonNullElse(insteadOf, List.of()));
    }

    /** In the place of which nothing was recorded wrongly. */
    public Consent(Purpose purpose, ConsentDecision decision, Instant since, @Nullable LocalDate expiresOn,
            @Nullable LocalDate decidedOn) {
        this(purpose, decision, since, expiresOn, decidedOn, List.of());
    }

    /** A decision that was recorded wrongly, under that day. */
    public record Corrected(ConsentDecision decision, LocalDate decidedOn) {
    }

    /** The one of the two that stands; it knows what both know was recorded wrongly. */
    Consent latest(Consent other) {
        Consent stands = corrects(other) ? this : other.corrects(this) ? other : later(other);
        return new Consent(purpose, stands.decision, stands.since, stands.expiresOn, stands.decidedOn,
                Stream.concat(insteadOf.stream(), other.insteadOf.stream()).distinct().toList());
    }

    private boolean corrects(Consent other) {
        return other.decidedOn != null && !other.since.isAfter(since)
                && insteadOf.contains(new Corrected(other.decision, other.decidedOn));
    }

    /**
     * The decision of the later day wins, whenever it was told, and on one day a withdrawal; where a day is not known, the
     * one that was told later, and at the same instant the one that permits less.
     */
    private Consent later(Consent other) {
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
                ? new Consent(purpose, ConsentDecision.EXPIRED, since, expiresOn, decidedOn, insteadOf) : this;
    }
}
