package org.safereturn.monitoring;

/**
 * Whether a country's own monitoring and evaluation has started.
 *
 * @param state as the country profile says
 * @param authority who stands behind that entry
 */
record Readiness(State state, String authority) {

    /** The states of the readiness register. */
    enum State { NOT_STARTED, PILOT, STARTED, PAUSED }

    boolean started() {
        return state == State.STARTED || state == State.PILOT;
    }
}
