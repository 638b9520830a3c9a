package org.safereturn.casefile.model;

/** Why a closed case is opened again. */
public enum ReopeningReason {
    /** A risk has come up. */
    RISK,
    /** The person was trafficked again. */
    TRAFFICKED_AGAIN,
    /** A new need. */
    NEW_NEED
}
