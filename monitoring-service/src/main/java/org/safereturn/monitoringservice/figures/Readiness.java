package org.safereturn.monitoringservice.figures;

/**
 * Whether a country's own monitoring and evaluation has started.
 *
 * @param state as the country profile says
 * @param authority who stands behind that entry
 */
public record Readiness(State state, String authority) {

    /** The states of the readiness register. */
    public enum State { NOT_STARTED, PILOT, STARTED, PAUSED }

    /** Whether it reports figures. */
    public boolean started() {
        return state == State.STARTED || state == State.PILOT;
    }
}
