package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

/**
 * The origin side took the referral up.
 *
 * @param unit code of the unit that traces
 * @param at when it was accepted
 * @param round of the referral that was accepted; 0 in a document of an older release
 */
public record Acceptance(String unit, Instant at, int round) {
}
