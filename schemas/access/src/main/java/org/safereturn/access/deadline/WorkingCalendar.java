package org.safereturn.access.deadline;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.form.Authority;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The working days of a country, as its profile says them.
 *
 * @param weekend days of the week that are no working days
 * @param holidays by year; of a year that is not there no holiday is known
 */
public record WorkingCalendar(@DefaultValue Weekend weekend, @DefaultValue Map<String, Holidays> holidays) {

    private static final int FIRST = 2000;
    private static final int LAST = 2199;

    /** Refuses holidays without a year or of another one, and a week without a working day. */
    public WorkingCalendar {
        if (weekend.days().size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("Country profile, calendar.weekend leaves no working day");
        }
        holidays = Map.copyOf(holidays);
        holidays.forEach(WorkingCalendar::check);
    }

    /** Days of the week that are no working days. */
    public record Weekend(@DefaultValue({"SATURDAY", "SUNDAY"}) Set<DayOfWeek> days,
            @DefaultValue("PROPOSED") Authority authority) {

        /** Keeps its own copy. */
        public Weekend {
            days = Set.copyOf(days);
        }
    }

    /** The holidays of one year. */
    public record Holidays(@DefaultValue List<String> days, @Nullable Authority authority) {

        /** Keeps its own copy. */
        public Holidays {
            days = List.copyOf(days);
        }

        /** Refuses a holiday that stands under no year. */
        @SuppressWarnings("DoNotCallSuggester") // Spring calls it for a day where a year should stand
        public static Holidays valueOf(String day) {
            throw new IllegalArgumentException("Country profile, calendar.holidays: '" + day
                    + "' stands under no year; write \"[2027]\": { days: [2027-01-01], authority: PROPOSED }");
        }
    }

    private static void check(String year, Holidays of) {
        String where = "Country profile, calendar.holidays." + year;
        if (!year.matches("\\d{4}") || Integer.parseInt(year) < FIRST || Integer.parseInt(year) > LAST) {
            throw new IllegalArgumentException(where + ": holidays stand under their year, 2000 to 2199"
                    + (year.matches("2[45]\\d\\d") ? "; is this one of the Buddhist era?" : ""));
        }
        if (of.authority() == null) {
            throw new IllegalArgumentException(where + " names no authority");
        }
        for (String day : of.days()) {
            try {
                if (LocalDate.parse(day).getYear() != Integer.parseInt(year)) {
                    throw new IllegalArgumentException(where + ": " + day + " is a day of another year");
                }
            } catch (DateTimeException _) {
                throw new IllegalArgumentException(where + ": '" + day + "' is no day with a year; write it as " + year
                        + "-01-31");
            }
        }
    }

    /** The days on which work counts, for looking them up. */
    Days days() {
        Map<Integer, Set<LocalDate>> known = new HashMap<>();
        holidays.forEach((year, of) -> {
            Set<LocalDate> free = new HashSet<>();
            of.days().forEach(day -> free.add(LocalDate.parse(day)));
            known.put(Integer.parseInt(year), free);
        });
        return new Days(weekend.days(), known);
    }

    /** Which days are working days. */
    record Days(Set<DayOfWeek> weekend, Map<Integer, Set<LocalDate>> holidays) {

        boolean works(LocalDate day) {
            return !weekend.contains(day.getDayOfWeek()) && !holidays.getOrDefault(day.getYear(), Set.of()).contains(day);
        }

        boolean knows(int year) {
            return holidays.containsKey(year);
        }
    }
}
