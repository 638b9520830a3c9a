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

/** The second officer checks a drafted result and issues it, or it is taken back to be drafted anew. */
public final class DecideOnDraft {

    private final TracingDesk desk;
    private final Clock clock;

    public DecideOnDraft(Aggregates<Tracing, TracingEvent> tracings, CountryProfile profile, Clock clock) {
        this.desk = new TracingDesk(tracings, profile, clock);
        this.clock = clock;
    }

    /** Issues the draft to the host side. */
    public Mono<Outcome<Tracing>> approve(String caseRef, Sight sight, Cause.Request cause, Officer by, int version) {
        return desk.change(caseRef, sight, cause, tracing -> tracing.approveResult(version, by, clock.instant()));
    }

    /** Takes the draft back. */
    public Mono<Outcome<Tracing>> takeBack(String caseRef, Sight sight, Cause.Request cause, int version) {
        return desk.change(caseRef, sight, cause, tracing -> tracing.returnDraft(version));
    }
}
