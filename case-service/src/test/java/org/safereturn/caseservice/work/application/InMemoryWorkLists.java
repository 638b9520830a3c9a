package org.safereturn.caseservice.work.application;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Mono;

/** The lists in a map, with the same promises as those in the document store. */
final class InMemoryWorkLists implements WorkLists {

    private final Map<String, WorkItem> items = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> apply(WorkItem item) {
        return Mono.fromRunnable(() -> items.merge(item.id(), item,
                (one, other) -> other.version() > one.version() ? other : one));
    }

    @Override
    public Mono<Page> read(Query query) {
        return Mono.fromSupplier(() -> {
            List<Open> seen = items.values().stream().filter(item -> query.counted().contains(item.list()))
                    .filter(item -> item.waiting() != null && query.sight().sees(item.waiting().scope()))
                    .map(item -> new Open(item.caseRef(), item.list(), Objects.requireNonNull(item.waiting())))
                    .filter(open -> query.due().isEmpty() || isDue(open, query.due().get()))
                    .sorted((one, other) -> position(query, one).compareTo(position(query, other))).toList();
            Map<WorkList, Long> counts = new EnumMap<>(WorkList.class);
            query.counted().forEach(list -> counts.put(list, seen.stream().filter(open -> open.list() == list).count()));
            List<Open> behind = seen.stream().filter(open -> query.shown().contains(open.list()))
                    .filter(open -> query.after().isEmpty() || position(query, open).compareTo(query.after().get()) > 0).toList();
            List<Open> page = behind.stream().limit(query.size()).toList();
            return new Page(counts, page, behind.size() > page.size() ? Optional.of(position(query, page.getLast()))
                    : Optional.empty());
        });
    }

    private static boolean isDue(Open open, Days days) {
        LocalDate day = open.waiting().dueOn();
        return day != null && !day.isBefore(days.first()) && !day.isAfter(days.last());
    }

    private static Position position(Query query, Open open) {
        LocalDate day = open.waiting().dueOn();
        return query.due().isEmpty() || day == null ? open.position() : new Position(Days.start(day), open.position().id());
    }
}
