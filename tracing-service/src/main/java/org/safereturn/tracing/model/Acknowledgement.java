package org.safereturn.tracing.model;

import java.time.Instant;

/**
 * An officer of the host side has read a version of the result.
 *
 * @param resultVersion which version
 * @param by the officer
 * @param at when
 */
public record Acknowledgement(int resultVersion, Officer by, Instant at) {
}
