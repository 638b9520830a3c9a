package org.safereturn.tracingservice.tracing.model;

/** A special-care flag of the referral; each demands its own capacity answer. */
public enum CareFlag {
    /** Under 18. */
    CHILD,
    /** Elderly. */
    ELDERLY,
    /** With a disability. */
    DISABILITY,
    /** With a chronic condition. */
    CHRONIC_CONDITION,
    /** Pregnant. */
    PREGNANCY,
    /** Travelling with own children. */
    WITH_CHILDREN,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
