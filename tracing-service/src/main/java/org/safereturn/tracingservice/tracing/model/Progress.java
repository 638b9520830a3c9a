package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * A milestone that was reported to the host side; it says nothing about the family.
 *
 * @param milestone which one
 * @param at when it was reached
 * @param by who reported it
 * @param round of the referral, 0 where an older release did not say it
 */
public record Progress(Milestone milestone, Instant at, Officer by, int round) {

    /** Of which nobody said the round. */
    public Progress(Milestone milestone, Instant at, Officer by) {
        this(milestone, at, by, 0);
    }
}
