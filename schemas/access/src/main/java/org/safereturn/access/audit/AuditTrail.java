package org.safereturn.access.audit;

import java.util.List;
import java.util.Optional;

import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The chain of records of one service of one ministry. Records are only ever added.
 *
 * <p>Order: sequence numbers run from 1 without gaps, each record holds the hash of the one before. Several processes
 * may add to one chain; they never give a number twice. Entries that one caller adds one after the other, each after the
 * last has answered, stand in that order.
 */
public interface AuditTrail {

    /**
     * Adds an entry and gives it its place. Once subscribed the entry is written even when the subscriber goes away. When
     * this completes the record outlives the death of the process and of the store's process. When it fails the record
     * may or may not be there.
     *
     * @return the record, or an {@link AuditUnavailable} error
     */
    Mono<AuditRecord> append(AuditEntry entry);

    /**
     * The records that name this case, newest first; an empty page when there are none.
     *
     * @param size most records on the page, from 1
     */
    default Mono<Page> ofCase(String caseRef, int size) {
        return ofCase(caseRef, Optional.empty(), false, size);
    }

    /**
     * A page of the records that name this case, in the order of the chain: the oldest or the newest record first.
     *
     * @param after where the page before ended, empty for the first page; with an empty id, where the oldest comes first,
     *     it means the first record of this second
     * @param size most records on the page, from 1
     */
    Mono<Page> ofCase(String caseRef, Optional<Aggregates.Position> after, boolean oldestFirst, int size);

    /**
     * All records in order; empty when there is none yet. Records added meanwhile may or may not be among them. What is
     * stored and is no record ends it with a {@link MalformedRecord} error.
     */
    Flux<AuditRecord> all();

    /**
     * A page.
     *
     * @param records on it
     * @param next where the next page begins; empty when this one is not full
     * @param total on all pages; counted for the first page of the newest only
     */
    record Page(List<AuditRecord> records, Optional<Aggregates.Position> next, Optional<Long> total) {

        /** Copies the records. */
        public Page {
            records = List.copyOf(records);
        }

        /** One of these, of this size. */
        static Page of(List<AuditRecord> records, int size, Optional<Long> total) {
            return new Page(records, records.size() < size ? Optional.empty() : Optional.of(new Aggregates.Position(
                    records.getLast().recorded(), Long.toString(records.getLast().sequence()))), total);
        }
    }
}
