package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

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

    /** Why a file does not end so. */
    Optional<Rejection> refusal(CaseFile file, Moment now) {
        StatedDay day = now.day("endedOn", endedOn);
        Instant openedAt = file.openedAt();
        return day.notInFuture().or(() -> day.notBefore("openedAt", openedAt == null ? null : now.dayOf(openedAt)))
                .or(() -> reason.fits(file.stage()) ? Optional.empty() : Optional.of(Rejection.refused("ending-does-not-fit",
                        "reason", reason.name(), "state", file.stage().name(), "next", file.next().name())));
    }
}
