package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * A case is of the same person as another one, which goes on alone: one officer proposes it, and a second one confirms it.
 *
 * @param survivor reference of the case that goes on
 * @param reason how it is known
 * @param despiteDifference whether it was proposed although sex or age of the two differ
 * @param proposedBy who proposed it; absent where the other country tells of the merge
 * @param proposedAt when; absent there too
 * @param confirmedBy the second officer; absent while nobody has confirmed it
 * @param confirmedAt when; absent then too
 */
public record CaseMerge(String survivor, MergeReason reason, boolean despiteDifference, @Nullable Officer proposedBy,
        @Nullable Instant proposedAt, @Nullable Officer confirmedBy, @Nullable Instant confirmedAt) {

    /**
     * The case that is to go on.
     *
     * @param caseRef its reference
     * @param file as it stands
     */
    public record Survivor(String caseRef, CaseFile file) {
    }

    /** Whether nobody has confirmed it yet. */
    public boolean waits() {
        return confirmedAt == null;
    }

    static CaseMerge proposed(CaseEvent.MergeProposed event) {
        return new CaseMerge(event.survivor(), event.reason(), event.despiteDifference(), event.by(), event.occurredAt(), null,
                null);
    }

    static CaseMerge told(CaseEvent.CaseMerged event) {
        return new CaseMerge(event.survivor(), event.reason(), false, null, null, event.by(), event.occurredAt());
    }

    CaseMerge confirmed(Officer by, Instant at) {
        return new CaseMerge(survivor, reason, despiteDifference, proposedBy, proposedAt, by, at);
    }
}
