package org.safereturn.caseservice.work.events;

import java.util.List;
import java.util.Optional;

import org.safereturn.access.deadline.Timer;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.model.WorkList;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkItemState;
import reactor.core.publisher.Mono;

/** Folds what the services of the ministry tell into the lists of open work. */
public final class WorkHandler {

    private final WorkLists lists;

    /** Into these lists. */
    public WorkHandler(WorkLists lists) {
        this.lists = lists;
    }

    /** Takes one in; a list or a state that only a newer release knows is nobody's work here. */
    public Mono<Outcome<WorkItem>> changed(InboundEvent event, WorkItemChanged body) {
        Optional<WorkItem> item = body.getResultingState() == WorkItemState.UNKNOWN ? Optional.empty()
                : WorkList.named(body.getList().name()).map(list -> new WorkItem(body.getCaseRef().toString(), list,
                        body.getCaseVersion(), body.getResultingState() == WorkItemState.OPEN ? waiting(body) : null));
        return item.map(told -> lists.apply(told).<Outcome<WorkItem>>thenReturn(
                        new Outcome.Stored<>(new Aggregate<>(told.id(), told.version(), told), List.of())))
                .orElseGet(() -> Mono.just(new Outcome.Ignored<>()));
    }

    private static Waiting waiting(WorkItemChanged body) {
        CaseScope scope = CaseScope.NOBODY;
        for (String unit : body.getUnits()) {
            scope = scope.withUnit(unit);
        }
        for (String point : body.getReceivingPoints()) {
            scope = scope.offeredAt(point);
        }
        return new Waiting(body.getContactPoints() ? scope.offered() : scope,
                Optional.ofNullable(body.getSince()).orElse(body.getOccurredAt()), body.getDueOn(), body.getCrossingPoint(),
                Optional.ofNullable(body.getTimer()).flatMap(timer -> Timer.named(timer.name())).orElse(null),
                body.getHolidaysUnknown());
    }
}
