package org.safereturn.tracingservice.tracing.model;

/** What a person consents to, each on its own. */
public enum Purpose {
    /** Looking for the family. */
    TRACING,
    /** Speaking to the family. */
    FAMILY_CONTACT,
    /** Checking the nationality. */
    NATIONALITY_CHECK,
    /** Returning to the origin country. */
    RETURN,
    /** Sharing the case with the other ministry. */
    DATA_SHARING,
    /** Use of a photo. */
    PHOTO_USE,
    /** De-identified use for monitoring and evaluation. */
    MONITORING_AND_EVALUATION,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
