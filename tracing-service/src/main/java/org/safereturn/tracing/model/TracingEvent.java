package org.safereturn.tracing.model;

/** What the other side learns; actions and drafts are no such event, they stay in the country. */
public sealed interface TracingEvent {

    /**
     * The origin side reached a milestone.
     *
     * @param progress which one, when, by whom
     */
    record TracingProgressReported(Progress progress) implements TracingEvent {
    }

    /**
     * The origin side issued a version of the result.
     *
     * @param result the version
     */
    record TracingResultIssued(Result result) implements TracingEvent {
    }

    /**
     * The host side has read a version of the result.
     *
     * @param acknowledgement which version, who, when
     */
    record TracingResultAcknowledged(Acknowledgement acknowledgement) implements TracingEvent {
    }

    /**
     * The origin side answers a withdrawal.
     *
     * @param stop what stopped
     */
    record ConsentEffectConfirmed(Stop stop) implements TracingEvent {
    }
}
