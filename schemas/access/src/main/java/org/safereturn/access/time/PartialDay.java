package org.safereturn.access.time;

import java.time.LocalDate;
import java.time.Year;

/**
 * A day of the calendar that may be known by its year only.
 *
 * @param day as stated
 * @param precision how exactly it is known
 */
public record PartialDay(LocalDate day, Precision precision) {

    /** How exactly a day is known. */
    public enum Precision {
        /** To the day. */
        EXACT,
        /** The year only. */
        YEAR,
        /** Somebody's estimate; it gives way to what is known better. */
        ESTIMATED,
        /** A code that this release does not know: read from a newer one, never given. */
        UNKNOWN
    }

    /** A day that is known. */
    public static PartialDay exact(LocalDate day) {
        return new PartialDay(day, Precision.EXACT);
    }

    /** The first day that it may be. */
    public LocalDate earliest() {
        return precision == Precision.EXACT ? day : Year.of(day.getYear()).atDay(1);
    }

    /** The last day that it may be. */
    public LocalDate latest() {
        return precision == Precision.EXACT ? day : Year.of(day.getYear()).atDay(1).plusYears(1).minusDays(1);
    }

    /** Whether it gives way to what is known better. */
    public boolean estimated() {
        return precision == Precision.ESTIMATED || precision == Precision.UNKNOWN;
    }
}
