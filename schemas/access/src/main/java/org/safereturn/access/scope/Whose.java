package org.safereturn.access.scope;

/** Whose cases a list is about. */
public enum Whose {
    /** Those of the caller's unit that wait for the caller's role, or that the caller sees. */
    MINE,
    /** Those of the caller's unit, whichever role does the work. */
    UNIT,
    /** Those of the whole ministry, for whoever oversees it. */
    MINISTRY
}
