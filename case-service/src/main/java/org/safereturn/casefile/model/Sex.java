package org.safereturn.casefile.model;

/** Sex as stated, for statistics. */
public enum Sex {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE,
    /** Another answer. */
    OTHER,
    /** No answer. */
    NOT_STATED
}
