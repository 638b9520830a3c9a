package org.safereturn.caseservice.casefile.model;

/** Where a case goes; only {@link #JOINT} ever crosses the border. */
public enum Route {
    /** Into the joint exchange. */
    JOINT,
    /** Status or nationality undecided: nothing crosses until the host has decided. */
    HOLD,
    /** The person does not want to return. */
    NO_RETURN,
    /** The presumed country of origin is no party of the exchange. */
    OUT_OF_SCOPE,
    /** Held first, then found not to be a victim: returns through a check point. */
    CHECKPOINT_RETURN,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
