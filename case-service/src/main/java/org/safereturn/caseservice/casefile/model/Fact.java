package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

/**
 * Something that happened to the case elsewhere, with the first and the last time it did. Folding facts gives the same in
 * any order and however often one is repeated. A corrected record of it replaces the times of the one before.
 *
 * @param kind what happened
 * @param first the earliest time
 * @param last the latest time
 * @param revision of the record that says so, 0 for what is never corrected
 */
public record Fact(FactKind kind, Instant first, Instant last, int revision) {

    Fact folded(Fact other) {
        if (revision != other.revision) {
            return revision > other.revision ? this : other;
        }
        return new Fact(kind, other.first.isBefore(first) ? other.first : first, other.last.isAfter(last) ? other.last : last,
                revision);
    }
}
