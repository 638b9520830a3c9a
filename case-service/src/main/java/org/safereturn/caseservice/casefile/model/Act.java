package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * What an officer of this ministry did with the file, for its history.
 *
 * @param kind what
 * @param at when it was recorded
 * @param by who
 */
public record Act(ActKind kind, Instant at, Officer by) {
}
