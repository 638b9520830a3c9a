package org.safereturn.monitoringservice.figures;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter of a calendar year in one time zone.
 *
 * @param year by the ISO calendar
 * @param number 1 to 4
 * @param zone whose midnight begins it
 */
public record Quarter(int year, int number, ZoneId zone) {

    private static final int BUDDHIST_YEARS_AHEAD = 543;
    private static final int EARLIEST_YEAR = 1900;
    private static final int YEAR_DIGITS = 4;
    private static final Pattern CODE = Pattern.compile("([1-9]\\d{3})-Q([1-4])");

    /** The quarter this instant falls into. */
    public static Quarter at(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return new Quarter(local.getYear(), (local.getMonthValue() + 2) / 3, zone);
    }

    /** Reads {@code 2026-Q4}; empty when it is not a quarter. */
    public static Optional<Quarter> parse(String code, ZoneId zone) {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Quarter(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The quarter of a month, as {@code 2026-11}. */
    static Quarter ofMonth(String month, ZoneId zone) {
        return at(YearMonth.parse(month).atDay(1).atStartOfDay(zone).toInstant(), zone);
    }

    /** The quarter that is meant when its year is of the Buddhist era; empty when it cannot be. */
    public Optional<Quarter> ofBuddhistYear() {
        return year - BUDDHIST_YEARS_AHEAD < EARLIEST_YEAR ? Optional.empty()
                : Optional.of(new Quarter(year - BUDDHIST_YEARS_AHEAD, number, zone));
    }

    /** Whether it is over before another one begins. */
    public boolean isBefore(Quarter other) {
        return begin().isBefore(other.begin());
    }

    Instant begin() {
        return LocalDate.of(year, number * 3 - 2, 1).atStartOfDay(zone).toInstant();
    }

    Instant end() {
        return LocalDate.of(year, number * 3 - 2, 1).plusMonths(3).atStartOfDay(zone).toInstant();
    }

    /** As {@code 2026-Q4}. */
    public String code() {
        // Of each journey it is asked for many times, so it takes no format.
        String digits = Integer.toString(year);
        return "0".repeat(Math.max(0, YEAR_DIGITS - digits.length())) + digits + "-Q" + number;
    }
}
