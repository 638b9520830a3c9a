package org.safereturn.caseservice.casefile.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.Officer;

/**
 * Something that happened to the case elsewhere, with the first and the last time it did in its round of the referral.
 * Folding facts gives the same in any order and however often one is repeated. A corrected record of it replaces the times of
 * the one before.
 *
 * @param kind what happened
 * @param first the earliest time
 * @param last the latest time
 * @param revision of the record that says so, 0 for what is never corrected
 * @param by who did it the first time; absent in a document of an older release
 * @param round of the referral in which it happened; 0 for what is of no round, and where nobody said it
 */
public record Fact(FactKind kind, Instant first, Instant last, int revision, @Nullable Officer by, int round) {

    /** Of no round. */
    public Fact(FactKind kind, Instant first, Instant last, int revision, @Nullable Officer by) {
        this(kind, first, last, revision, by, 0);
    }

    private static final Comparator<Fact> EARLIEST = Comparator.comparing(Fact::first)
            .thenComparing(fact -> String.valueOf(fact.by()));

    Fact folded(Fact other) {
        if (revision != other.revision) {
            return revision > other.revision ? this : other;
        }
        Fact earliest = Stream.of(this, other).min(EARLIEST).orElseThrow();
        return new Fact(kind, earliest.first(), other.last.isAfter(last) ? other.last : last, revision, earliest.by(), round);
    }

    /** Whether it is the same kind of thing in the same round. */
    boolean isOfTheSame(Fact other) {
        return kind == other.kind && round == other.round;
    }

    /** Those of the last round that was sent, and those of no round; what belongs to a round before says nothing of where the case stands. */
    static Stream<Fact> present(Collection<Fact> facts) {
        Optional<Fact> sent = lastSent(facts);
        return facts.stream().filter(fact -> fact.kind.isReturn() || sent.filter(fact::isBefore).isEmpty());
    }

    /** That the referral was sent the last time, as far as it is known. */
    static Optional<Fact> lastSent(Collection<Fact> facts) {
        return facts.stream().filter(fact -> fact.kind == FactKind.REFERRAL_SUBMITTED)
                .max(Comparator.comparingInt(Fact::round).thenComparing(Fact::last));
    }

    /** Where nobody said its round, its time decides. */
    private boolean isBefore(Fact sent) {
        return (round > 0 && sent.round > 0) ? round < sent.round : last.isBefore(sent.last);
    }
}
