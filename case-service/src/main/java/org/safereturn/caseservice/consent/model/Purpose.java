package org.safereturn.caseservice.consent.model;

/** What a consent is for. */
public enum Purpose {
    /** Tracing the family. */
    TRACING,
    /** Contacting the family. */
    FAMILY_CONTACT,
    /** Checking the nationality. */
    NATIONALITY_CHECK,
    /** Returning home. */
    RETURN,
    /** Sharing what is known with the other ministry. */
    DATA_SHARING,
    /** Using a photo. */
    PHOTO_USE,
    /** Counting the case in statistics. */
    MONITORING_AND_EVALUATION,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
