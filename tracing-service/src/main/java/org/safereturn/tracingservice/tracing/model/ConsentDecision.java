package org.safereturn.tracingservice.tracing.model;

/** What was decided about one purpose. */
public enum ConsentDecision {
    /** The person agrees. */
    GIVEN(true),
    /** The person does not agree. */
    REFUSED(false),
    /** The person agreed and took it back. */
    WITHDRAWN(false),
    /** The agreement ran out. */
    EXPIRED(false),
    /** A legal basis stands in the place of the person's agreement. */
    OVERRIDDEN(true),
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN(false);

    private final boolean permits;

    ConsentDecision(boolean permits) {
        this.permits = permits;
    }

    boolean permits() {
        return permits;
    }

    /** Whether what ran on it stops; a decision this release does not know is taken for such a one. */
    boolean endsWhatRan() {
        return this == WITHDRAWN || this == EXPIRED || this == UNKNOWN;
    }
}
