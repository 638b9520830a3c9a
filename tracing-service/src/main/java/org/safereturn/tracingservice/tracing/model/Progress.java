package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * A milestone that was reported to the host side; it says nothing about the family.
 *
 * @param milestone which one
 * @param at when it was reached
 * @param by who reported it
 */
public record Progress(Milestone milestone, Instant at, Officer by) {
}
