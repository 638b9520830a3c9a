package org.safereturn.access.testing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.AuditTrail;
import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A chain that lives as long as the test. */
public final class InMemoryAuditTrail implements AuditTrail {

    private final List<AuditRecord> records = new ArrayList<>();
    private final String origin;
    private final Clock clock;

    /** An empty chain of this name. */
    public InMemoryAuditTrail(String chain, Clock clock) {
        this.origin = AuditRecord.origin(chain);
        this.clock = clock;
    }

    @Override
    public Mono<AuditRecord> append(AuditEntry entry) {
        return Mono.fromSupplier(() -> {
            synchronized (records) {
                AuditRecord record = AuditRecord.chained(records.size() + 1L,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS), entry,
                        records.isEmpty() ? origin : records.getLast().hash());
                records.add(record);
                return record;
            }
        });
    }

    @Override
    public Mono<Page> ofCase(String caseRef, Optional<Aggregates.Position> after, boolean oldestFirst, int size) {
        return Mono.fromSupplier(() -> {
            List<AuditRecord> all = oldestFirst ? snapshot() : snapshot().reversed();
            List<AuditRecord> found = all.stream().filter(record -> record.entry().cases().contains(caseRef)).toList();
            List<AuditRecord> page = found.stream().filter(each -> after.filter(position -> !isBeyond(each, position,
                    oldestFirst)).isEmpty()).limit(size).toList();
            return new Page(page, page.size() < size ? Optional.empty() : Optional.of(new Aggregates.Position(
                    page.getLast().recorded(), Long.toString(page.getLast().sequence()))),
                    after.isPresent() ? Optional.empty() : Optional.of((long) found.size()));
        });
    }

    private static boolean isBeyond(AuditRecord record, Aggregates.Position after, boolean oldestFirst) {
        if (after.id().isEmpty()) {
            return !record.recorded().isBefore(after.changedAt().truncatedTo(ChronoUnit.SECONDS));
        }
        int order = Long.compare(record.sequence(), Long.parseLong(after.id()));
        return oldestFirst ? order > 0 : order < 0;
    }

    @Override
    public Flux<AuditRecord> all() {
        return Flux.defer(() -> Flux.fromIterable(snapshot()));
    }

    private List<AuditRecord> snapshot() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }
}
