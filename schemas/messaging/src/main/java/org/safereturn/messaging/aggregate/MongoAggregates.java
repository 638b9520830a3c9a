package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.store.Lookups;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Aggregates as MongoDB documents with their outbox inside. The commit also takes the lease if it is free, so the
 * relay of this process sends the events without reading the document again.
 */
final class MongoAggregates<S, E> implements Aggregates<S, E> {

    static final String CHANGED_AT = "changedAt";
    private static final String TOTAL = "total";
    private static final String UNCHANGED = "unchanged";
    private static final Document SEEN = new Document("version", 1).append("state", 1).append(Ledger.FORMS, 1);
    private static final Document LISTED = new Document(SEEN).append(CHANGED_AT, 1);
    /** What was being written so long ago is there by now. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final MongoCollection<Document> collection;
    private final Turns<S> turns;
    private final Runnable messageWaits;
    private final EventEncoder encoder;
    private final EventTranslator<S, E> translator;
    private final States<S> states;
    private final Clock clock;
    private final OrderedStreams ordered;
    private final Lookups looks;
    private final Map<String, Boolean> orderedTopics = new ConcurrentHashMap<>();

    /** The aggregates in this collection; told when a message waits there for its predecessor. */
    MongoAggregates(MongoCollection<Document> collection, Turns<S> turns, Runnable messageWaits, EventEncoder encoder,
            EventTranslator<S, E> translator, States<S> states, Clock clock, OrderedStreams ordered) {
        this.collection = collection;
        this.turns = turns;
        this.messageWaits = messageWaits;
        this.encoder = encoder;
        this.translator = translator;
        this.states = states;
        this.clock = clock;
        this.ordered = ordered;
        this.looks = new Lookups(collection, SEEN, Schedulers.parallel());
    }

    @Override
    public Mono<Map<String, Aggregate<S>>> find(Collection<String> ids) {
        return looks.find(ids).flatMapIterable(Map::values).mapNotNull(this::aggregate).collectMap(Aggregate::id);
    }

    @Override
    public Mono<List<Outcome<S>>> change(List<Change<S, E>> changes) {
        return asked(() -> {
            changes.forEach(change -> ordered.check(change.cause()));
            return changes.stream().map(change -> new Task<S, Outcome<S>>(change.id(), change.begins(),
                    change.cause() instanceof Cause.Message, draft -> changed(draft, change), new Outcome.Refused<>(Rejection.refused("case-too-large")))).toList();
        });
    }

    /** What comes of each of these tasks, once all are done. */
    private <R> Mono<List<R>> asked(Supplier<List<Task<S, R>>> asking) {
        return Mono.defer(() -> {
            List<Task<S, R>> tasks = asking.get();
            turns.ask(tasks);
            return Flux.fromIterable(tasks).concatMap(task -> Mono.fromFuture(task.done(), true), 1).collectList();
        });
    }

    private Outcome<S> changed(Draft<S> draft, Change<S, E> change) {
        Cause cause = change.cause();
        return switch (draft.ledger().admit(cause)) {
            case KEY_REUSED -> new Outcome.Refused<>(Rejection.refused("idempotency-key-reused"));
            case REPEATED -> draft.aggregate().<Outcome<S>>map(Outcome.Repeated::new).orElseGet(Outcome.Ignored::new);
            case EARLY -> held(draft, (Cause.Message) cause);
            case NEW -> switch (change.decide().apply(draft.state())) {
                case Decision.Refused<S, E>(var rejection) -> new Outcome.Refused<>(rejection);
                case Decision.Accepted<S, E>(var state, var events) -> cause.outdated(draft.version())
                        .<Outcome<S>>map(Outcome.Refused::new).orElseGet(() -> accepted(draft, cause, state, events));
            };
        };
    }

    private Outcome<S> accepted(Draft<S> draft, Cause cause, S state, List<E> events) {
        long version = draft.version() + 1;
        draft.ledger().handled(cause, version);
        List<EventDraft> drafts = new ArrayList<>();
        for (E event : events) {
            drafts.addAll(translator.translate(draft.id(), state, version, event));
        }
        draft.changed(state, encoder.encode(drafts, cause, version, each -> draft.ledger().number(draft.id(), each)));
        List<InboundRecord> released = cause instanceof Cause.Message(var event, var ordering)
                && ordering == Ordering.STRICT ? draft.ledger().due(event.metadata().topic()) : List.of();
        return new Outcome.Stored<>(new Aggregate<>(draft.id(), version, state, draft.ledger().forms()), released);
    }

    private Outcome<S> held(Draft<S> draft, Cause.Message cause) {
        messageWaits.run();
        return switch (draft.ledger().hold(cause.event().metadata(), cause.event().record())) {
            case KEPT -> {
                draft.changed();
                yield new Outcome.Held<>();
            }
            case KNOWN -> new Outcome.Held<>();
            case FULL -> {
                draft.changed();
                yield new Outcome.Parked<>();
            }
            case STILL_FULL -> new Outcome.Parked<>();
        };
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return orderedTopics.computeIfAbsent(topic, ordered::contain);
    }

