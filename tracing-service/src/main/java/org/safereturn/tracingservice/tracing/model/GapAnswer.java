package org.safereturn.tracingservice.tracing.model;

/**
 * Why a result is right although no recorded action shows it.
 *
 * @param gap what no action shows
 * @param reason why the officer who issues the result accepts it
 */
public record GapAnswer(Gap gap, GapReason reason) {
}
