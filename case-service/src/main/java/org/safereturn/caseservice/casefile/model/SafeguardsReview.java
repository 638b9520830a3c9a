package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * Somebody looked at the safeguards of a child after the person turned 18.
 *
 * @param by who
 * @param at when
 */
public record SafeguardsReview(Officer by, Instant at) {
}
