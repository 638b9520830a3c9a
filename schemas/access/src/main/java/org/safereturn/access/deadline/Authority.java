package org.safereturn.access.deadline;

/** Who stands behind an entry of the country profile. */
public enum Authority {
    /** The minutes of the meeting. */
    SEED_MINUTES,
    /** A published practice elsewhere. */
    PUBLIC_COMPARATOR,
    /** This project. */
    PROPOSED,
    /** A ministry. */
    OFFICIAL
}
