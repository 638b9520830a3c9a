package org.safereturn.caseservice.casefile.model;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.event.Officer;
import org.safereturn.messaging.outcome.Rejection;

/**
 * The end of a file whose person did not return through the exchange.
 *
 * @param reason why
 * @param endedOn which day
 * @param by who ended it
 */
public record Ending(EndingReason reason, LocalDate endedOn, Officer by) {

    /** Why a file at this stage, begun on that day, does not end so. */
    Optional<Rejection> refusal(Stage stage, @Nullable LocalDate begunOn, Moment now) {
        StatedDay day = now.day("endedOn", endedOn);
        return day.notInFuture().or(() -> day.notBefore("openedAt", begunOn)).or(() -> reason.fits(stage)
                ? Optional.empty() : Optional.of(Rejection.refused("ending-does-not-fit", "reason", reason.name(),
                        "state", stage.name(), "next", stage.next().name())));
    }
}
