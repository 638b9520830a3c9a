package org.safereturn.tracingservice.tracing.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

import org.safereturn.access.scope.Caller;
import org.safereturn.access.time.Moment;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.tracingservice.country.CountryProfile;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** Changes a tracing that the caller sees, as it stands today; one that is not seen is unknown. */
public final class TracingDesk {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS = 10;

    private final Aggregates<Tracing, TracingEvent> tracings;
    private final CountryProfile profile;
    private final Clock clock;

    public TracingDesk(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        this.tracings = tracings;
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * The acceptance is an event of the referral service. Whoever accepts there and goes on here at once may come before
     * it, so this looks ten times a second, for a second, whether it has come before it refuses for want of it.
     */
    Mono<Outcome<Tracing>> change(String caseRef, Caller caller,
            Function<Tracing, Decision<Tracing, TracingEvent>> decide) {
        LocalDate today = today();
        Mono<Outcome<Tracing>> attempt = Mono.defer(() -> tracings.change(caseRef, caller.cause(),
                (Optional<Tracing> known) -> known
                        .filter(tracing -> caller.sees(tracing.scope()))
                        .map(tracing -> decide.apply(tracing.asOf(today)))
                        .orElseGet(() -> Decision.refuse(CaseContents.unknown()))));
        return attempt.filter(outcome -> !lacksAcceptance(outcome))
                .repeatWhenEmpty(again -> again.take(LOOKS).delayElements(LOOK))
                .switchIfEmpty(attempt);
    }

    private static boolean lacksAcceptance(Outcome<Tracing> outcome) {
        return outcome instanceof Outcome.Refused<Tracing>(Rejection rejection)
                && rejection.rule().equals(Tracing.NOT_ACCEPTED);
    }

    Instant now() {
        return clock.instant();
    }

    /** When something is recorded, in the calendar of the ministry. */
    Moment moment() {
        return profile.moment(clock.instant());
    }

    /** The date in the ministry's own time zone. */
    LocalDate today() {
        return profile.today(clock);
    }
}
