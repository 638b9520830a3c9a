package org.safereturn.tracingservice.tracing.application;

import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** An officer of the host side confirms having read the latest version of the result. */
public final class AcknowledgeResult {

    private final TracingDesk desk;

    public AcknowledgeResult(TracingDesk desk) {
        this.desk = desk;
    }

    /** Acknowledges a version and tells the origin side. */
    public Mono<Outcome<Tracing>> acknowledge(String caseRef, Caller caller, int version) {
        return desk.change(caseRef, caller, tracing -> tracing.acknowledge(version, caller.officer(), desk.now()));
    }
}
