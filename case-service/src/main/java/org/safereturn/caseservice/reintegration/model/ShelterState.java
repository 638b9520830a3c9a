package org.safereturn.caseservice.reintegration.model;

/** The shelter offer after the return; the choice is the person's. */
public enum ShelterState {
    /** The person was not asked yet. */
    NOT_ASKED,
    /** Offered. */
    OFFERED,
    /** The person chose the shelter. */
    CHOSEN,
    /** The person does not want it. */
    DECLINED,
    /** The person stays for a time, because vulnerable or threatened. */
    TEMPORARY_STAY,
    /** The person has left the shelter. */
    LEFT,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
