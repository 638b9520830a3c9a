package org.safereturn.tracingservice.tracing.application;

import java.time.LocalDate;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.event.Party;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.tracingservice.tracing.model.ClarificationTopic;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** An officer of either side asks the other side about the case, or answers its question. */
public final class ClarifyCase {

    private final TracingDesk desk;
    private final CaseContents contents;

    public ClarifyCase(TracingDesk desk, CaseContents contents) {
        this.desk = desk;
        this.contents = contents;
    }

    /** Asks the other side; the text is sealed. */
    public Mono<Outcome<Tracing>> ask(String caseRef, Caller caller, ClarificationTopic topic,
            @Nullable LocalDate answerDueOn, @Nullable Integer resultVersion, SpecificRecord content) {
        return contents.sealing(caseRef, caller, content, sealed -> desk.change(caseRef, caller, tracing ->
                tracing.ask(topic, answerDueOn, resultVersion, sealed, caller.officer(), desk.moment())));
    }

    /** Answers a question of the other side; the text is sealed. */
    public Mono<Outcome<Tracing>> answer(String caseRef, Caller caller, Party askedBy, int number,
            SpecificRecord content) {
        return contents.sealing(caseRef, caller, content, sealed -> desk.change(caseRef, caller, tracing ->
                tracing.answer(askedBy, number, sealed, caller.officer(), desk.now())));
    }
}
