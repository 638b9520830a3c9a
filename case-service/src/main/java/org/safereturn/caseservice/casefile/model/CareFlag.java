package org.safereturn.caseservice.casefile.model;

/** A special need, each of which asks whether the family can give proper care. */
public enum CareFlag {
    /** Under 18. */
    CHILD,
    /** Elderly. */
    ELDERLY,
    /** With a disability. */
    DISABILITY,
    /** Chronically ill. */
    CHRONIC_CONDITION,
    /** Pregnant. */
    PREGNANCY,
    /** With children. */
    WITH_CHILDREN,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
