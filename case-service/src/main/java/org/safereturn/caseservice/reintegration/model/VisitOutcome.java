package org.safereturn.caseservice.reintegration.model;

/** How the person was found. */
public enum VisitOutcome {
    /** Stable. */
    STABLE,
    /** Needs support. */
    NEEDS_SUPPORT,
    /** At risk. */
    AT_RISK,
    /** Not found. */
    NOT_FOUND,
    /** Left the area. */
    LEFT_AREA,
    /** Did not want the visit. */
    DECLINED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
