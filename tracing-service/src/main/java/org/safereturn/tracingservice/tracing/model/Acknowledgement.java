package org.safereturn.tracingservice.tracing.model;

import java.time.Instant;

import org.safereturn.messaging.event.Officer;

/**
 * An officer of the host side has read a version of the result.
 *
 * @param resultVersion which version
 * @param by the officer
 * @param at when
 */
public record Acknowledgement(int resultVersion, Officer by, Instant at) {
}
