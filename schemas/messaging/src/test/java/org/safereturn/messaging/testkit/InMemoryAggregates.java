package org.safereturn.messaging.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.Aggregate;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.Cause;
import org.safereturn.messaging.aggregate.Decision;
import org.safereturn.messaging.aggregate.EventDraft;
import org.safereturn.messaging.aggregate.EventTranslator;
import org.safereturn.messaging.aggregate.Ledger;
import org.safereturn.messaging.aggregate.OrderedStreams;
import org.safereturn.messaging.aggregate.Ordering;
import org.safereturn.messaging.aggregate.Outcome;
import org.safereturn.messaging.aggregate.Rejection;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.inbox.EventMetadata;
import org.safereturn.messaging.inbox.InboundRecord;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Aggregates in a map, with the same promises as those in the document store. */
public final class InMemoryAggregates<S, E> implements Aggregates<S, E> {

    private final Class<S> stateType;
    private final EventTranslator<S, E> translator;
    private final RecordingOutbox outbox;
    private final OrderedStreams ordered;
    private final JsonMapper mapper = StateMapper.create();
    private final Map<String, Stored> documents = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private record Stored(long version, long change, @Nullable Object state, Ledger ledger) {
    }

    /** None of whose messages is read in strict order. */
    public InMemoryAggregates(Class<S> stateType, EventTranslator<S, E> translator, RecordingOutbox outbox) {
        this(stateType, translator, outbox, "ZZ", Set.of());
    }

    /**
     * Some of whose messages are read in strict order.
     *
     * @param country upper-case code of the own country
     * @param orderedEntities as in {@code AggregatesFactory.create}
     */
    public InMemoryAggregates(Class<S> stateType, EventTranslator<S, E> translator, RecordingOutbox outbox,
            String country, Set<String> orderedEntities) {
        this.stateType = stateType;
        this.translator = translator;
        this.outbox = outbox;
        this.ordered = new OrderedStreams(country, orderedEntities);
    }

    @Override
    public Mono<Aggregate<S>> find(String id) {
        return Mono.defer(() -> Mono.justOrEmpty(aggregate(id, documents.get(id))));
    }

    @Override
    public Mono<Outcome<S>> change(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        return Mono.fromSupplier(() -> {
            ordered.check(cause);
            AtomicReference<@Nullable Outcome<S>> outcome = new AtomicReference<>();
            documents.compute(id, (key, present) -> changed(id, present, cause, decide, outcome));
            return Objects.requireNonNull(outcome.get());
        });
    }

    private @Nullable Stored changed(String id, @Nullable Stored present, Cause cause,
            Function<Optional<S>, Decision<S, E>> decide, AtomicReference<@Nullable Outcome<S>> outcome) {
        Ledger ledger = present == null ? new Ledger() : present.ledger().copy();
        long version = present == null ? 1 : present.version() + 1;
        switch (ledger.admit(cause)) {
            case KEY_REUSED -> outcome.set(new Outcome.Refused<>(Rejection.refused("idempotency-key-reused")));
            case REPEATED -> outcome.set(aggregate(id, present).<Outcome<S>>map(Outcome.Repeated::new)
                    .orElseGet(Outcome.Ignored::new));
            case EARLY -> {
                outcome.set(new Outcome.Held<>());
                Cause.Message message = (Cause.Message) cause;
                if (ledger.hold(message.event().metadata(), message.event().record())) {
                    return new Stored(version, changes.incrementAndGet(), present == null ? null : present.state(),
                            ledger);
                }
            }
            case NEW -> {
                switch (decide.apply(aggregate(id, present).map(Aggregate::state))) {
                    case Decision.Refused<S, E>(var rejection) -> outcome.set(new Outcome.Refused<>(rejection));
                    case Decision.Accepted<S, E>(var state, var events) -> {
                        ledger.handled(cause, version);
                        List<EventDraft> drafts = new ArrayList<>();
                        events.forEach(event -> drafts.addAll(translator.translate(id, state, version, event)));
                        drafts.forEach(draft -> ledger.number(id, draft));
                        outbox.add(drafts);
                        List<InboundRecord> released = cause instanceof Cause.Message(var event, var ordering)
                                && ordering == Ordering.STRICT ? ledger.due(event.metadata().topic()) : List.of();
                        Stored stored = new Stored(version, changes.incrementAndGet(),
                                mapper.convertValue(state, Map.class), ledger);
                        outcome.set(new Outcome.Stored<>(new Aggregate<>(id, version, state), released));
                        return stored;
                    }
                }
            }
        }
        return present;
    }

    @Override
    public Mono<Page<S>> list(Query query) {
        return Mono.fromSupplier(() -> {
            List<Aggregate<S>> all = documents.entrySet().stream().filter(each -> matches(each.getValue(), query.where()))
                    .sorted(Comparator.comparingLong((Map.Entry<String, Stored> each) -> -each.getValue().change()))
                    .flatMap(each -> aggregate(each.getKey(), each.getValue()).stream()).toList();
            List<Aggregate<S>> page = all.stream().skip((long) query.page() * query.size()).limit(query.size()).toList();
            return new Page<>(page, query.page(), query.size(), all.size());
        });
    }

    @Override
    public Mono<Long> count(Map<String, Object> where) {
        return Mono.fromSupplier(() -> documents.values().stream().filter(each -> matches(each, where)).count());
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return ordered.contain(topic);
    }

    @Override
    public Mono<List<InboundRecord>> skip(String id, EventMetadata message) {
        return Mono.fromSupplier(() -> {
            Stored stored = documents.compute(id, (key, present) -> {
                Ledger ledger = present == null ? new Ledger() : present.ledger().copy();
                ledger.skip(message);
                return present == null ? new Stored(1, changes.incrementAndGet(), null, ledger)
                        : new Stored(present.version() + 1, present.change(), present.state(), ledger);
            });
            return Objects.requireNonNull(stored).ledger().due(message.topic());
        });
    }

    @Override
    public Mono<List<InboundRecord>> due(String id, String topic) {
        return Mono.fromSupplier(() -> {
            Stored stored = documents.get(id);
            return stored == null ? List.of() : stored.ledger().due(topic);
        });
    }

    private Optional<Aggregate<S>> aggregate(String id, @Nullable Stored stored) {
        return stored == null || stored.state() == null ? Optional.empty()
                : Optional.of(new Aggregate<>(id, stored.version(), mapper.convertValue(stored.state(), stateType)));
    }

    private boolean matches(Stored stored, Map<String, Object> where) {
        return stored.state() != null && where.entrySet().stream().allMatch(condition -> {
            Object value = Map.of("state", stored.state());
            for (String field : condition.getKey().split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(field) : null;
            }
            Object found = value;
            return condition.getValue() instanceof Collection<?> any
                    ? any.stream().anyMatch(each -> same(each, found)) : same(condition.getValue(), found);
        });
    }

    private boolean same(Object wanted, @Nullable Object found) {
        Object simple = mapper.convertValue(wanted, Object.class);
        return found instanceof Collection<?> list ? list.contains(simple) : Objects.equals(simple, found);
    }
}
