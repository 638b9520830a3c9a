package org.safereturn.tracingservice.tracing.model;

/** The answer of the origin authority on nationality. */
public enum NationalityOutcome {
    /** The person is a national of the origin country. */
    CONFIRMED,
    /** The checked sources say that the person is not. */
    NOT_CONFIRMED,
    /** The checked sources allow no answer, or the check is not consented to. */
    INCONCLUSIVE,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
