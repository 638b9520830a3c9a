package org.safereturn.tracingservice.tracing.application;

import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.Milestone;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** The origin side tells the host side how far it has come, and nothing about the family. */
public final class ReportProgress {

    private final TracingDesk desk;
    private final CaseContents contents;

    public ReportProgress(TracingDesk desk, CaseContents contents) {
        this.desk = desk;
        this.contents = contents;
    }

    /** Reports a milestone. */
    public Mono<Outcome<Tracing>> report(String caseRef, Caller caller, Milestone milestone) {
        return contents.reading(caseRef).flatMap(reading -> desk.change(caseRef, caller, tracing ->
                tracing.reportProgress(milestone, reading.safeContact(tracing), caller.officer(), desk.now())));
    }
}
