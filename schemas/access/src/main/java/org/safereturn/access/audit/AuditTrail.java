package org.safereturn.access.audit;

import java.util.List;

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
     * @param page from 0
     * @param size most records on the page
     */
    Mono<Page> ofCase(String caseRef, int page, int size);

    /**
     * All records in order; empty when there is none yet. Records added meanwhile may or may not be among them. What is
     * stored and is no record ends it with a {@link MalformedRecord} error.
     */
    Flux<AuditRecord> all();

    /**
     * A page.
     *
     * @param records on it
     * @param total on all pages
     */
    record Page(List<AuditRecord> records, long total) {

        /** Copies the records. */
        public Page {
            records = List.copyOf(records);
        }
    }
}
