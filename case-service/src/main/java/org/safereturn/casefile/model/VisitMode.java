package org.safereturn.casefile.model;

/** How a visit was made. */
public enum VisitMode {
    /** In person. */
    VISIT,
    /** By phone. */
    PHONE,
    /** Through another person. */
    OTHER_PERSON
}
