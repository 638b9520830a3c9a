package org.safereturn.tracingservice.tracing.model;

/** A travel document the origin side can issue. */
public enum TravelDocument {
    /** Passport. */
    PASSPORT,
    /** Laissez-passer. */
    LAISSEZ_PASSER,
    /** Temporary travel document. */
    TEMPORARY_TRAVEL_DOCUMENT,
    /** National identity card. */
    NATIONAL_ID,
    /** Letter of the immigration authority. */
    IMMIGRATION_LETTER,
    /** Another document. */
    OTHER,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
