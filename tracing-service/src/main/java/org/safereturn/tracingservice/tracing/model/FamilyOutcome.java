package org.safereturn.tracingservice.tracing.model;

/** The answer of family tracing and family assessment. */
public enum FamilyOutcome {
    /** Found, and able to give proper care. */
    LOCATED_ABLE(true),
    /** Found, and able to give proper care with support that is agreed before travel. */
    LOCATED_ABLE_WITH_SUPPORT(true),
    /** Found, and unable to give proper care. */
    LOCATED_UNABLE(true),
    /** Found, and does not want to receive the person. */
    LOCATED_UNWILLING(true),
    /** Found, and a return to it would not be safe. */
    LOCATED_UNSAFE(true),
    /** Searched for and not found. */
    NOT_LOCATED(false),
    /** Not searched for, because contacting the family is not consented to. */
    NOT_ATTEMPTED_NO_CONSENT(false),
    /** There is no family. */
    NO_FAMILY(false),
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN(false);

    private final boolean located;

    FamilyOutcome(boolean located) {
        this.located = located;
    }

    /** Whether there was a family to ask about its capacity. */
    public boolean located() {
        return located;
    }
}
