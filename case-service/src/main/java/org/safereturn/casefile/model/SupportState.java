package org.safereturn.casefile.model;

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
    NOT_APPLICABLE
}
