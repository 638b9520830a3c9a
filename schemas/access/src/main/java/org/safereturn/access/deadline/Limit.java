package org.safereturn.access.deadline;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.form.Authority;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the profile says of a timer.
 *
 * @param value after how long the step is due, in ISO 8601, whole days; empty while nobody has set it. For visits there are
 *     several, one for each
 * @param counted which days count
 * @param authority who says so
 */
public record Limit(@DefaultValue List<String> value, @DefaultValue("CALENDAR_DAYS") Counted counted,
        @Nullable Authority authority) {

    private static final Period LONGEST = Period.ofYears(10);

    /** Keeps its own copy. */
    public Limit {
        value = List.copyOf(value);
    }

    /** The periods, in order. */
    List<Period> periods() {
        return value.stream().map(Period::parse).toList();
    }

    /** Refuses what cannot be counted. */
    void check(Timer timer) {
        if (authority == null) {
            throw wrong(timer, "names no authority");
        }
        if (value.size() > 1 && timer != Timer.T_VISIT) {
            throw wrong(timer, "has several values; only T_VISIT may");
        }
        value.forEach(text -> check(timer, text));
    }

    private void check(Timer timer, String text) {
        Period period;
        try {
            period = Period.parse(text);
        } catch (DateTimeParseException _) {
            throw wrong(timer, "has the value '" + text + "'; write whole days or months, as in P20D or P3M");
        }
        if (period.isNegative() || period.toTotalMonths() * 31 + period.get(ChronoUnit.DAYS) > LONGEST.toTotalMonths() * 31) {
            throw wrong(timer, "has the value '" + text + "'; it is not negative and at most ten years");
        }
        if (counted == Counted.WORKING_DAYS && period.toTotalMonths() != 0) {
            throw wrong(timer, "counts working days of months in '" + text + "'; working days are counted in days");
        }
    }

    private static IllegalArgumentException wrong(Timer timer, String what) {
        return new IllegalArgumentException("Country profile, deadlines." + timer + " " + what);
    }
}
