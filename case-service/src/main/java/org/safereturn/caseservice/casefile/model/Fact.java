package org.safereturn.caseservice.casefile.model;

import java.time.Instant;

/**
 * Something that happened to the case elsewhere, with the first and the last time it did. Folding facts gives the same in
 * any order and however often one is repeated.
 *
 * @param kind what happened
 * @param first the earliest time
 * @param last the latest time
 */
public record Fact(FactKind kind, Instant first, Instant last) {

    Fact folded(Instant at) {
        return new Fact(kind, at.isBefore(first) ? at : first, at.isAfter(last) ? at : last);
    }
}
