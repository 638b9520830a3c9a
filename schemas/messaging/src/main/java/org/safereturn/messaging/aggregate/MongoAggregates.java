package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.inbox.EventMetadata;
import org.safereturn.messaging.inbox.InboundRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aggregates as MongoDB documents with their outbox inside. The commit also takes the lease where it is free, so that
 * the relay of this process sends what it is handed without reading the document again.
 */
final class MongoAggregates<S, E> implements Aggregates<S, E> {

    private static final Document SEEN = new Document("version", 1).append("state", 1);
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
    public Mono<Aggregate<S>> find(String id) {
        return Mono.defer(() -> Mono.from(collection.find(byId(id)).projection(SEEN).first())).mapNotNull(this::aggregate);
    }

    @Override
    public Mono<Outcome<S>> change(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        return Mono.defer(() -> {
            ordered.check(cause);
            return load(id);
        }).flatMap(loaded -> attempt(id, loaded, cause, decide)).retryWhen(AGAIN);
    }

    @Override
    public Mono<Outcome<S>> begin(String id, Cause cause, Function<Optional<S>, Decision<S, E>> decide) {
        // Only an insert proves that there was nothing; whatever else came out is decided again on what is loaded.
        return Mono.defer(() -> {
            ordered.check(cause);
            return attempt(id, Loaded.none(), cause, decide);
        }).subscribeOn(Schedulers.boundedElastic())
                .filter(outcome -> outcome instanceof Outcome.Stored || outcome instanceof Outcome.Held)
                .onErrorComplete(MovedOn.class)
                .switchIfEmpty(change(id, cause, decide));
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
        Outcome<S> held = new Outcome.Held<>();
        relay.holds(outbox);
        return loaded.ledger().hold(cause.event().metadata(), cause.event().record())
                ? store(id, loaded, null, List.of()).thenReturn(held) : Mono.just(held);
    }

    @Override
    public boolean keepsOrderOf(String topic) {
        return orderedTopics.computeIfAbsent(topic, ordered::contain);
    }

    @Override
    public Mono<List<InboundRecord>> skip(String id, EventMetadata message) {
        return load(id).flatMap(loaded -> {
            boolean fresh = loaded.ledger().skip(message);
            List<InboundRecord> due = loaded.ledger().due(message.topic());
            return fresh ? store(id, loaded, null, List.of()).thenReturn(due) : Mono.just(due);
        }).retryWhen(AGAIN);
    }

    @Override
    public Mono<List<InboundRecord>> due(String id, String topic) {
        return load(id).map(loaded -> loaded.ledger().due(topic));
    }

    @Override
    public Mono<Page<S>> list(Query query) {
        return Mono.defer(() -> {
            Document filter = filter(query.where());
            Mono<List<Aggregate<S>>> items = Flux.from(collection.find(filter).projection(SEEN)
                            .sort(new Document("changedAt", -1).append("_id", 1))
                            .skip(Math.clamp((long) query.page() * query.size(), 0, Integer.MAX_VALUE)).limit(query.size()))
                    .mapNotNull(this::aggregate).collectList();
            return Mono.zip(items, Mono.from(collection.countDocuments(filter)))
                    .map(both -> new Page<>(both.getT1(), query.page(), query.size(), both.getT2()));
        });
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
        boolean mine = relay.holds(loaded.lease());
        boolean take = !messages.isEmpty() && (mine || loaded.lease().isFree(now));
        Lease lease = !take ? loaded.lease() : mine ? relay.prolonged(loaded.lease()) : relay.lease();
        long version = loaded.version() + 1;
        Document document = loaded.document();
        Mono<Boolean> written;
        if (document == null) {
            written = insert(lease.into(loaded.ledger().intoNew(with(state, new Document("_id", id)
                    .append("version", version).append("changedAt", now.toEpochMilli())
                    .append("outbox", messages.stream().map(OutboundMessage::toDocument).toList())))));
        } else {
            Document set = with(state, new Document("version", version).append("changedAt", now.toEpochMilli()));
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
