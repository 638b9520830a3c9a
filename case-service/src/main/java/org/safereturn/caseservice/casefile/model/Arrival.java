package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the person was received in the country of origin.
 *
 * @param revision from 1; a corrected record is the next one
 * @param at when
 * @param receptionUnit code of the unit that received the person
 * @param crossingPoint code of the crossing point, when one was passed
 * @param receivedByRole role of who received the person
 * @param condition how the person was, as a code
 * @param differences to what was agreed, as codes
 */
public record Arrival(int revision, Instant at, String receptionUnit, @Nullable String crossingPoint, String receivedByRole,
        String condition, List<String> differences) {

    /** Keeps its own copy of the differences; a document of an older release has no revision. */
    public Arrival {
        revision = Math.max(1, revision);
        differences = List.copyOf(differences);
    }

    /** Whether it stands in place of the other: a corrected record does, and of two of one revision the later. */
    boolean supersedes(Arrival other) {
        return revision == other.revision ? at.isAfter(other.at) : revision > other.revision;
    }
}
