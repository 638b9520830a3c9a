package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;
import java.util.List;

/**
 * The origin side stopped something because the person took it back.
 *
 * @param withdrawalId id of the message that took it back
 * @param purposes what was withdrawn; empty when the whole referral was
 * @param stopped what stopped; empty when nothing had to
 * @param at when the origin side stopped
 * @param round of the referral that was withdrawn; 0 where consents were, and where an older release did not say it
 */
public record Stop(String withdrawalId, List<Purpose> purposes, List<Activity> stopped, Instant at, int round) {

    /** Of which nobody said a round. */
    public Stop(String withdrawalId, List<Purpose> purposes, List<Activity> stopped, Instant at) {
        this(withdrawalId, purposes, stopped, at, 0);
    }

    public Stop {
        purposes = List.copyOf(purposes);
        stopped = List.copyOf(stopped);
    }
}
