package org.safereturn.caseservice.consent.model;

/** Who decided on a consent. */
public enum ConsentGiver {
    /** The person. */
    PERSON,
    /** The guardian of a child, or who represents an adult that cannot decide. */
    GUARDIAN,
    /** The authority that decides where there is no guardian. */
    AUTHORITY,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
