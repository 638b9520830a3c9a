package org.safereturn.access.time;

import java.time.Duration;
import java.time.Period;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a country allows of a stated time; {@code stated-times} of its profile.
 *
 * @param ahead how far a stated time may lie ahead of the service's clock; within it the time is stored as now
 * @param lateAfter after which time a record counts as recorded late
 * @param planWithin how far ahead a day may be planned; a later one is taken for mistyped
 */
public record StatedTimes(@DefaultValue("5m") Duration ahead, @DefaultValue("24h") Duration lateAfter,
        @DefaultValue("2y") Period planWithin) {

    /** Where a profile says nothing; proposed by this project. */
    public static final StatedTimes PROPOSED = new StatedTimes(Duration.ofMinutes(5), Duration.ofHours(24), Period.ofYears(2));

    /** Refuses times that run backwards. */
    public StatedTimes {
        if (ahead.isNegative() || lateAfter.isNegative() || planWithin.isNegative()) {
            throw new IllegalArgumentException("A tolerance is not negative");
        }
    }
}
