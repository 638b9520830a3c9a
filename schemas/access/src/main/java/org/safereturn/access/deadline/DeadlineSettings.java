package org.safereturn.access.deadline;

import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.safereturn.messaging.form.Authority;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the country profile says of deadlines. A service does not start with one that cannot be counted.
 *
 * @param timeZone in which the country's calendar days are counted
 * @param deadlines by name of the timer
 * @param calendar the country's working days
 * @param dueLists when something is shown as due soon
 */
@ConfigurationProperties("safereturn.profile")
public record DeadlineSettings(ZoneId timeZone, @DefaultValue Map<String, Limit> deadlines,
        @DefaultValue WorkingCalendar calendar, @DefaultValue DueLists dueLists) {

    /** Refuses a timer that does not exist and a limit that cannot be counted. */
    public DeadlineSettings {
        deadlines = Map.copyOf(deadlines);
        deadlines.forEach((name, limit) -> limit.check(named(name)));
    }

    /**
     * When something is shown as due soon.
     *
     * @param approachingWithin how many days ahead
     */
    public record DueLists(@DefaultValue("P7D") Period approachingWithin, @DefaultValue("PROPOSED") Authority authority) {

        /** Refuses days that have passed. */
        public DueLists {
            if (approachingWithin.isNegative() || approachingWithin.isZero()) {
                throw new IllegalArgumentException("Country profile, due-lists.approaching-within is at least one day");
            }
        }
    }

    private static Timer named(String name) {
        return Timer.named(name).orElseThrow(() -> new IllegalArgumentException("Country profile, deadlines." + name
                + ": there is no such timer; there are " + Arrays.stream(Timer.values()).map(Timer::name)
                        .collect(Collectors.joining(", ")) + ", each written as \"[T_ACK]\""));
    }

    /** The limits that somebody set. */
    Map<Timer, Limit> set() {
        Map<Timer, Limit> set = new EnumMap<>(Timer.class);
        Stream.of(Timer.values()).forEach(timer -> Optional.ofNullable(deadlines.get(timer.name()))
                .filter(limit -> !limit.value().isEmpty()).ifPresent(limit -> set.put(timer, limit)));
        return set;
    }
}
