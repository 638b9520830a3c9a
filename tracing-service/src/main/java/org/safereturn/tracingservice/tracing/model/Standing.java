package org.safereturn.tracingservice.tracing.model;

/** The consents of a case taken together. */
public enum Standing {
    /** Nothing was taken back. */
    IN_FORCE,
    /** Something was taken back. */
    PARTLY_WITHDRAWN,
    /** Everything that carries the tracing was taken back. */
    WITHDRAWN,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
