package org.safereturn.caseservice.reintegration.model;

/** How far one kind of support is. */
public enum SupportState {
    /** A need was identified. */
    IDENTIFIED,
    /** Applied for. */
    APPLIED,
    /** Started. */
    STARTED,
    /** Granted. */
    GRANTED,
    /** Refused. */
    REFUSED,
    /** Completed. */
    COMPLETED,
    /** Not applicable. */
    NOT_APPLICABLE,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
