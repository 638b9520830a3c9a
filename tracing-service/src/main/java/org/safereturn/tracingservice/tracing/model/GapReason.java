package org.safereturn.tracingservice.tracing.model;

/** Why a gap between a result and the recorded actions is accepted. */
public enum GapReason {
    /** It was done and is recorded on paper. */
    RECORDED_ON_PAPER,
    /** Another authority did it. */
    DONE_BY_ANOTHER_AUTHORITY,
    /** It was known before the referral came. */
    KNOWN_BEFORE,
    /** It is not needed for this answer. */
    NOT_NEEDED,
    /** Another reason, which the note gives. */
    OTHER,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
