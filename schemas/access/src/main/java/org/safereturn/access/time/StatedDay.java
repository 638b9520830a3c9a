package org.safereturn.access.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * A business day as a caller states it. A day that is not known exactly is refused only where no possible day would do.
 *
 * @param field in which it was stated
 * @param stated as it was stated
 * @param now when it is recorded
 */
public record StatedDay(String field, PartialDay stated, Moment now) {

    /** As it is stored: never ahead of today. */
    public LocalDate kept() {
        return stated.day().isAfter(now.today()) ? now.today() : stated.day();
    }

    /** Whether it is recorded so long after the day was over that this is said with it. */
    public boolean late() {
        Instant over = stated.latest().plusDays(1).atStartOfDay(now.zone()).toInstant();
        return Duration.between(over, now.at()).compareTo(now.allowed().lateAfter()) > 0;
    }

    /** Why it cannot have been: it lies further ahead than clocks may differ. */
    public Optional<Rejection> notInFuture() {
        return stated.earliest().isAfter(now.lastDay())
                ? Optional.of(Rejection.invalid(Moment.FUTURE, "field", field, "date", stated.day().toString()))
                : Optional.empty();
    }

    /**
     * Why it cannot have been that day: something that comes first is later.
     *
     * @param other name of what comes first
     * @param earlier which day that was; none when it is not known
     */
    public Optional<Rejection> notBefore(String other, @Nullable LocalDate earlier) {
        return earlier != null && stated.latest().isBefore(earlier)
                ? Optional.of(outOfOrder(field, stated.day().toString(), other, earlier.toString())) : Optional.empty();
    }

    /**
     * Why it cannot have been that day: something that comes later is earlier.
     *
     * @param other name of what comes later
     * @param later which day that was; none when it is not known
     */
    public Optional<Rejection> notAfter(String other, @Nullable LocalDate later) {
        return later != null && stated.earliest().isAfter(later)
                ? Optional.of(outOfOrder(other, later.toString(), field, stated.day().toString())) : Optional.empty();
    }

    static Rejection outOfOrder(String second, String secondDate, String first, String firstDate) {
        return Rejection.invalid("dates-out-of-order", "field", second, "date", secondDate, "other", first,
                "otherDate", firstDate);
    }
}
