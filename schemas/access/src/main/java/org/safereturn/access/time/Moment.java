package org.safereturn.access.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * When something is recorded, by the clock of the service and the calendar of the country. It judges every business time
 * and day that a caller states.
 *
 * @param at the instant
 * @param zone in which the country counts its calendar days
 * @param allowed what the country allows of a stated time
 */
public record Moment(Instant at, ZoneId zone, StatedTimes allowed) {

    static final String FUTURE = "date-in-the-future";

    /** With what is proposed where a profile says nothing. */
    public Moment(Instant at, ZoneId zone) {
        this(at, zone, StatedTimes.PROPOSED);
    }

    /** The calendar day of the country. */
    public LocalDate today() {
        return dayOf(at);
    }

    /** The calendar day of the country at that time. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** A time that a caller states in this field; now when none is stated. */
    public StatedTime time(String field, @Nullable Instant stated) {
        return new StatedTime(field, stated == null ? at : stated, this);
    }

    /** A day that a caller states in this field; today when none is stated. */
    public StatedDay day(String field, @Nullable LocalDate stated) {
        return new StatedDay(field, PartialDay.exact(stated == null ? today() : stated), this);
    }

    /** A day that is not known exactly. */
    public StatedDay day(String field, PartialDay stated) {
        return new StatedDay(field, stated, this);
    }

    /** Why this month cannot have been counted: it has not begun. */
    public Optional<Rejection> notInFuture(String field, YearMonth month) {
        return month.isAfter(YearMonth.from(lastDay()))
                ? Optional.of(Rejection.invalid(FUTURE, "field", field, "date", month.toString())) : Optional.empty();
    }

    /** Why this day cannot be a deadline: it is over. None is no deadline. */
    public Optional<Rejection> notOver(String field, @Nullable LocalDate deadline) {
        return deadline != null && deadline.isBefore(today())
                ? Optional.of(Rejection.invalid("date-in-the-past", "field", field, "date", deadline.toString()))
                : Optional.empty();
    }

    /** Why nobody can have meant this day in a plan: it lies further ahead than the country plans. None is no plan. */
    public Optional<Rejection> plannable(String field, @Nullable LocalDate planned) {
        LocalDate last = today().plus(allowed.planWithin());
        return planned != null && planned.isAfter(last)
                ? Optional.of(Rejection.invalid("date-too-far-ahead", "field", field, "date", planned.toString(), "last",
                        last.toString())) : Optional.empty();
    }

    /** The last instant that may be stated. */
    Instant last() {
        return at.plus(allowed.ahead());
    }

    /** The last day that may be stated. */
    LocalDate lastDay() {
        return dayOf(last());
    }
}
