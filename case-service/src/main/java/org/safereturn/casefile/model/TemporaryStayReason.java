package org.safereturn.casefile.model;

/** Why a person stays in a shelter for a time. */
public enum TemporaryStayReason {
    /** Vulnerable. */
    VULNERABLE,
    /** Threatened. */
    THREATENED
}
