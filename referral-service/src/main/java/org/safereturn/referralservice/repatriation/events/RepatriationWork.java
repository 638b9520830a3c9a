package org.safereturn.referralservice.repatriation.events;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Due;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.access.work.OpenItem;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.repatriation.model.Alarm;
import org.safereturn.referralservice.repatriation.model.Arrangement;
import org.safereturn.referralservice.repatriation.model.Arrangement.Confirmation;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.TracingResult;
import org.safereturn.work.v1.WorkList;

/** What a return waits for on this side. */
public final class RepatriationWork {

    private RepatriationWork() {
    }

    /** The lists it waits on. */
    public static List<OpenItem> of(Repatriation known, Deadlines deadlines) {
        Optional<Due> limit = RepatriationTimers.of(known).stream().findFirst().flatMap(deadlines::due);
        List<OpenItem> open = new ArrayList<>((known.ownParty() == Party.HOST ? host(known) : origin(known)).stream()
                .map(item -> item.limited(limit)).toList());
        Handover handover = known.handover();
        if (handover != null && known.ownParty() == Party.HOST && known.alarms().contains(Alarm.OVERRIDE_UNCONFIRMED)) {
            open.add(OpenItem.of(WorkList.OVERRIDE_TO_CONFIRM, known.scope(),
                    Objects.requireNonNullElse(handover.recordedAt(), handover.handedOverAt())));
        }
        return open;
    }

    private static List<OpenItem> host(Repatriation known) {
        TracingResult result = known.result();
        ReturnDecision decision = known.decision();
        Arrangement plan = known.arrangement();
        CaseScope scope = known.scope();
        return switch (known.state()) {
            case AWAITING_DECISION, UNDER_REVIEW -> result == null ? List.of()
                    : List.of(OpenItem.of(WorkList.RETURN_TO_DECIDE, scope, result.issuedAt()));
            case DECISION_RECORDED -> decision == null || decision.choice() != ReturnDecision.Choice.RETURN ? List.of()
                    : List.of(OpenItem.of(WorkList.RETURN_TO_PROPOSE, scope, decision.decidedAt()));
            case RETURN_PROPOSED -> plan == null || plan.movedBy() == Party.HOST ? List.of()
                    : List.of(OpenItem.of(WorkList.RETURN_TO_PROPOSE, scope, plan.movedAt()).due(plan.windowFrom()));
            case RETURN_CONFIRMED -> travelling(WorkList.HANDOVER_TO_MAKE, known);
            case RETURN_SUSPENDED -> known.awaitsNewPlan() ? atClosedPoint(WorkList.RETURN_TO_PROPOSE, known) : List.of();
            case NO_RETURN, HANDED_OVER, ARRIVED, WITHDRAWN -> List.of();
        };
    }

    private static List<OpenItem> origin(Repatriation known) {
        Arrangement plan = known.arrangement();
        Handover handover = known.handover();
        return switch (known.state()) {
            case RETURN_PROPOSED -> plan == null || plan.movedBy() != Party.HOST ? List.of()
                    : List.of(OpenItem.of(WorkList.RETURN_TO_CONFIRM, known.scope(), plan.movedAt()).due(plan.windowFrom())
                            .at(plan.crossingPoint()));
            case RETURN_CONFIRMED -> travelling(WorkList.ARRIVAL_EXPECTED, known);
            case HANDED_OVER -> handover == null ? List.of()
                    : List.of(OpenItem.of(WorkList.HANDOVER_WITHOUT_ARRIVAL, known.scope(), handover.handedOverAt())
                            .at(handover.crossingPoint()));
            case RETURN_SUSPENDED -> atClosedPoint(WorkList.CROSSING_CLOSED, known);
            case AWAITING_DECISION, DECISION_RECORDED, NO_RETURN, UNDER_REVIEW, ARRIVED, WITHDRAWN -> List.of();
        };
    }

    /** It waits since the return stands still, by the day on which the person was to travel. */
    private static List<OpenItem> atClosedPoint(WorkList list, Repatriation known) {
        Arrangement plan = known.arrangement();
        Confirmation agreed = known.confirmation();
        return plan == null ? List.of() : known.heldUpAtClosedPoint().stream().map(held -> OpenItem.of(list, known.scope(),
                        held.suspendedAt()).due(agreed == null ? plan.windowFrom() : agreed.travelDate())
                .at(list == WorkList.CROSSING_CLOSED ? known.passing().orElse(null) : null)).toList();
    }

    /** It waits from the day on which the person travels. */
    private static List<OpenItem> travelling(WorkList list, Repatriation known) {
        Confirmation agreed = known.confirmation();
        return agreed == null ? List.of() : List.of(OpenItem.of(list, known.scope(),
                        agreed.travelDate().atStartOfDay(ZoneOffset.UTC).toInstant())
                .due(agreed.travelDate()).at(agreed.crossingPoint()));
    }
}
