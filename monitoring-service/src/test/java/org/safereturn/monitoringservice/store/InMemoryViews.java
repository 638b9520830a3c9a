package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Folded;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Views in memory, for tests of what stands above them. */
final class InMemoryViews implements Views {

    private static final String CHANGED_AT = "changedAt";

    private final Map<View, Map<Update.Kind, Map<String, ViewDocument>>> documents = new ConcurrentHashMap<>();
    private final Clock clock;

    InMemoryViews(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> prepare(View view) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> folded) {
        return Mono.fromRunnable(() -> {
            synchronized (documents) {
                folded.forEach((id, changes) -> {
                    ViewDocument document = of(view, kind).computeIfAbsent(id, _ -> new ViewDocument());
                    changes.tell(document);
                    document.greatest(CHANGED_AT, clock.instant());
                });
            }
        });
    }

    @Override
    public Flux<Journey> journeys(View view) {
        return Flux.defer(() -> Flux.fromIterable(journeyList(view)));
    }

    @Override
    public Flux<Journey> journeys(View view, Collection<String> statRefs) {
        return journeys(view).filter(each -> statRefs.contains(each.statRef()));
    }

    @Override
    public Mono<Aggregates.Page<Journey>> journeys(View view, Aggregates.Query query) {
        return Mono.fromSupplier(() -> {
            synchronized (documents) {
                Comparator<Instant> byTime = query.oldestFirst() ? Comparator.naturalOrder() : Comparator.reverseOrder();
                Comparator<Aggregates.Position> order = Comparator.comparing(Aggregates.Position::changedAt, byTime)
                        .thenComparing(Aggregates.Position::id);
                Map<String, ViewDocument> all = of(view, Update.Kind.JOURNEY);
                List<Aggregates.Position> found = all.entrySet().stream()
                        .map(each -> new Aggregates.Position(each.getValue().time(CHANGED_AT).orElseThrow(), each.getKey()))
                        .filter(each -> !query.oldestFirst()
                                || !each.changedAt().isAfter(clock.instant().minusSeconds(2)))
                        .filter(each -> query.after().filter(after -> order.compare(each, after) <= 0).isEmpty())
                        .sorted(order).limit(query.size()).toList();
                return new Aggregates.Page<>(found.stream().map(each -> new Aggregate<>(each.id(), 0,
                                Journey.read(each.id(), Objects.requireNonNull(all.get(each.id()))))).toList(),
                        found.size() < query.size() ? Optional.empty() : Optional.of(found.getLast()),
                        query.after().isPresent() ? Optional.empty() : Optional.of((long) all.size()));
            }
        });
    }

    @Override
    public Mono<Long> countJourneys(View view) {
        return journeys(view).count();
    }

    @Override
    public Flux<CheckpointCount> checkpointCounts(View view) {
        return Flux.defer(() -> {
            synchronized (documents) {
                List<CheckpointCount> counts = new ArrayList<>();
                of(view, Update.Kind.CHECKPOINT_COUNT)
                        .forEach((_, document) -> counts.add(CheckpointCount.of(document)));
                return Flux.fromIterable(counts);
            }
        });
    }

    @Override
    public Mono<Void> keepOnly(View shown, View next) {
        return Mono.fromRunnable(() -> documents.keySet().removeIf(each -> !each.equals(shown)
                && each.generation() < next.generation()));
    }

    private List<Journey> journeyList(View view) {
        synchronized (documents) {
            List<Journey> journeys = new ArrayList<>();
            of(view, Update.Kind.JOURNEY).forEach((id, document) -> journeys.add(Journey.read(id, document)));
            return journeys;
        }
    }

    private Map<String, ViewDocument> of(View view, Update.Kind kind) {
        return documents.computeIfAbsent(view, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(kind, _ -> new TreeMap<>());
    }
}
