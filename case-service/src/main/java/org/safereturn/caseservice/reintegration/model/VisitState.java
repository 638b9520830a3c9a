package org.safereturn.caseservice.reintegration.model;

/** What became of a planned visit. */
public enum VisitState {
    /** Planned. */
    DUE,
    /** Made. */
    DONE,
    /** Missed. */
    MISSED,
    /** Could not be made. */
    NOT_POSSIBLE,
    /** The person did not want it. */
    DECLINED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
