package org.safereturn.caseservice.reintegration.model;

/** Why a case is closed; comparator: the reasons of the IOM reintegration handbook. */
public enum ClosureReason {
    /** The person lives in the community and needs no more support. */
    REINTEGRATED,
    /** The support has come to its end. */
    SUPPORT_ENDED,
    /** The person no longer meets the criteria. */
    NO_LONGER_MEETS_CRITERIA,
    /** The person chose to stop. */
    CHOSE_TO_STOP,
    /** The person left the area. */
    LEFT_AREA,
    /** The person left without a word. */
    SUDDEN_EXIT,
    /** The person migrated again. */
    MIGRATED_AGAIN,
    /** The person died. */
    DECEASED,
    /** Another reason. */
    OTHER,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN
}
