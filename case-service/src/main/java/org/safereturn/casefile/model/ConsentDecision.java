package org.safereturn.casefile.model;

/** What stands for one purpose. */
public enum ConsentDecision {
    /** Consent was given. */
    GIVEN,
    /** Consent was refused. */
    REFUSED,
    /** Consent had been given and was taken back. */
    WITHDRAWN
}
