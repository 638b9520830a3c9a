package org.safereturn.tracing.application;

import java.time.Clock;

import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.Milestone;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** The origin side tells the host side how far it has come, and nothing about the family. */
public final class ReportProgress {

    private final TracingDesk desk;
    private final Clock clock;

    public ReportProgress(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        this.desk = new TracingDesk(tracings, profile, clock);
        this.clock = clock;
    }

    /** Reports a milestone. */
    public Mono<Outcome<Tracing>> report(String caseRef, Sight sight, Cause.Request cause, Officer by, Milestone milestone) {
        return desk.change(caseRef, sight, cause, tracing -> tracing.reportProgress(milestone, by, clock.instant()));
    }
}
