package org.safereturn.monitoringservice.figures;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
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

    private static final Pattern CODE = Pattern.compile("(\\d{4})-Q([1-4])");

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

    Instant begin() {
        return LocalDate.of(year, number * 3 - 2, 1).atStartOfDay(zone).toInstant();
    }

    Instant end() {
        return LocalDate.of(year, number * 3 - 2, 1).plusMonths(3).atStartOfDay(zone).toInstant();
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(begin()) && instant.isBefore(end());
    }

    /** Whether the month, as {@code 2026-11}, lies in the quarter. */
    boolean containsMonth(String month) {
        for (int each = number * 3 - 2; each <= number * 3; each++) {
            if (month.equals(String.format(Locale.ROOT, "%04d-%02d", year, each))) {
                return true;
            }
        }
        return false;
    }

    String code() {
        return String.format(Locale.ROOT, "%04d-Q%d", year, number);
    }
}
