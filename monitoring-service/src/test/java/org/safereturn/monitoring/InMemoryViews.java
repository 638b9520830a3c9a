package org.safereturn.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Views in memory, for tests of what stands above them. */
final class InMemoryViews implements Views {

    private final Map<View, Map<Update.Kind, Map<String, ViewDocument>>> documents = new ConcurrentHashMap<>();
    private volatile View live = new View(1);

    @Override
    public Mono<View> live() {
        return Mono.fromSupplier(() -> live);
    }

    @Override
    public Mono<Void> makeLive(View view) {
        return Mono.fromRunnable(() -> live = view);
    }

    @Override
    public Mono<Void> apply(View view, Collection<Update> updates) {
        return Mono.fromRunnable(() -> {
            synchronized (documents) {
                for (Update update : updates) {
                    ViewDocument document = of(view, update.kind())
                            .computeIfAbsent(update.id(), _ -> new ViewDocument());
                    update.changes().forEach(document::apply);
                }
            }
        });
    }

    @Override
    public Flux<Journey> journeys(View view) {
        return Flux.defer(() -> Flux.fromIterable(journeyList(view)));
    }

    @Override
    public Flux<Journey> journeys(View view, int page, int size) {
        return journeys(view).skip((long) page * size).take(size);
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
                        .forEach((id, document) -> counts.add(CheckpointCount.read(id, document)));
                return Flux.fromIterable(counts);
            }
        });
    }

    @Override
    public Mono<Void> keepOnly(View view) {
        return Mono.fromRunnable(() -> documents.keySet().removeIf(each -> !each.equals(view)));
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
