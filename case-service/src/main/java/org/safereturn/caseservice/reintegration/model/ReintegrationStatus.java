package org.safereturn.caseservice.reintegration.model;

/** What the host is told about the time after the return, and nothing else. */
public enum ReintegrationStatus {
    /** A case manager is responsible. */
    CASE_MANAGER_ASSIGNED,
    /** Support in a shelter or centre. */
    RECOVERY,
    /** Back in the community with a plan. */
    REINTEGRATION,
    /** Followed up in the community. */
    MONITORING,
    /** Closed. */
    CLOSED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN;

    /** What follows on it, and who does it. */
    public NextStep next() {
        return switch (this) {
            case CASE_MANAGER_ASSIGNED, RECOVERY -> NextStep.REPORT;
            case REINTEGRATION -> NextStep.VISIT;
            case MONITORING, UNKNOWN -> NextStep.VISIT_OR_CLOSE;
            case CLOSED -> NextStep.REOPEN;
        };
    }
}
