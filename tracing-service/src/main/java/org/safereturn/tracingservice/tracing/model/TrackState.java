package org.safereturn.tracingservice.tracing.model;

/** How far one track has come; its outcome stands in the result and nowhere else. */
public enum TrackState {
    /** No action was recorded on this track. */
    NOT_STARTED,
    /** At least one action was recorded. */
    IN_PROGRESS,
    /** The person does not permit this track (refused, withdrawn or expired consent), or all tracing stopped. */
    STOPPED,
    /** The latest issued result answers this track. */
    ANSWERED
}
