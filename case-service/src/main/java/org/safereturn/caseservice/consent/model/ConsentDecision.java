package org.safereturn.caseservice.consent.model;

/**
 * What stands for one purpose; only {@link #GIVEN} allows anything. Of two that were recorded at the same time the later
 * one in this order counts.
 */
public enum ConsentDecision {
    /** Consent was given. */
    GIVEN,
    /** A decision that this release does not know: read from a newer one, never given. */
    UNKNOWN,
    /** Consent had been given and its time is over, or it turned out that somebody else had to decide: the person, or a guardian. */
    EXPIRED,
    /** The law took the place of the person's decision. */
    OVERRIDDEN,
    /** Consent was refused. */
    REFUSED,
    /** Consent had been given and was taken back. */
    WITHDRAWN
}
