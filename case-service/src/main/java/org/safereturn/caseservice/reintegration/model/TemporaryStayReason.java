package org.safereturn.caseservice.reintegration.model;

/** Why a person stays in a shelter for a time. */
public enum TemporaryStayReason {
    /** Vulnerable. */
    VULNERABLE,
    /** Threatened. */
    THREATENED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
