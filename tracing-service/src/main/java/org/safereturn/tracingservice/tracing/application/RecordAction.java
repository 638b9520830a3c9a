package org.safereturn.tracingservice.tracing.application;

import java.time.LocalDate;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.ActionResult;
import org.safereturn.tracingservice.tracing.model.ActionType;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** A tracing officer records what was done, and later how it ended. */
public final class RecordAction {

    private final TracingDesk desk;
    private final CaseContents contents;

    public RecordAction(TracingDesk desk, CaseContents contents) {
        this.desk = desk;
        this.contents = contents;
    }

    /** Records an action; its detail is stored sealed. */
    public Mono<Outcome<Tracing>> record(String caseRef, Caller caller, ActionType type, LocalDate date,
            ActionResult result, SpecificRecord detail) {
        return contents.sealing(caseRef, caller, detail, sealed -> contents.reading(caseRef).flatMap(reading ->
                desk.change(caseRef, caller, tracing -> tracing.recordAction(type, date, result, sealed,
                        reading.safeContact(tracing), caller.officer(), desk.moment()))));
    }

    /** Records how a pending action ended; its detail is stored sealed. */
    public Mono<Outcome<Tracing>> conclude(String caseRef, Caller caller, int number, ActionResult result,
            SpecificRecord detail) {
        return contents.sealing(caseRef, caller, detail, sealed -> desk.change(caseRef, caller, tracing ->
                tracing.concludeAction(number, result, sealed, caller.officer(), desk.now())));
    }
}
