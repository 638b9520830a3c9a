package org.safereturn.tracingservice.tracing.model;

/** Whether the person sought for is the person found. */
public enum IdentityCheck {
    /** Photo or identity agreed. */
    MATCHED,
    /** Photo or identity did not agree. */
    NOT_MATCHED,
    /** Not compared. */
    NOT_DONE,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
