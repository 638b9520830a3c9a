package org.safereturn.tracingservice.tracing.model;

/** What a question of one side to the other is about. */
public enum ClarificationTopic {
    /** Whether the person is a national of the origin country. */
    NATIONALITY,
    /** The family, or contact with it. */
    FAMILY,
    /** Who the person is. */
    IDENTITY,
    /** What care the person needs, and who can give it. */
    CARE,
    /** Anything else. */
    OTHER,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
