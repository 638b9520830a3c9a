package org.safereturn.access.testing;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.AuditTrail;
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
    public Mono<Page> ofCase(String caseRef, int page, int size) {
        return Mono.fromSupplier(() -> {
            List<AuditRecord> found = snapshot().reversed().stream()
                    .filter(record -> record.entry().cases().contains(caseRef)).toList();
            return new Page(found.stream().skip((long) page * size).limit(size).toList(), found.size());
        });
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
