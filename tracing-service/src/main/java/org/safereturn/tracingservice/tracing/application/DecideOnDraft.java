package org.safereturn.tracingservice.tracing.application;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.scope.Caller;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.tracingservice.tracing.model.GapAnswer;
import org.safereturn.tracingservice.tracing.model.Tracing;
import reactor.core.publisher.Mono;

/** The second officer checks a drafted result and issues it, or it is taken back to be drafted anew. */
public final class DecideOnDraft {

    private final TracingDesk desk;
    private final CaseContents contents;

    public DecideOnDraft(TracingDesk desk, CaseContents contents) {
        this.desk = desk;
        this.contents = contents;
    }

    /**
     * Issues the draft to the host side.
     *
     * @param answers to the gaps between the draft and the recorded actions
     * @param note on the answers, if there is one; kept sealed
     */
    public Mono<Outcome<Tracing>> approve(String caseRef, Caller caller, int version, List<GapAnswer> answers,
            @Nullable SpecificRecord note) {
        return note == null ? issue(caseRef, caller, version, answers, null)
                : contents.sealing(caseRef, caller, note, sealed -> issue(caseRef, caller, version, answers, sealed));
    }

    private Mono<Outcome<Tracing>> issue(String caseRef, Caller caller, int version, List<GapAnswer> answers,
            @Nullable Sealed note) {
        return contents.reading(caseRef).flatMap(reading -> desk.change(caseRef, caller, tracing ->
                reading.known(tracing).approveResult(version, answers, note, reading.safeContact(tracing), caller.officer(), desk.now())));
    }

    /** Takes the draft back. */
    public Mono<Outcome<Tracing>> takeBack(String caseRef, Caller caller, int version) {
        return desk.change(caseRef, caller, tracing -> tracing.returnDraft(version));
    }
}
