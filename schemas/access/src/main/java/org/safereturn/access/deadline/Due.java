package org.safereturn.access.deadline;

import java.time.LocalDate;
import java.util.List;

/**
 * When a step is due.
 *
 * @param timer which
 * @param number of the step, from 1
 * @param on last day on which it is in time
 * @param suspendedDays how many calendar days it stood still
 * @param holidaysUnknown years whose holidays the calendar does not know; in them only weekends were left out
 */
public record Due(Timer timer, int number, LocalDate on, int suspendedDays, List<Integer> holidaysUnknown) {

    /** Keeps its own copy. */
    public Due {
        holidaysUnknown = List.copyOf(holidaysUnknown);
    }
}
