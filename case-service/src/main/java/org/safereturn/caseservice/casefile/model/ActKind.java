package org.safereturn.caseservice.casefile.model;

/** What officers do with a file. */
public enum ActKind {
    /** Opened it. */
    OPENED,
    /** Decided anew on the identification. */
    IDENTIFIED,
    /** Completed or corrected who the person is. */
    PERSON_AMENDED,
    /** Recorded answers about consent. */
    CONSENTS_RECORDED,
    /** Took the case over, or gave it to a case manager. */
    CASE_MANAGER_ASSIGNED,
    /** Told the host the status. */
    STATUS_REPORTED,
    /** Recorded a snapshot for statistics. */
    STATS_RECORDED,
    /** Recorded a visit. */
    VISIT_RECORDED,
    /** Closed the case. */
    CLOSED,
    /** Opened the case again. */
    REOPENED,
    /** Ended the file without a return. */
    ENDED,
    /** Said that the case is of the same person as another one, which is to go on. */
    MERGE_PROPOSED,
    /** Turned that down, or took it back. */
    MERGE_TURNED_DOWN,
    /** Confirmed of another case that this one goes on for it. */
    MERGE_TAKEN_IN,
    /** Let the other case go on by itself after all. */
    MERGE_LEFT_OUT
}
