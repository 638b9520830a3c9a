package org.safereturn.referralservice.repatriation.model;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.Correction;
import org.safereturn.access.time.Correction.Reason;
import org.safereturn.messaging.event.Officer;

/**
 * The origin received the person.
 *
 * @param revision from 1; a correction is the next one
 * @param officer who recorded this revision
 * @param arrivedAt business time
 * @param recordedAt when this revision was entered, absent where an older release did
 * @param receptionUnit code of the unit where the person arrived
 * @param crossingPoint as the origin recorded it, absent where not recorded
 * @param receivedByRole role, never a person
 * @param recordedLate whether it was entered later than it took place
 * @param correction why it supersedes the revision before, absent for the first; who and when are those of the revision
 */
public record Arrival(int revision, Officer officer, Instant arrivedAt, @Nullable Instant recordedAt, String receptionUnit,
        @Nullable String crossingPoint, String receivedByRole, Condition condition, List<Difference> differences,
        boolean recordedLate, @Nullable Reason correction) {

    /** Differences that follow from the records, and need no officer to say them. */
    private static final Set<Difference> SEEN =
            Set.of(Difference.OTHER_PLACE, Difference.OTHER_UNIT, Difference.BEFORE_HANDOVER, Difference.HANDOVER_NOT_KNOWN);

    /** Keeps its own copy of the list; a document of an older release has no revision. */
    public Arrival {
        revision = Math.max(1, revision);
        differences = List.copyOf(differences);
    }

    /** Condition without medical detail. */
    public enum Condition { WELL, NEEDS_ATTENTION, NEEDS_URGENT_CARE, UNKNOWN }

    /** How the arrival differs from the handover. */
    public enum Difference {
        OTHER_PLACE, OTHER_TIME, DOCUMENT_MISSING, MEDICINES_MISSING, BELONGINGS_MISSING, ACCOMPANIED_BY_OTHERS,
        HANDOVER_NOT_KNOWN, OTHER_UNIT, BEFORE_HANDOVER, OTHER, UNKNOWN
    }

    /**
     * What an officer says of an arrival. What the record of the return holds already need not be said.
     *
     * @param now when it is entered
     * @param receptionUnit where absent the officer's own if it receives people, otherwise the confirmed one
     * @param crossingPoint where absent as handed over, otherwise as confirmed
     * @param receivedByRole where absent the officer's own
     */
    public record Said(Officer officer, Instant now, Instant arrivedAt, @Nullable String receptionUnit,
            @Nullable String crossingPoint, @Nullable String receivedByRole, Condition condition,
            List<Difference> differences) {

        /** Keeps its own copy of the list. */
        public Said {
            differences = List.copyOf(differences);
        }

        Arrival at(String unit, @Nullable String crossing, String role) {
            return new Arrival(1, officer, arrivedAt, now, unit, crossing, role, condition, differences, false, null);
        }
    }

    /**
     * What an officer corrects; what is absent stays.
     *
     * @param why it is corrected, by whom and when
     */
    public record Corrected(Correction why, @Nullable Instant arrivedAt, @Nullable String receptionUnit,
            @Nullable String crossingPoint) {
    }

    /** The same arrival at that time. */
    Arrival at(Instant time) {
        return new Arrival(revision, officer, time, recordedAt, receptionUnit, crossingPoint, receivedByRole, condition,
                differences, recordedLate, correction);
    }

    /** The next revision; differences that only followed from the one before are gone. */
    Arrival corrected(Corrected as) {
        return new Arrival(revision + 1, as.why().by(), as.arrivedAt() == null ? arrivedAt : as.arrivedAt(), as.why().at(),
                as.receptionUnit() == null ? receptionUnit : as.receptionUnit(),
                as.crossingPoint() == null ? crossingPoint : as.crossingPoint(), receivedByRole, condition,
                differences.stream().filter(each -> !SEEN.contains(each)).toList(), recordedLate, as.why().reason());
    }

    /** Why, by whom and when this revision superseded the one before; empty for the first. */
    public Optional<Correction> corrects() {
        return Optional.ofNullable(correction)
                .map(why -> new Correction(why, officer, recordedAt == null ? arrivedAt : recordedAt));
    }

    /** Whether it says the same of time and place. */
    boolean saysAs(Arrival other) {
        return arrivedAt.equals(other.arrivedAt) && receptionUnit.equals(other.receptionUnit)
                && Objects.equals(crossingPoint, other.crossingPoint);
    }

    /** The same arrival with these differences too. */
    Arrival differing(Collection<Difference> more, boolean late) {
        Set<Difference> all = new LinkedHashSet<>(differences);
        all.addAll(more);
        return new Arrival(revision, officer, arrivedAt, recordedAt, receptionUnit, crossingPoint, receivedByRole, condition,
                List.copyOf(all), recordedLate || late, correction);
    }
}
