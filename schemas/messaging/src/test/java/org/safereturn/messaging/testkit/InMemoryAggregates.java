package org.safereturn.messaging.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.Ledger;
import org.safereturn.messaging.aggregate.OrderedStreams;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Flux;
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
    public Mono<Map<String, Aggregate<S>>> find(Collection<String> ids) {
        return Flux.fromIterable(ids).distinct().mapNotNull(id -> aggregate(id, documents.get(id)).orElse(null))
                .collectMap(Aggregate::id);
    }

    @Override
    public Mono<List<Outcome<S>>> change(List<Change<S, E>> changes) {
        return Flux.fromIterable(changes).map(this::changed).collectList();
    }

    private Outcome<S> changed(Change<S, E> change) {
        ordered.check(change.cause());
        AtomicReference<@Nullable Outcome<S>> outcome = new AtomicReference<>();
        documents.compute(change.id(), (key, present) ->
                changed(change.id(), present, change.cause(), change.decide(), outcome));
        return Objects.requireNonNull(outcome.get());
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
                Cause.Message message = (Cause.Message) cause;
                Ledger.Holding holding = ledger.hold(message.event().metadata(), message.event().record());
                outcome.set(holding == Ledger.Holding.KEPT || holding == Ledger.Holding.KNOWN ? new Outcome.Held<>()
                        : new Outcome.Parked<>());
                if (holding == Ledger.Holding.KEPT || holding == Ledger.Holding.FULL) {
                    return new Stored(version, changes.incrementAndGet(), present == null ? null : present.state(),
                            ledger);
                }
            }
            case NEW -> {
                switch (decide.apply(aggregate(id, present).map(Aggregate::state))) {
                    case Decision.Refused<S, E>(var rejection) -> outcome.set(new Outcome.Refused<>(rejection));
                    case Decision.Accepted<S, E>(var state, var events) -> {
                        Optional<Rejection> outdated = cause.outdated(version - 1);
                        if (outdated.isPresent()) {
                            outcome.set(new Outcome.Refused<>(outdated.get()));
                            break;
                        }
                        ledger.handled(cause, version);
                        List<EventDraft> drafts = new ArrayList<>();
                        events.forEach(event -> drafts.addAll(translator.translate(id, state, version, event)));
                        drafts.forEach(draft -> ledger.number(id, draft));
                        outbox.add(drafts);
                        List<InboundRecord> released = cause instanceof Cause.Message(var event, var ordering)
                                && ordering == Ordering.STRICT ? ledger.due(event.metadata().topic()) : List.of();
                        Stored stored = new Stored(version, changes.incrementAndGet(),
                                mapper.convertValue(state, Map.class), ledger);
                        outcome.set(new Outcome.Stored<>(new Aggregate<>(id, version, state, ledger.forms()), released));
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
            Comparator<Map.Entry<String, Stored>> order = Comparator.comparingLong(each -> each.getValue().change());
            List<Map.Entry<String, Stored>> all = documents.entrySet().stream()
                    .filter(each -> matches(each.getKey(), each.getValue(), query.where()))
                    .sorted(query.oldestFirst() ? order : order.reversed()).toList();
            List<Map.Entry<String, Stored>> page = all.stream().filter(each -> query.after()
                    .map(after -> each.getValue().change() * (query.oldestFirst() ? 1 : -1)
                            > after.changedAt().toEpochMilli() * (query.oldestFirst() ? 1 : -1)).orElse(true))
                    .limit(query.size()).toList();
            return new Page<>(page.stream().flatMap(each -> aggregate(each.getKey(), each.getValue()).stream()).toList(),
                    page.size() < query.size() ? Optional.empty() : Optional.of(new Position(
                            Instant.ofEpochMilli(page.getLast().getValue().change()), page.getLast().getKey())),
                    query.after().isPresent() ? Optional.empty() : Optional.of((long) all.size()),
                    page.stream().map(each -> Instant.ofEpochMilli(each.getValue().change())).toList());
        });
    }

    @Override
    public Mono<Long> count(Map<String, Object> where) {
        return Mono.fromSupplier(() -> documents.entrySet().stream()
                .filter(each -> matches(each.getKey(), each.getValue(), where)).count());
    }

    @Override
    public Mono<List<Tally>> tally(String field, List<Instant> moments) {
        return Mono.fromSupplier(() -> documents.values().stream()
                .filter(each -> each.state() != null && value("", each.state(), field) instanceof String)
                .collect(Collectors.groupingBy(each -> String.valueOf(value("", Objects.requireNonNull(each.state()), field)),
                        TreeMap::new, Collectors.toList()))
                .entrySet().stream().map(each -> new Tally(each.getKey(), each.getValue().size(), moments.stream()
                        .map(moment -> each.getValue().stream().filter(stored -> stored.change() < moment.toEpochMilli()).count())
                        .toList())).toList());
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return ordered.contain(topic);
    }

    @Override
    public Mono<List<InboundRecord>> skip(List<EventMetadata> messages) {
        return Flux.fromIterable(messages).concatMapIterable(message -> {
            Stored stored = documents.compute(message.key(), (key, present) -> {
                Ledger ledger = present == null ? new Ledger() : present.ledger().copy();
                ledger.skip(message);
                return present == null ? new Stored(1, changes.incrementAndGet(), null, ledger)
                        : new Stored(present.version() + 1, present.change(), present.state(), ledger);
            });
            return Objects.requireNonNull(stored).ledger().due(message.topic());
        }).collectList();
    }

    @Override
    public Mono<Void> park(List<EventMetadata> messages) {
        return Flux.fromIterable(messages).doOnNext(message -> documents.compute(message.key(), (key, present) -> {
            Ledger ledger = present == null ? new Ledger() : present.ledger().copy();
            ledger.park(message);
            return present == null ? new Stored(1, changes.incrementAndGet(), null, ledger)
                    : new Stored(present.version() + 1, present.change(), present.state(), ledger);
        })).then();
    }

    @Override
    public Mono<List<InboundRecord>> due(List<EventMetadata> messages) {
        return Flux.fromIterable(messages).<InboundRecord>concatMapIterable(message -> {
            Stored stored = documents.get(message.key());
            return stored == null ? List.of() : stored.ledger().due(message.topic());
        }).collectList();
    }

    private Optional<Aggregate<S>> aggregate(String id, @Nullable Stored stored) {
        return stored == null || stored.state() == null ? Optional.empty()
                : Optional.of(new Aggregate<>(id, stored.version(), mapper.convertValue(stored.state(), stateType), stored.ledger().forms()));
    }

    private boolean matches(String id, Stored stored, Map<String, Object> where) {
        return stored.state() != null && where.entrySet().stream().allMatch(condition -> {
            Object found = value(id, stored.state(), condition.getKey());
            return condition.getValue() instanceof Collection<?> any
                    ? any.stream().anyMatch(each -> same(each, found)) : same(condition.getValue(), found);
        });
    }

    private static @Nullable Object value(String id, Object state, String path) {
        Object value = Map.of("_id", id, "state", state);
        for (String field : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return value;
    }

    private boolean same(Object wanted, @Nullable Object found) {
        Object simple = mapper.convertValue(wanted, Object.class);
        return found instanceof Collection<?> list ? list.contains(simple) : Objects.equals(simple, found);
    }
}
