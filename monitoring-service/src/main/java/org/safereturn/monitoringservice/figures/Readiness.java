package org.safereturn.monitoringservice.figures;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Whether a country's own monitoring and evaluation has started.
 *
 * @param state as the country profile says
 * @param authority who stands behind that entry
 * @param since the day it started, absent when the profile does not say
 * @param countsWithoutConsent whether a law of the country counts persons who refuse to be counted
 */
public record Readiness(State state, String authority, @Nullable LocalDate since, boolean countsWithoutConsent) {

    /** The states of the readiness register. */
    public enum State { NOT_STARTED, PILOT, STARTED, PAUSED }

    /** Whether it reports figures. */
    public boolean started() {
        return state == State.STARTED || state == State.PILOT;
    }
}
