package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * Something that happened to the case elsewhere, with the first and the last time it did. Folding facts gives the same in
 * any order and however often one is repeated. A corrected record of it replaces the times of the one before.
 *
 * @param kind what happened
 * @param first the earliest time
 * @param last the latest time
 * @param revision of the record that says so, 0 for what is never corrected
 * @param by who did it the first time; absent in a document of an older release
 */
public record Fact(FactKind kind, Instant first, Instant last, int revision, @Nullable Officer by) {

    private static final Comparator<Fact> EARLIEST = Comparator.comparing(Fact::first)
            .thenComparing(fact -> String.valueOf(fact.by()));

    Fact folded(Fact other) {
        if (revision != other.revision) {
            return revision > other.revision ? this : other;
        }
        Fact earliest = Stream.of(this, other).min(EARLIEST).orElseThrow();
        return new Fact(kind, earliest.first(), other.last.isAfter(last) ? other.last : last, revision, earliest.by());
    }
}
