package org.safereturn.caseservice.reintegration.model;

/** A parallel offer of the origin country after a return; the country profile says per direction which there are. */
public enum Region {
    /** The person may choose to live in a shelter. */
    SHELTER_CHOICE,
    /** The vulnerable or threatened may stay for a time. */
    TEMPORARY_STAY,
    /** A fund pays for new skills and a new life. */
    FUND,
    /** The government works with persons who want to testify. */
    WITNESS_COOPERATION
}
