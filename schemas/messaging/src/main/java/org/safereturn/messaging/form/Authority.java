package org.safereturn.messaging.form;

/** Who stands behind an entry of the country profile, or behind what is said of a form. */
public enum Authority {
    /** Minutes of 16 January 2023. */
    SEED_MINUTES,
    /** A public source about somebody else. */
    PUBLIC_COMPARATOR,
    /** This project. */
    PROPOSED,
    /** A ministry's own administrator. */
    OFFICIAL
}
