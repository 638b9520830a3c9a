package org.safereturn.tracing.model;

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
    WITH_CHILDREN
}
