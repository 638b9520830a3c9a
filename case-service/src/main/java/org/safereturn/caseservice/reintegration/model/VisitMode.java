package org.safereturn.caseservice.reintegration.model;

/** How a visit was made. */
public enum VisitMode {
    /** In person. */
    VISIT,
    /** By phone. */
    PHONE,
    /** Through another person. */
    OTHER_PERSON,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
