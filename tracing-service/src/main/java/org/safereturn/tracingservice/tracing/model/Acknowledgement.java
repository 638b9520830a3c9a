package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * An officer of the host side has read a version of the result.
 *
 * @param resultVersion which version
 * @param by the officer
 * @param at when
 * @param round of the referral that the result answers, 0 where an older release did not say it
 */
public record Acknowledgement(int resultVersion, Officer by, Instant at, int round) {

    /** Of which nobody said the round. */
    public Acknowledgement(int resultVersion, Officer by, Instant at) {
        this(resultVersion, by, at, 0);
    }
}
