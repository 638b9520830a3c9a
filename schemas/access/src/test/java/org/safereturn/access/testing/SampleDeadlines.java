package org.safereturn.access.testing;

import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.safereturn.access.deadline.Counted;
import org.safereturn.access.deadline.DeadlineSettings;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Limit;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.deadline.WorkingCalendar;
import org.safereturn.messaging.form.Authority;

/** Deadlines of a made-up country that counts its days in Greenwich. */
public final class SampleDeadlines {

    /** Nobody has set one. */
    public static final Deadlines NONE = calendarDays(Map.of());

    private SampleDeadlines() {
    }

    /** These steps are limited to so many calendar days. */
    public static Deadlines calendarDays(Map<Timer, Integer> days) {
        Map<String, Limit> limits = new HashMap<>();
        days.forEach((timer, many) -> limits.put(timer.name(),
                new Limit(List.of("P" + many + "D"), Counted.CALENDAR_DAYS, Authority.PROPOSED)));
        return of(limits);
    }

    /** The country's schedule has visits so many calendar days after the person came back to the community. */
    public static Deadlines visits(int... days) {
        return of(Map.of(Timer.T_VISIT.name(), new Limit(Arrays.stream(days).mapToObj(each -> "P" + each + "D").toList(),
                Counted.CALENDAR_DAYS, Authority.PROPOSED)));
    }

    private static Deadlines of(Map<String, Limit> limits) {
        return new Deadlines(new DeadlineSettings(ZoneOffset.UTC, limits,
                new WorkingCalendar(new WorkingCalendar.Weekend(Set.of(), Authority.PROPOSED), Map.of()),
                new DeadlineSettings.DueLists(Period.ofDays(7), Authority.PROPOSED)));
    }
}
