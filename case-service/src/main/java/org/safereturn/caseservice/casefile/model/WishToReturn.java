package org.safereturn.caseservice.casefile.model;

/** Whether the person wants to return, asked in a language the person understands. */
public enum WishToReturn {
    /** Wants to return. */
    YES,
    /** Does not want to return. */
    NO,
    /** Has not decided. */
    UNDECIDED
}
