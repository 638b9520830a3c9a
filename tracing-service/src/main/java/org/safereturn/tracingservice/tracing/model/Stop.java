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
 */
public record Stop(String withdrawalId, List<Purpose> purposes, List<Activity> stopped, Instant at) {

    public Stop {
        purposes = List.copyOf(purposes);
        stopped = List.copyOf(stopped);
    }
}
