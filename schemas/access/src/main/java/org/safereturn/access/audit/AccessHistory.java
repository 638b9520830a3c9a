package org.safereturn.access.audit;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.paging.Paging;

/**
 * A page of the accesses to the data of one person. Other persons who were shown in the same answer are left out.
 *
 * @param caseRef reference of the person's case
 * @param items newest first, or oldest first where a moment was given
 * @param next what to send as {@code after} for the next page; absent on the last one
 * @param total on all pages; on the first page only
 */
record AccessHistory(String caseRef, List<Item> items, @Nullable String next, @Nullable Long total) {

    /**
     * One access.
     *
     * @param sequence number of the record in the trail of this service
     * @param action C, R, U or E
     * @param status of the answer; none for an attempt
     * @param attempt number of the attempt that this is the end of
     */
    record Item(long sequence, Instant recorded, String officer, String role, String unit, String ministry,
            String purpose, String action, String endpoint, Outcome outcome, @Nullable Integer status,
            @Nullable String rule, @Nullable Long attempt) {

        private static Item of(AuditRecord record) {
            AuditEntry entry = record.entry();
            OptionalLong attempt = entry.attempt();
            return new Item(record.sequence(), record.recorded(), entry.agent().reference(), entry.agent().role(),
                    entry.agent().unit(), entry.agent().ministry(), entry.purpose(), entry.action().code(),
                    entry.endpoint(), entry.outcome(),
                    entry.status().isPresent() ? entry.status().getAsInt() : null, entry.rule().orElse(null),
                    attempt.isPresent() ? attempt.getAsLong() : null);
        }
    }

    static AccessHistory of(String caseRef, AuditTrail.Page found, Paging paging) {
        return new AccessHistory(caseRef, found.records().stream().map(Item::of).toList(),
                found.next().map(paging::cursor).orElse(null), found.total().orElse(null));
    }
}