    @Override
    public Mono<List<InboundRecord>> skip(List<EventMetadata> messages) {
        return eachOf(messages, (draft, message) -> {
            if (draft.ledger().skip(message)) {
                draft.changed();
            }
            return draft.ledger().due(message.topic());
        });
    }

    @Override
    public Mono<Void> park(List<EventMetadata> messages) {
        return eachOf(messages, (draft, message) -> {
            messageWaits.run();
            if (draft.ledger().park(message)) {
                draft.changed();
            }
            return List.of();
        }).then();
    }

    @Override
    public Mono<List<InboundRecord>> due(List<EventMetadata> messages) {
        return eachOf(messages, (draft, message) -> draft.ledger().due(message.topic()));
    }

    private Mono<List<InboundRecord>> eachOf(List<EventMetadata> messages,
            BiFunction<Draft<S>, EventMetadata, List<InboundRecord>> step) {
        return asked(() -> messages.stream().map(message -> new Task<S, List<InboundRecord>>(message.key(), false,
                true, draft -> step.apply(draft, message), null)).toList())
                .map(released -> released.stream().flatMap(List::stream).toList());
    }

    @Override
    public Mono<Page<S>> list(Query query) {
        return Mono.defer(() -> {
            Document filter = filter(query.where());
            int direction = query.oldestFirst() ? 1 : -1;
            if (query.oldestFirst()) {
                filter.append(CHANGED_AT, new Document("$lte", clock.instant().minus(SETTLED).toEpochMilli()));
            }
            Document beyond = query.after().map(after -> new Document(filter).append("$or", beyond(after, direction)))
                    .orElse(filter);
            // Both in one direction, so that one index gives either order.
            Mono<List<Document>> found = Flux.from(collection.find(beyond).projection(LISTED)
                    .sort(new Document(CHANGED_AT, direction).append("_id", direction)).limit(query.size())).collectList();
            Mono<Optional<Long>> total = query.after().isPresent() ? Mono.just(Optional.empty())
                    : Mono.from(collection.countDocuments(filter)).map(Optional::of);
            return Mono.zip(found, total).map(both -> new Page<>(
                    both.getT1().stream().map(this::aggregate).filter(Objects::nonNull).toList(),
                    both.getT1().size() < query.size() ? Optional.empty() : Optional.of(position(both.getT1().getLast())),
                    both.getT2(), both.getT1().stream().map(each -> position(each).changedAt()).toList()));
        });
    }

    private static List<Document> beyond(Position after, int direction) {
        long at = after.changedAt().toEpochMilli();
        String further = direction > 0 ? "$gt" : "$lt";
        return List.of(new Document(CHANGED_AT, new Document(further, at)),
                new Document(CHANGED_AT, at).append("_id", new Document(further, after.id())));
    }

    private static Position position(Document stored) {
        return new Position(Instant.ofEpochMilli(stored.get(CHANGED_AT, Number.class).longValue()),
                stored.getString("_id"));
    }

    @Override
    public Mono<Long> count(Map<String, Object> where) {
        return Mono.defer(() -> Mono.from(collection.countDocuments(filter(where))));
    }

    @Override
    public Mono<List<Tally>> tally(String field, List<Instant> moments) {
        // Bounds, so that the index is enough and no document is read.
        Document sums = new Document("_id", "$" + field).append(TOTAL, new Document("$sum", 1));
        for (int i = 0; i < moments.size(); i++) {
            sums.append(UNCHANGED + i, new Document("$sum", new Document("$cond", List.of(
                    new Document("$lt", List.of("$" + CHANGED_AT, moments.get(i).toEpochMilli())), 1, 0))));
        }
        return Flux.from(collection.aggregate(List.of(new Document("$match", new Document(field, new Document("$gte", ""))),
                        new Document("$group", sums), new Document("$sort", new Document("_id", 1)))))
                .map(found -> new Tally(found.getString("_id"), found.get(TOTAL, Number.class).longValue(),
                        IntStream.range(0, moments.size()).mapToObj(i -> found.get(UNCHANGED + i, Number.class).longValue())
                                .toList()))
                .collectList();
    }

    private @Nullable Aggregate<S> aggregate(Document stored) {
        S state = states.read(stored);
        return state == null ? null : new Aggregate<>(stored.getString("_id"),
                stored.get("version", Number.class).longValue(), state, Ledger.forms(stored));
    }

    private Document filter(Map<String, Object> where) {
        Document filter = new Document("state", new Document("$exists", true));
        where.forEach((field, value) -> filter.append(field, value instanceof Collection<?> any
                ? new Document("$in", any.stream().map(states::simple).toList()) : states.simple(value)));
        return filter;
    }
}
