package org.safereturn.caseservice.casefile.model;

/** Sex as stated, for statistics. */
public enum Sex {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE,
    /** Another answer. */
    OTHER,
    /** No answer. */
    NOT_STATED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
