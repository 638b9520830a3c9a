package org.safereturn.access.time;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a country allows of a stated time; {@code stated-times} of its profile.
 *
 * @param ahead how far a stated time may lie ahead of the service's clock; within it the time is stored as now
 * @param lateAfter after which time a record counts as recorded late
 */
public record StatedTimes(@DefaultValue("5m") Duration ahead, @DefaultValue("24h") Duration lateAfter) {

    /** Where a profile says nothing; proposed by this project. */
    public static final StatedTimes PROPOSED = new StatedTimes(Duration.ofMinutes(5), Duration.ofHours(24));

    /** Refuses times that run backwards. */
    public StatedTimes {
        if (ahead.isNegative() || lateAfter.isNegative()) {
            throw new IllegalArgumentException("A tolerance is not negative");
        }
    }
}
