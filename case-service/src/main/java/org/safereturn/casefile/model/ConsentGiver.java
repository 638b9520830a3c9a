package org.safereturn.casefile.model;

/** Who decided on a consent. */
public enum ConsentGiver {
    /** The person. */
    PERSON,
    /** The guardian of a child, or who represents an adult that cannot decide. */
    GUARDIAN,
    /** The authority that decides where there is no guardian. */
    AUTHORITY
}
