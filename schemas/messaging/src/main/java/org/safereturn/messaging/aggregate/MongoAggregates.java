package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.EventTranslator;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.Lease;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aggregates as MongoDB documents with their outbox inside. The commit also takes the lease if it is free, so the
 * relay of this process sends the events without reading the document again.
 */
final class MongoAggregates<S, E> implements Aggregates<S, E> {

    static final String CHANGED_AT = "changedAt";
    private static final Document SEEN = new Document("version", 1).append("state", 1);
    private static final Document LISTED = new Document(SEEN).append(CHANGED_AT, 1);
    /** What was being written so long ago is there by now. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Retry AGAIN = Retry.backoff(60, Duration.ofMillis(1)).maxBackoff(Duration.ofMillis(50))
            .filter(MovedOn.class::isInstance);

    private final MongoCollection<Document> collection;
    private final MongoOutbox outbox;
    private final OutboxRelay relay;
    private final EventEncoder encoder;
    private final EventTranslator<S, E> translator;
    private final JsonMapper mapper;
    private final Class<S> stateType;
    private final Clock clock;
    private final OrderedStreams ordered;
    private final Map<String, Boolean> orderedTopics = new ConcurrentHashMap<>();

    MongoAggregates(MongoCollection<Document> collection, MongoOutbox outbox, OutboxRelay relay, EventEncoder encoder,
            EventTranslator<S, E> translator, JsonMapper mapper, Class<S> stateType, Clock clock,
            OrderedStreams ordered) {
        this.collection = collection;
        this.outbox = outbox;
        this.relay = relay;
        this.encoder = encoder;
        this.translator = translator;
        this.mapper = mapper;
        this.stateType = stateType;
        this.clock = clock;
        this.ordered = ordered;
    }

    /** A document as loaded, or what stands for one that does not exist. */
    private record Loaded(@Nullable Document document, Ledger ledger, long version, Lease lease) {

        static Loaded of(Document stored) {
            return new Loaded(stored, new Ledger(stored), stored.get("version", Number.class).longValue(),
                    Lease.of(stored));
        }

        static Loaded none() {
            return new Loaded(null, new Ledger(), 0, Lease.FREE);
        }
    }

