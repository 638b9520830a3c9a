package org.safereturn.caseservice.reintegration.model;

/** A kind of support. */
public enum SupportCategory {
    /** Social security. */
    SOCIAL_SECURITY,
    /** Another public scheme. */
    OTHER_SCHEME,
    /** The fund for victims. */
    FUND,
    /** Skills training. */
    SKILLS_TRAINING,
    /** Health. */
    HEALTH,
    /** Legal. */
    LEGAL,
    /** Family. */
    FAMILY,
    /** Housing. */
    HOUSING,
    /** Psychosocial. */
    PSYCHOSOCIAL,
    /** Education. */
    EDUCATION,
    /** Work and income. */
    LIVELIHOOD,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
