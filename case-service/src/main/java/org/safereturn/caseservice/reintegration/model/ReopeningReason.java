package org.safereturn.caseservice.reintegration.model;

/** Why a closed case is opened again. */
public enum ReopeningReason {
    /** A risk has come up. */
    RISK,
    /** The person was trafficked again. */
    TRAFFICKED_AGAIN,
    /** A new need. */
    NEW_NEED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
