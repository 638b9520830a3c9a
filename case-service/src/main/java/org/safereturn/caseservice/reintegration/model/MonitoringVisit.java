package org.safereturn.caseservice.reintegration.model;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;

/**
 * One planned or made visit after the return, without narrative or place. A later record of the same number replaces the
 * earlier one.
 *
 * @param number from 1
 * @param state what became of it
 * @param dueOn day on which it was due, when it was scheduled
 * @param doneOn day on which it was made, when it was
 * @param mode how it was made
 * @param outcome how the person was found
 * @param riskRaised whether the visitor raised a risk
 * @param traffickedAgain whether there is a sign that the person was trafficked again
 */
public record MonitoringVisit(int number, VisitState state, @Nullable LocalDate dueOn, @Nullable LocalDate doneOn,
        @Nullable VisitMode mode, @Nullable VisitOutcome outcome, boolean riskRaised, boolean traffickedAgain) {

    /** The first rule this record breaks. */
    public Optional<Rejection> refusal(LocalDate arrivedOn, LocalDate today) {
        if (number < 1) {
            return Optional.of(Rejection.invalid("visit-number", "number", Integer.toString(number)));
        }
        boolean complete = doneOn != null && mode != null && outcome != null;
        boolean empty = doneOn == null && mode == null && outcome == null;
        if (state == VisitState.DONE ? !complete : !empty) {
            return Optional.of(Rejection.invalid("visit-state-and-fields", "state", state.name()));
        }
        if (doneOn != null && doneOn.isAfter(today)) {
            return Optional.of(Rejection.invalid("date-in-the-future", "field", "doneOn", "date", doneOn.toString()));
        }
        if (doneOn != null && doneOn.isBefore(arrivedOn)) {
            return Optional.of(Rejection.invalid("visit-before-arrival", "date", doneOn.toString()));
        }
        if (state == VisitState.DUE && dueOn == null) {
            return Optional.of(Rejection.invalid("visit-state-and-fields", "state", state.name()));
        }
        return Optional.empty();
    }
}
