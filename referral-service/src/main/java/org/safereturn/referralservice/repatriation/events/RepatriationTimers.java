package org.safereturn.referralservice.repatriation.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Running.Pause;
import org.safereturn.access.deadline.Timer;
import org.safereturn.messaging.event.Party;
import org.safereturn.referralservice.repatriation.model.Arrangement.Suspension;
import org.safereturn.referralservice.repatriation.model.Handover;
import org.safereturn.referralservice.repatriation.model.Repatriation;
import org.safereturn.referralservice.repatriation.model.RepatriationState;
import org.safereturn.referralservice.repatriation.model.ReturnDecision;
import org.safereturn.referralservice.repatriation.model.TracingResult;

/** Which steps of a return are running on this side. While the return is suspended the clock stands still. */
public final class RepatriationTimers {

    /** The timers that are known here. */
    public static final Set<Timer> TIMERS = Set.of(Timer.T_REVIEW, Timer.T_RETURN, Timer.T_MATCH);

    /** The states in which one of them can be running. */
    public static final List<String> STATES = Stream.of(RepatriationState.AWAITING_DECISION, RepatriationState.UNDER_REVIEW,
            RepatriationState.DECISION_RECORDED, RepatriationState.RETURN_PROPOSED, RepatriationState.RETURN_CONFIRMED,
            RepatriationState.HANDED_OVER).map(Enum::name)
            .toList();

    private RepatriationTimers() {
    }

    /** The one step that this side has to see to its end, or none. */
    public static List<Running> of(Repatriation known) {
        TracingResult result = known.result();
        ReturnDecision decision = known.decision();
        Handover handover = known.handover();
        boolean host = known.ownParty() == Party.HOST;
        return switch (known.state()) {
            case AWAITING_DECISION, UNDER_REVIEW -> !host || result == null ? List.of()
                    : List.of(Running.of(Timer.T_REVIEW, result.version(), result.issuedAt()));
            case DECISION_RECORDED, RETURN_PROPOSED, RETURN_CONFIRMED, RETURN_SUSPENDED ->
                !host || decision == null || decision.choice() != ReturnDecision.Choice.RETURN ? List.of()
                        : List.of(returning(known, decision));
            case HANDED_OVER -> {
                if (handover == null) {
                    yield List.of();
                }
                yield !host ? List.of(Running.of(Timer.T_MATCH, 1, handover.handedOverAt()))
                        : decision == null ? List.of() : List.of(returning(known, decision));
            }
            case NO_RETURN, ARRIVED, WITHDRAWN -> List.of();
        };
    }

    /** A newer decision of the same kind begins a step of its own. */
    private static Running returning(Repatriation known, ReturnDecision decision) {
        List<Pause> pauses = new ArrayList<>(known.pauses());
        if (known.state() != RepatriationState.HANDED_OVER) {
            known.holdingUp().map(Suspension::suspendedAt).map(from -> new Pause(from, null)).forEach(pauses::add);
            if (known.returnConsentEnded()) {
                pauses.add(new Pause(decision.decidedAt(), null));
            }
        }
        return new Running(Timer.T_RETURN, known.earlierDecisions().size() + 1, decision.decidedAt(), pauses);
    }
}
