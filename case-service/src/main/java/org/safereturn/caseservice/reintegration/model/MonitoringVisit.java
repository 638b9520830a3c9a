package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Moment;
import org.safereturn.access.time.StatedDay;
import org.safereturn.messaging.outcome.Rejection;

/**
 * One planned or made visit after the return, without narrative or place. A later record of the same number replaces the
 * earlier one.
 *
 * @param number from 1 to 1,000
 * @param state what became of it
 * @param dueOn day on which it was due, when it was scheduled
 * @param doneOn day on which it was made, when it was
 * @param mode how it was made
 * @param outcome how the person was found
 * @param riskRaised whether the visitor raised a risk
 * @param traffickedAgain whether there is a sign that the person was trafficked again
 * @param recordedLate whether it was recorded long after it was made
 */
public record MonitoringVisit(int number, VisitState state, @Nullable LocalDate dueOn, @Nullable LocalDate doneOn,
        @Nullable VisitMode mode, @Nullable VisitOutcome outcome, boolean riskRaised, boolean traffickedAgain,
        boolean recordedLate) {

    /** The highest number; the joint view counts no visit beyond it. */
    private static final int MOST = 1_000;

    /** As it is stored: a day ahead within what clocks may differ is today. */
    public MonitoringVisit kept(Moment now) {
        return doneOn == null ? this : new MonitoringVisit(number, state, dueOn, now.day("doneOn", doneOn).kept(), mode,
                outcome, riskRaised, traffickedAgain, now.day("doneOn", doneOn).late());
    }

    /** What statistics hear of it: everything but when it was recorded. */
    public MonitoringVisit counted() {
        return new MonitoringVisit(number, state, dueOn, doneOn, mode, outcome, riskRaised, traffickedAgain, false);
    }

    /**
     * The first rule this record breaks. A plan may change; what became of a visit changes by a correction only.
     *
     * @param known what was recorded of this visit before
     * @param correction whether this record corrects that one
     */
    public Optional<Rejection> refusal(Optional<MonitoringVisit> known, boolean correction, LocalDate arrivedOn,
            Moment now) {
        if (number < 1 || number > MOST) {
            return Optional.of(Rejection.invalid("visit-number", "number", Integer.toString(number)));
        }
        boolean complete = doneOn != null && mode != null && outcome != null;
        boolean empty = doneOn == null && mode == null && outcome == null;
        if (state == VisitState.DONE ? !complete : !empty) {
            return Optional.of(Rejection.invalid("visit-state-and-fields", "state", state.name()));
        }
        StatedDay done = now.day("doneOn", doneOn);
        Optional<Rejection> impossible = done.notInFuture().or(() -> done.notBefore("arrivedAt", arrivedOn))
                .or(() -> now.plannable("dueOn", dueOn));
        if (impossible.isPresent()) {
            return impossible;
        }
        if (state == VisitState.DUE && dueOn == null) {
            return Optional.of(Rejection.invalid("visit-state-and-fields", "state", state.name()));
        }
        if (correction && known.isEmpty()) {
            return Optional.of(Rejection.invalid("nothing-to-correct"));
        }
        return correction ? Optional.empty() : known.filter(before -> before.state != VisitState.DUE).map(before ->
                Rejection.conflict("visit-already-recorded", "number", Integer.toString(number), "state",
                        before.state.name()));
    }
}
