package org.safereturn.caseservice.casefile.model;

/** The host authority's decision whether the person is a victim of trafficking. */
public enum IdentificationOutcome {
    /** Identified as a victim. */
    VICTIM,
    /** Presumed to be a victim, with the same route as an identified one. */
    PRESUMED_VICTIM,
    /** Not a victim: no case is opened. */
    NOT_A_VICTIM,
    /** Not decided yet. */
    UNDECIDED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
