package org.safereturn.tracingservice.tracing.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.work.OpenItem;
import org.safereturn.messaging.event.Party;
import org.safereturn.tracingservice.tracing.model.Acceptance;
import org.safereturn.tracingservice.tracing.model.Clarification;
import org.safereturn.tracingservice.tracing.model.Draft;
import org.safereturn.tracingservice.tracing.model.Result;
import org.safereturn.tracingservice.tracing.model.Tracing;
import org.safereturn.tracingservice.tracing.model.TracingState;
import org.safereturn.work.v1.WorkList;

/** What a tracing waits for on this side. */
public final class TracingWork {

    private TracingWork() {
    }

    /** The lists it waits on; none once it has stopped, and nobody traces for a closed case. */
    public static List<OpenItem> of(Tracing tracing, Deadlines deadlines) {
        List<OpenItem> open = new ArrayList<>();
        if (tracing.state() == TracingState.STOPPED) {
            return open;
        }
        Optional<Due> limit = TracingTimers.of(tracing).stream().findFirst().flatMap(deadlines::due);
        Draft draft = tracing.draft();
        Acceptance acceptance = tracing.referral().acceptance();
        Optional<Result> latest = tracing.latestResult();
        if (tracing.side() == Party.HOST) {
            latest.filter(result -> tracing.acknowledgementOf(result.version()).isEmpty()).ifPresent(result ->
                    open.add(OpenItem.of(WorkList.RESULT_TO_READ, tracing.scope(), result.issuedAt())));
        } else if (draft != null) {
            open.add(OpenItem.of(WorkList.RESULT_TO_APPROVE, tracing.scope(), draft.draftedAt()).limited(limit));
        } else if (tracing.state() == TracingState.TRACING && acceptance != null && latest.isEmpty()
                && !tracing.closed()) {
            open.add(OpenItem.of(WorkList.TRACING_TO_DO, tracing.scope(), acceptance.at()).limited(limit));
        }
        tracing.presentClarifications().stream()
                .filter(question -> question.askedBy() != tracing.side() && question.answer() == null)
                .min(Comparator.comparing(Clarification::at)).ifPresent(question -> open.add(OpenItem.of(
                        WorkList.QUESTION_TO_ANSWER, tracing.scope(), question.at()).due(question.answerDueOn())));
        return open;
    }
}
