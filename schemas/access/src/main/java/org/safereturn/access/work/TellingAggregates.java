package org.safereturn.access.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.access.work.OpenWork.Told;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.work.v1.WorkList;
import reactor.core.publisher.Mono;

/** Aggregates that compare what is open before and after each decision, and tell the difference with its events. */
final class TellingAggregates<S, E> implements Aggregates<S, E> {

    private final Aggregates<S, Told<E>> stored;
    private final Function<S, ? extends Collection<OpenItem>> open;
    private final Function<Collection<String>, Mono<Void>> look;

    /**
     * With what it is made of.
     *
     * @param look looks at aggregates before they change
     */
    TellingAggregates(Aggregates<S, Told<E>> stored, Function<S, ? extends Collection<OpenItem>> open,
            Function<Collection<String>, Mono<Void>> look) {
        this.stored = stored;
        this.open = open;
        this.look = look;
    }

    @Override
    public Mono<List<Outcome<S>>> change(List<Change<S, E>> changes) {
        return look.apply(changes.stream().map(Change::id).distinct().toList())
                .then(Mono.defer(() -> stored.change(changes.stream().map(change -> new Change<S, Told<E>>(change.id(),
                        change.cause(), before -> told(before, change.decide().apply(before)), change.begins())).toList())));
    }

    private Decision<S, Told<E>> told(Optional<S> before, Decision<S, E> decision) {
        return switch (decision) {
            case Decision.Refused<S, E>(var rejection) -> Decision.refuse(rejection);
            case Decision.Accepted<S, E>(S state, List<E> events) -> {
                List<Told<E>> all = new ArrayList<>();
                events.forEach(event -> all.add(new Told.Own<>(event)));
                Map<WorkList, OpenItem> was = before.map(this::open).orElse(Map.of());
                Map<WorkList, OpenItem> is = open(state);
                Set<WorkList> lists = EnumSet.noneOf(WorkList.class);
                lists.addAll(was.keySet());
                lists.addAll(is.keySet());
                lists.stream().filter(list -> !Objects.equals(was.get(list), is.get(list)))
                        .forEach(list -> all.add(new Told.Work<>(list, is.get(list))));
                yield Decision.accept(state, all);
            }
        };
    }

    private Map<WorkList, OpenItem> open(S state) {
        Map<WorkList, OpenItem> byList = new EnumMap<>(WorkList.class);
        for (OpenItem item : open.apply(state)) {
            if (byList.put(item.list(), item) != null) {
                throw new IllegalStateException("A case waits twice for " + item.list());
            }
        }
        return byList;
    }

    @Override
    public Mono<Map<String, Aggregate<S>>> find(Collection<String> ids) {
        return stored.find(ids);
    }

    @Override
    public Mono<Page<S>> list(Query query) {
        return stored.list(query);
    }

    @Override
    public Mono<Long> count(Map<String, Object> where) {
        return stored.count(where);
    }

    @Override
    public Mono<List<Tally>> tally(String field, List<Instant> moments) {
        return stored.tally(field, moments);
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return stored.keepsOrderOf(topic);
    }

    @Override
    public Mono<List<InboundRecord>> skip(List<EventMetadata> messages) {
        return stored.skip(messages);
    }

    @Override
    public Mono<Void> park(List<EventMetadata> messages) {
        return stored.park(messages);
    }

    @Override
    public Mono<List<InboundRecord>> due(List<EventMetadata> messages) {
        return stored.due(messages);
    }
}
