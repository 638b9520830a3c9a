package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the person was received in the country of origin.
 *
 * @param at when
 * @param receptionUnit code of the unit that received the person
 * @param crossingPoint code of the crossing point, when one was passed
 * @param receivedByRole role of who received the person
 * @param condition how the person was, as a code
 * @param differences to what was agreed, as codes
 */
public record Arrival(Instant at, String receptionUnit, @Nullable String crossingPoint, String receivedByRole,
        String condition, List<String> differences) {

    /** Keeps its own copy of the differences. */
    public Arrival {
        differences = List.copyOf(differences);
    }
}
