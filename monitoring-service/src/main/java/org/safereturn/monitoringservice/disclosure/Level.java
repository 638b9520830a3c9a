package org.safereturn.monitoringservice.disclosure;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a circle of readers may see.
 *
 * @param code of the level, as {@code L2}
 * @param threshold numbers of persons from one up to this are hidden
 * @param every time between two publications of its tables
 */
public record Level(String code, int threshold, Duration every) {

    /** The joint level, for named officers of both ministries. */
    public static final String JOINT = "L2";

    /** The level for readers outside the ministries. */
    public static final String OUTSIDE = "L3";

    /** The step that a moment falls into; each has one publication. */
    public long step(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), every.toMillis());
    }

    /** When the step after this moment begins. */
    public Instant next(Instant at) {
        return Instant.ofEpochMilli((step(at) + 1) * every.toMillis());
    }
}
