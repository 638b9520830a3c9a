package org.safereturn.access.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checks a chain from its first record to its last: no number is missing, no record was changed, each record follows
 * the one it was chained to, and every anchored record is present and the same.
 */
public final class ChainVerification {

    private final Map<Long, Anchor> anchored = new HashMap<>();
    private @Nullable Anchor last;
    private long sequence;
    private String hash;

    private ChainVerification(String chain, List<Anchor> anchors) {
        hash = AuditRecord.origin(chain);
        anchors.forEach(this::expect);
    }

    /**
     * An unbroken chain.
     *
     * @param records how many
     * @param anchored number of the last anchored record, 0 when none is; what comes after it could be cut off unseen
     */
    public record Intact(long records, long anchored) {}

    /**
     * Checks records in the order in which they are stored.
     *
     * @param chain name of the chain, such as {@code KH/tracing-service}
     * @return what was found intact, or a {@link BrokenChain} error that names the first bad record
     */
    public static Mono<Intact> verify(String chain, Flux<AuditRecord> records, List<Anchor> anchors) {
        return Mono.defer(() -> {
            ChainVerification verification = new ChainVerification(chain, anchors);
            return records.doOnNext(verification::follow)
                    .onErrorMap(MalformedRecord.class, e -> new BrokenChain(e.getMessage() + "."))
                    .then(Mono.fromSupplier(verification::end));
        });
    }

    private void expect(Anchor anchor) {
        Anchor other = anchored.putIfAbsent(anchor.sequence(), anchor);
        if (other != null && !other.hash().equals(anchor.hash())) {
            throw new BrokenChain("Record " + anchor.sequence() + " was replaced: the anchors of " + other.signed()
                    + " and " + anchor.signed() + " signed two different ones.");
        }
        if (last == null || last.sequence() < anchor.sequence()) {
            last = anchor;
        }
    }

    private void follow(AuditRecord record) {
        if (record.sequence() <= sequence) {
            throw new BrokenChain("Record " + record.sequence() + " stands behind record " + sequence + ".");
        }
        if (record.sequence() != sequence + 1) {
            throw new BrokenChain("Record " + (sequence + 1) + " is missing: the next one is record "
                    + record.sequence() + ".");
        }
        if (!record.fitsItsHash()) {
            throw new BrokenChain("Record " + record.sequence() + " was changed: its hash does not fit its content.");
        }
        if (!record.previous().equals(hash)) {
            throw new BrokenChain(sequence == 0
                    ? "Record 1 is not the first record of this chain."
                    : "Record " + record.sequence() + " was chained to another record " + sequence
                            + ": one of the two was replaced.");
        }
        Anchor anchor = anchored.get(record.sequence());
        if (anchor != null && !anchor.hash().equals(record.hash())) {
            throw new BrokenChain("Record " + record.sequence() + " is not the one that the anchor of "
                    + anchor.signed() + " signed: it or a record before it was written anew.");
        }
        sequence = record.sequence();
        hash = record.hash();
    }

    private Intact end() {
        if (last == null) {
            return new Intact(sequence, 0);
        }
        if (last.sequence() > sequence) {
            throw new BrokenChain("Record " + (sequence + 1) + " and those after it were cut off: the anchor of "
                    + last.signed() + " signed record " + last.sequence() + ".");
        }
        return new Intact(sequence, last.sequence());
    }
}
