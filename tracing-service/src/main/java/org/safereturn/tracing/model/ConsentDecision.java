package org.safereturn.tracing.model;

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
    OVERRIDDEN(true);

    private final boolean permits;

    ConsentDecision(boolean permits) {
        this.permits = permits;
    }

    boolean permits() {
        return permits;
    }

    boolean endsWhatRan() {
        return this == WITHDRAWN || this == EXPIRED;
    }
}
