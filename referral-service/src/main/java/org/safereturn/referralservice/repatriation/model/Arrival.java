package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * The origin received the person.
 *
 * @param receptionUnit code of the unit where the person arrived
 * @param crossingPoint as the origin recorded it, absent where not recorded
 * @param receivedByRole role, never a person
 */
public record Arrival(Officer officer, Instant arrivedAt, String receptionUnit, @Nullable String crossingPoint,
        String receivedByRole, Condition condition, List<Difference> differences) {

    /** Keeps its own copy of the list. */
    public Arrival {
        differences = List.copyOf(differences);
    }

    /** Condition without medical detail. */
    public enum Condition { WELL, NEEDS_ATTENTION, NEEDS_URGENT_CARE, UNKNOWN }

    /** How the arrival differs from the handover. */
    public enum Difference {
        OTHER_PLACE, OTHER_TIME, DOCUMENT_MISSING, MEDICINES_MISSING, BELONGINGS_MISSING, ACCOMPANIED_BY_OTHERS,
        HANDOVER_NOT_KNOWN, OTHER, UNKNOWN
    }

    Arrival beforeHandover() {
        if (differences.contains(Difference.HANDOVER_NOT_KNOWN)) {
            return this;
        }
        List<Difference> more = new ArrayList<>(differences);
        more.add(Difference.HANDOVER_NOT_KNOWN);
        return new Arrival(officer, arrivedAt, receptionUnit, crossingPoint, receivedByRole, condition, more);
    }
}
