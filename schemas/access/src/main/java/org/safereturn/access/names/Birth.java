package org.safereturn.access.names;

import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;

import org.safereturn.access.time.PartialDay;

/**
 * When a person was born, as far as it is known. Where nothing is known there is none.
 *
 * @param first day that it may be
 * @param last day that it may be
 * @param estimated whether it may also be somewhat before or after
 */
public record Birth(LocalDate first, LocalDate last, boolean estimated) {

    /** By so much the years of the Buddhist era are ahead. */
    public static final int BUDDHIST_ERA = 543;

    /** An estimate may be wrong by so many years. */
    private static final int ESTIMATE = 3;
    private static final int NEAR_DAYS = 366;

    /** How two statements go together. */
    public enum Agreement {
        /** The same day. */
        SAME_DAY,
        /** The same year. */
        SAME_YEAR,
        /** An estimate that does not exclude the other. */
        MAY_BE_SAME,
        /** The same if one of them is a year of the Buddhist era. */
        SAME_IN_BUDDHIST_ERA,
        /** A year apart, which is often an error. */
        NEAR,
        /** Otherwise. */
        DIFFERENT
    }

    /** Known to the day, by its year, or by an estimate of {@value #ESTIMATE} years more or less. */
    public static Birth of(PartialDay day) {
        return day.estimated() ? around(day.day().getYear(), ESTIMATE) : new Birth(day.earliest(), day.latest(), false);
    }

    /** A year, more or less some years. */
    public static Birth around(int year, int years) {
        return new Birth(Year.of(year - years).atDay(1), Year.of(year + years + 1).atDay(1).minusDays(1), years > 0);
    }

    /** How this goes together with another statement. */
    public Agreement agreement(Birth other) {
        if (isDay() && other.isDay() && first.equals(other.first)) {
            return Agreement.SAME_DAY;
        }
        if (!first.isAfter(other.last) && !other.first.isAfter(last)) {
            return estimated || other.estimated ? Agreement.MAY_BE_SAME : Agreement.SAME_YEAR;
        }
        if (first.getYear() == other.first.getYear() && isDay() && other.isDay()) {
            return Agreement.SAME_YEAR;
        }
        if (Math.abs(first.getYear() - other.first.getYear()) == BUDDHIST_ERA) {
            return Agreement.SAME_IN_BUDDHIST_ERA;
        }
        long apart = first.isAfter(other.last) ? ChronoUnit.DAYS.between(other.last, first)
                : ChronoUnit.DAYS.between(last, other.first);
        return apart <= NEAR_DAYS ? Agreement.NEAR : Agreement.DIFFERENT;
    }

    private boolean isDay() {
        return first.equals(last);
    }
}
