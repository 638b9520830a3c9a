package org.safereturn.caseservice.casefile.events;

import java.util.List;

import org.safereturn.caseservice.casefile.application.FollowCase;
import org.safereturn.caseservice.casefile.model.CaseFile;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import reactor.core.publisher.Mono;

/** Takes in a tracing result; what it answers about special needs stands in its sealed part. */
public final class ResultHandler {

    private final FollowCase cases;
    private final CaseKeys keys;
    private final Sealing sealing;

    public ResultHandler(FollowCase cases, CaseKeys keys, Sealing sealing) {
        this.cases = cases;
        this.keys = keys;
        this.sealing = sealing;
    }

    /** The result is a fact of the case, whether or not its sealed part can be opened. */
    public Mono<Outcome<CaseFile>> issued(InboundEvent event, TracingResultIssued body) {
        CaseHead head = CaseHead.of(body);
        return answers(head.caseRef(), body).defaultIfEmpty(List.of()).flatMap(answers -> cases.follow(head,
                CaseMessages.result(body, answers), new Cause.Message(event, Ordering.ORDER_FREE)));
    }

    private Mono<List<CareFinding>> answers(String caseRef, TracingResultIssued body) {
        return body.getSealed() == null ? Mono.empty() : keys.find(caseRef)
                .map(key -> sealing.open(key, caseRef, Sealed.of(body.getSealed()), TracingResultContent.class)
                        .getCareAnswers())
                .onErrorResume(CannotOpen.class, _ -> Mono.empty());
    }
}
