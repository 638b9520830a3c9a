package org.safereturn.tracingservice.tracing.model;

/** The two questions that are answered apart; neither answer is ever inferred from the other. */
public enum Track {
    /** Is the person a national of the origin country? */
    NATIONALITY,
    /** Is there a family, and can it give proper care? */
    FAMILY
}
