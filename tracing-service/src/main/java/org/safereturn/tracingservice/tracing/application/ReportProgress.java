package org.safereturn.tracingservice.tracing.application;

import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** The origin side tells the host side how far it has come, and nothing about the family. */
public final class ReportProgress {

    private final TracingDesk desk;

    public ReportProgress(TracingDesk desk) {
        this.desk = desk;
    }

    /** Reports a milestone. */
    public Mono<Outcome<Tracing>> report(String caseRef, Caller caller, Milestone milestone) {
        return desk.change(caseRef, caller, tracing -> tracing.reportProgress(milestone, caller.officer(), desk.now()));
    }
}