    /** The document changed between load and commit. */
    private static final class MovedOn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MovedOn() {
            super("Changed by somebody else", null, false, false);
        }
    }

    @Override
    public Mono<Map<String, Aggregate<S>>> find(Collection<String> ids) {
        // Equality on the id is what every store looks up without a scan.
        return Flux.fromIterable(ids).distinct()
                .flatMap(id -> Mono.from(collection.find(byId(id)).projection(SEEN).first()).mapNotNull(this::aggregate))
                .collectMap(Aggregate::id);
    }

    @Override
    public Mono<List<Outcome<S>>> change(List<Change<S, E>> changes) {
        if (changes.size() == 1) {
            return change(changes.getFirst()).map(List::of);
        }
        Map<String, List<Integer>> byId = new LinkedHashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            byId.computeIfAbsent(changes.get(i).id(), any -> new ArrayList<>()).add(i);
        }
        return Flux.fromIterable(byId.values())
                .flatMap(indexes -> Flux.fromIterable(indexes)
                        .concatMap(index -> change(changes.get(index)).map(outcome -> Map.entry(index, outcome))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(outcomes -> IntStream.range(0, changes.size()).mapToObj(outcomes::get).toList());
    }

    private Mono<Outcome<S>> change(Change<S, E> change) {
        String id = change.id();
        Cause cause = change.cause();
        Function<Optional<S>, Decision<S, E>> decide = change.decide();
        Mono<Outcome<S>> loadFirst = Mono.defer(() -> {
            ordered.check(cause);
            return load(id);
        }).flatMap(loaded -> attempt(id, loaded, cause, decide)).retryWhen(AGAIN);
        if (!change.begins()) {
            return loadFirst;
        }
        // Only an insert proves that there was nothing; whatever else came out is decided again on what is loaded.
        return Mono.defer(() -> {
            ordered.check(cause);
            return attempt(id, Loaded.none(), cause, decide);
        }).subscribeOn(Schedulers.boundedElastic())
                .filter(outcome -> outcome instanceof Outcome.Stored || outcome instanceof Outcome.Held)
                .onErrorComplete(MovedOn.class)
                .switchIfEmpty(loadFirst);
    }

    private Mono<Outcome<S>> attempt(String id, Loaded loaded, Cause cause,
            Function<Optional<S>, Decision<S, E>> decide) {
        return switch (loaded.ledger().admit(cause)) {
            case KEY_REUSED -> Mono.just(new Outcome.Refused<>(Rejection.refused("idempotency-key-reused")));
            case REPEATED -> Mono.just(repeated(loaded));
            case EARLY -> hold(id, loaded, (Cause.Message) cause);
            case NEW -> switch (decide.apply(state(loaded))) {
                case Decision.Refused<S, E>(var rejection) -> Mono.just(new Outcome.Refused<>(rejection));
                case Decision.Accepted<S, E>(var state, var events) -> {
                    Optional<Rejection> outdated = cause.outdated(loaded.version());
                    if (outdated.isPresent()) {
                        yield Mono.just(new Outcome.Refused<>(outdated.get()));
                    }
                    long version = loaded.version() + 1;
                    loaded.ledger().handled(cause, version);
                    List<EventDraft> drafts = new ArrayList<>();
                    for (E event : events) {
                        drafts.addAll(translator.translate(id, state, version, event));
                    }
                    List<OutboundMessage> messages = encoder.encode(drafts, cause, version,
                            draft -> loaded.ledger().number(id, draft));
                    List<InboundRecord> released = cause instanceof Cause.Message(var event, var ordering)
                            && ordering == Ordering.STRICT ? loaded.ledger().due(event.metadata().topic()) : List.of();
                    yield store(id, loaded, state, messages)
                            .thenReturn(new Outcome.Stored<>(new Aggregate<>(id, version, state), released));
                }
            };
        };
    }

    private Outcome<S> repeated(Loaded loaded) {
        Document document = loaded.document();
        Aggregate<S> aggregate = document == null ? null : aggregate(document);
        return aggregate == null ? new Outcome.Ignored<>() : new Outcome.Repeated<>(aggregate);
    }

    private Mono<Outcome<S>> hold(String id, Loaded loaded, Cause.Message cause) {
        Ledger.Holding holding = loaded.ledger().hold(cause.event().metadata(), cause.event().record());
        Outcome<S> outcome = holding == Ledger.Holding.FULL ? new Outcome.Parked<>() : new Outcome.Held<>();
        relay.messageWaits(outbox);
        return loaded.ledger().changed() ? store(id, loaded, null, List.of()).thenReturn(outcome) : Mono.just(outcome);
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return orderedTopics.computeIfAbsent(topic, ordered::contain);
    }

    @Override
    public Mono<List<InboundRecord>> skip(List<EventMetadata> messages) {
        return Flux.fromIterable(messages).concatMap(message -> load(message.key()).flatMap(loaded -> {
            boolean fresh = loaded.ledger().skip(message);
            List<InboundRecord> due = loaded.ledger().due(message.topic());
            return fresh ? store(message.key(), loaded, null, List.of()).thenReturn(due) : Mono.just(due);
        }).retryWhen(AGAIN)).concatMapIterable(due -> due).collectList();
    }

    @Override
    public Mono<Void> park(List<EventMetadata> messages) {
        return Flux.fromIterable(messages).concatMap(message -> load(message.key()).flatMap(loaded -> {
            loaded.ledger().park(message);
            relay.messageWaits(outbox);
            return loaded.ledger().changed() ? store(message.key(), loaded, null, List.of()) : Mono.<Void>empty();
        }).retryWhen(AGAIN)).then();
    }

    @Override
    public Mono<List<InboundRecord>> due(List<EventMetadata> messages) {
        return Flux.fromIterable(messages)
                .concatMap(message -> load(message.key()).map(loaded -> loaded.ledger().due(message.topic())))
                .concatMapIterable(due -> due).collectList();
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
                    both.getT2()));
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

    private Mono<Loaded> load(String id) {
        // Deciding, encoding and signing must not hold up the driver's threads.
        return Mono.from(collection.find(byId(id)).first()).map(Loaded::of)
                .switchIfEmpty(Mono.fromSupplier(Loaded::none)).publishOn(Schedulers.boundedElastic());
    }

    /**
     * One atomic write, and the relay told of what it has to send. Once begun it goes on to its end, even when whoever
     * asked for it is gone: a commit that the relay does not hear of would wait until the next scan.
     */
    private Mono<Void> store(String id, Loaded loaded, @Nullable S state, List<OutboundMessage> messages) {
        Instant now = clock.instant();
        Lease free = messages.isEmpty() ? null : relay.leaseFor(loaded.lease());
        boolean mine = relay.holds(loaded.lease());
        Lease lease = free == null ? loaded.lease() : free;
        boolean take = free != null;
        long version = loaded.version() + 1;
        Document document = loaded.document();
        Mono<Boolean> written;
        if (document == null) {
            written = insert(lease.into(loaded.ledger().intoNew(with(state, new Document("_id", id)
                    .append("version", version).append(CHANGED_AT, now.toEpochMilli())
                    .append("outbox", messages.stream().map(OutboundMessage::toDocument).toList())))));
        } else {
            Document set = with(state, new Document("version", version).append(CHANGED_AT, now.toEpochMilli()));
            Document update = new Document("$set", take ? lease.into(set) : set);
            if (!messages.isEmpty()) {
                update.append("$push", new Document("outbox",
                        new Document("$each", messages.stream().map(OutboundMessage::toDocument).toList())));
            }
            written = Mono.from(collection.updateOne(byId(id).append("version", loaded.version())
                            .append("lease", loaded.lease().token()), loaded.ledger().into(update)))
                    .map(result -> result.getMatchedCount() == 1);
        }
        // When the answer is lost the write may still have happened: the relay has a look.
        Mono<Void> stored = written.doOnError(lost -> relay.contended(outbox, id)).flatMap(done -> {
            if (!done) {
                return Mono.error(new MovedOn());
            }
            if (take || mine) {
                List<OutboundMessage> pending = new ArrayList<>(
                        document == null ? List.of() : MongoOutbox.messages(document));
                pending.addAll(messages);
                relay.committed(outbox, id, version, lease, pending);
            } else if (!messages.isEmpty()) {
                relay.contended(outbox, id);
            }
            return Mono.empty();
        });
        return Mono.deferContextual(context -> Mono.fromFuture(stored.contextWrite(context).toFuture(), true));
    }

    private Document with(@Nullable S state, Document fields) {
        return state == null ? fields : fields.append("state", mapper.convertValue(state, Document.class));
    }

    private Mono<Boolean> insert(Document document) {
        return Mono.from(collection.insertOne(document)).map(result -> true)
                .onErrorResume(MongoWriteException.class, e ->
                        ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY
                                ? Mono.just(false) : Mono.error(e));
    }

    private Optional<S> state(Loaded loaded) {
        Document document = loaded.document();
        return document == null ? Optional.empty()
                : Optional.ofNullable(aggregate(document)).map(Aggregate::state);
    }

    private @Nullable Aggregate<S> aggregate(Document stored) {
        Document state = stored.get("state", Document.class);
        return state == null ? null : new Aggregate<>(stored.getString("_id"),
                stored.get("version", Number.class).longValue(), mapper.convertValue(state, stateType));
    }

    private Document filter(Map<String, Object> where) {
        Document filter = new Document("state", new Document("$exists", true));
        where.forEach((field, value) -> filter.append(field, value instanceof Collection<?> any
                ? new Document("$in", any.stream().map(this::simple).toList()) : simple(value)));
        return filter;
    }

    private Object simple(Object value) {
        return mapper.convertValue(value, Object.class);
    }

    private static Document byId(String id) {
        return new Document("_id", id);
    }
}
