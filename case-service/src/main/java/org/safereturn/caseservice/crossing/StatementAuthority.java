package org.safereturn.caseservice.crossing;

/** Who stands behind what is said of a crossing point. */
enum StatementAuthority {
    /** Minutes of 16 January 2023. */
    SEED_MINUTES,
    /** A public notice. */
    PUBLIC_COMPARATOR,
    /** This project. */
    PROPOSED,
    /** The ministry. */
    OFFICIAL,
    /** Read from a newer release and never given. */
    UNKNOWN
}
