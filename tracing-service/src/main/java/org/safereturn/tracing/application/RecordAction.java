package org.safereturn.tracing.application;

import java.time.Clock;
import java.time.LocalDate;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.access.scope.Sight;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracing.country.CountryProfile;
import org.safereturn.tracing.model.ActionResult;
import org.safereturn.tracing.model.ActionType;
import org.safereturn.tracing.model.Officer;
import org.safereturn.tracing.model.Tracing;
import org.safereturn.tracing.model.TracingEvent;
import reactor.core.publisher.Mono;

/** A tracing officer records what was done, and later how it ended. */
public final class RecordAction {

    private final TracingDesk desk;
    private final CaseContents contents;
    private final Clock clock;

    public RecordAction(Aggregates<Tracing, TracingEvent> tracings, CaseContents contents, CountryProfile profile,
            Clock clock) {
        this.desk = new TracingDesk(tracings, profile, clock);
        this.contents = contents;
        this.clock = clock;
    }

    /** Records an action; its detail is stored sealed. */
    public Mono<Outcome<Tracing>> record(String caseRef, Sight sight, Cause.Request cause, Officer by, ActionType type,
            LocalDate date, ActionResult result, SpecificRecord detail) {
        return contents.sealing(caseRef, sight, detail, sealed -> desk.change(caseRef, sight, cause, tracing ->
                tracing.recordAction(type, date, result, sealed, by, desk.today(), clock.instant())));
    }

    /** Records how a pending action ended; its detail is stored sealed. */
    public Mono<Outcome<Tracing>> conclude(String caseRef, Sight sight, Cause.Request cause, Officer by, int number,
            ActionResult result, SpecificRecord detail) {
        return contents.sealing(caseRef, sight, detail, sealed -> desk.change(caseRef, sight, cause, tracing ->
                tracing.concludeAction(number, result, sealed, by, clock.instant())));
    }
}
