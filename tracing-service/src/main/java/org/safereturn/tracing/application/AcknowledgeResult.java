package org.safereturn.tracing.application;

import java.time.Clock;

import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** An officer of the host side confirms having read the latest version of the result. */
public final class AcknowledgeResult {

    private final TracingDesk desk;
    private final Clock clock;

    public AcknowledgeResult(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        this.desk = new TracingDesk(tracings, profile, clock);
        this.clock = clock;
    }

    /** Acknowledges a version and tells the origin side. */
    public Mono<Outcome<Tracing>> acknowledge(String caseRef, Sight sight, Cause.Request cause, Officer by, int version) {
        return desk.change(caseRef, sight, cause, tracing -> tracing.acknowledge(version, by, clock.instant()));
    }
}
