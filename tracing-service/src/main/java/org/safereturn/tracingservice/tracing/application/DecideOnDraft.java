package org.safereturn.tracingservice.tracing.application;

import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** The second officer checks a drafted result and issues it, or it is taken back to be drafted anew. */
public final class DecideOnDraft {

    private final TracingDesk desk;

    public DecideOnDraft(TracingDesk desk) {
        this.desk = desk;
    }

    /** Issues the draft to the host side. */
    public Mono<Outcome<Tracing>> approve(String caseRef, Caller caller, int version) {
        return desk.change(caseRef, caller, tracing -> tracing.approveResult(version, caller.officer(), desk.now()));
    }

    /** Takes the draft back. */
    public Mono<Outcome<Tracing>> takeBack(String caseRef, Caller caller, int version) {
        return desk.change(caseRef, caller, tracing -> tracing.returnDraft(version));
    }
}
