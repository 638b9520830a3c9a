package org.safereturn.monitoringservice.fold;

import java.time.LocalDate;
import java.util.List;

/**
 * A step was past its deadline.
 *
 * @param country that set the deadline for itself
 * @param timer whose deadline it is
 * @param step its number where a case has it several times, from 1
 * @param dueOn last day on which it was in time
 */
public record Breach(String country, String timer, int step, LocalDate dueOn) {

    /** As the document holds it. */
    String text() {
        return String.join(" ", country, timer, String.valueOf(step), dueOn.toString());
    }

    /** As it was put into the document. */
    static Breach of(String text) {
        List<String> parts = List.of(text.split(" ", -1));
        return new Breach(parts.get(0), parts.get(1), Integer.parseInt(parts.get(2)), LocalDate.parse(parts.get(3)));
    }
}
