package org.safereturn.caseservice.witness.model;

import java.util.EnumSet;
import java.util.Set;

/** How far the work with a person who may testify is; states and moves are proposed by this project. */
public enum WitnessState {
    /** Nobody has asked the person. */
    NOT_ASKED,
    /** The person wants to testify. */
    WILLING,
    /** The person does not want to. */
    UNWILLING,
    /** The person decides later. */
    UNDECIDED,
    /** The person works with the prosecution. */
    COOPERATING,
    /** The same, and the person agrees that the return waits for it. It is a wish of the person and holds nobody. */
    PROCEEDINGS_HOLD,
    /** What the person wanted to do is done. */
    COMPLETED,
    /** The person no longer wants to. */
    STOPPED,
    /** A code that this release does not know: read from a newer one, never given. */
    UNKNOWN;

    /** What may come next: as long as anything is open the person can say no, and whoever said no can say yes later. */
    Set<WitnessState> next() {
        return switch (this) {
            case NOT_ASKED -> EnumSet.of(WILLING, UNWILLING, UNDECIDED);
            case UNDECIDED -> EnumSet.of(WILLING, UNWILLING);
            case UNWILLING, COMPLETED, STOPPED -> EnumSet.of(WILLING);
            case WILLING -> EnumSet.of(COOPERATING, PROCEEDINGS_HOLD, STOPPED);
            case COOPERATING -> EnumSet.of(PROCEEDINGS_HOLD, COMPLETED, STOPPED);
            case PROCEEDINGS_HOLD -> EnumSet.of(COOPERATING, COMPLETED, STOPPED);
            case UNKNOWN -> EnumSet.of(STOPPED);
        };
    }

    /** Whether the person says no. */
    boolean no() {
        return this == UNWILLING || this == STOPPED;
    }

    /** Whether the person works with the prosecution. */
    boolean works() {
        return this == COOPERATING || this == PROCEEDINGS_HOLD;
    }

    /** Whether it says what another one of the same day says; one no is as good as the other, and it ends a doubt. */
    boolean says(WitnessState other) {
        return this == other || (no() && (other.no() || other == UNDECIDED));
    }

    /** Whether a child says so only together with the guardian. */
    boolean bindsChild() {
        return this == WILLING || works();
    }

    /** Whether the person must have been told before what it means. */
    boolean needsInformation() {
        return this == WILLING || this == PROCEEDINGS_HOLD;
    }
}
