package org.safereturn.tracingservice.tracing.model;

/** Where the tracing of a case stands, seen from either side. */
public enum TracingState {
    /** Facts of the referral are here, but the origin side has not accepted it yet. */
    REQUESTED,
    /** The origin side declined the referral; nothing is traced. */
    DECLINED,
    /** The origin side works on it. */
    TRACING,
    /** A result was issued and the host side has not acknowledged its latest version yet. */
    RESULT_ISSUED,
    /** An officer of the host side has read the latest version of the result. */
    RESULT_REVIEWED,
    /** The referral or a consent that carries everything was withdrawn; only reading is left. */
    STOPPED
}
