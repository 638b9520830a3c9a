package org.safereturn.tracingservice.tracing.model;

/** The sources an answer on nationality stands on; what the family is or says is none of them. */
public enum NationalityBasis {
    /** Civil registry. */
    CIVIL_REGISTRY,
    /** Family book or household registration. */
    FAMILY_BOOK,
    /** Identity number. */
    ID_NUMBER,
    /** Birth record. */
    BIRTH_RECORD,
    /** Confirmation by village or commune. */
    LOCAL_AUTHORITY,
    /** School record. */
    SCHOOL_RECORD,
    /** Biometric comparison. */
    BIOMETRIC,
    /** Interview by the consulate. */
    CONSULAR_INTERVIEW,
    /** A witness. */
    WITNESS,
    /** Another source. */
    OTHER,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
