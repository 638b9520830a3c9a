package org.safereturn.tracingservice.tracing.model;

/** What a drafted result says and no recorded action shows; the officer who issues it answers each one. */
public enum Gap {
    /** A source of the answer on nationality has no recorded action that brought an answer. */
    SOURCE_WITHOUT_ACTION,
    /** The answer on nationality is open and nothing was done to find it. */
    NATIONALITY_WITHOUT_ACTION,
    /** The answer on the family rests on no recorded action. */
    FAMILY_WITHOUT_ACTION,
    /** What the family can and will do is answered, and nobody recorded having spoken to it. */
    FAMILY_NOT_SPOKEN_TO,
    /** No family was found, and contact with a relative is recorded as successful. */
    FAMILY_WAS_REACHED,
    /** An action has not ended yet. */
    ACTION_PENDING,
    /** What a newer peer says and this release does not know; read, never given. */
    UNKNOWN
}
