package org.safereturn.access.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * A business time as a caller states it.
 *
 * @param field in which it was stated
 * @param stated as it was stated
 * @param now when it is recorded
 */
public record StatedTime(String field, Instant stated, Moment now) {

    /** As it is stored: whole milliseconds, and never ahead of now. */
    public Instant kept() {
        return (stated.isAfter(now.at()) ? now.at() : stated).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether it is recorded so long afterwards that this is said with it. */
    public boolean late() {
        return Duration.between(stated, now.at()).compareTo(now.allowed().lateAfter()) > 0;
    }

    /** Why it cannot have happened: it lies further ahead than clocks may differ. */
    public Optional<Rejection> notInFuture() {
        return stated.isAfter(now.last())
                ? Optional.of(Rejection.invalid(Moment.FUTURE, "field", field, "date", text(stated))) : Optional.empty();
    }

    /**
     * Why it cannot have happened then: something that comes first is later.
     *
     * @param other name of what comes first
     * @param earlier when that was; none when it is not known
     */
    public Optional<Rejection> notBefore(String other, @Nullable Instant earlier) {
        return earlier != null && kept().isBefore(earlier.truncatedTo(ChronoUnit.MILLIS))
                ? Optional.of(StatedDay.outOfOrder(field, text(kept()), other, text(earlier))) : Optional.empty();
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
