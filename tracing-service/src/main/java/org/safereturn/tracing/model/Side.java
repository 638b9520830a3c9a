package org.safereturn.tracing.model;

/** On which side of a case this country stands. */
public enum Side {
    /** The person is here; this country asked and receives the result. */
    HOST,
    /** The person's presumed country; this country owes the tracing and the nationality check. */
    ORIGIN
}
