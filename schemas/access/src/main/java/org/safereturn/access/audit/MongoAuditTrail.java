package org.safereturn.access.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.aggregate.Aggregates;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The chain in the collection {@code audit} of the service's own database, with the sequence number as {@code _id}.
 *
 * <p>One insert at a time is under way in this process; whatever is added meanwhile waits and goes with the next one, so
 * the cost of an entry falls as the load rises. When another process took a number first, the entries are chained again
 * behind its record: the unique {@code _id} keeps the chain from forking. When the line breaks during an insert, what of it
 * is stored is read, and the rest is sent again with the same numbers, so nothing stands twice though the store may still
 * carry out the first. An insert whose end stays unknown fails all entries that wait, and the end of the chain is read
 * again before the next.
 */
public final class MongoAuditTrail implements AuditTrail {

    /** The collection. */
    public static final String COLLECTION = "audit";

    private static final String ID = "_id";
    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_WAITING = 10_000;
    private static final int ATTEMPTS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Retry LINE_BROKEN =
            Retry.backoff(5, Duration.ofMillis(50)).filter(MongoSocketException.class::isInstance);

    private final MongoCollection<Document> collection;
    private final String origin;
    private final Clock clock;
    private final Duration patience;
    private final Object lock = new Object();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;
    /** Of the one insert that is under way; null while it is not known. */
    private volatile @Nullable End end;
    private volatile Optional<AuditRecord> latest = Optional.empty();
    private boolean indexed;

    private record Waiting(AuditEntry entry, Instant since, CompletableFuture<AuditRecord> added) {}

    private record End(long sequence, String hash) {}

    /**
     * The chain of this name in this database.
     *
     * @param chain country and service, such as {@code KH/tracing-service}
     */
    public MongoAuditTrail(MongoDatabase database, String chain, Clock clock) {
        this(database, chain, clock, PATIENCE);
    }

    /**
     * The chain of this name in this database, for who can wait longer than a request.
     *
     * @param chain country and service, such as {@code KH/tracing-service}
     * @param patience how long one insert may take
     */
    public MongoAuditTrail(MongoDatabase database, String chain, Clock clock, Duration patience) {
        this.collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
        this.origin = AuditRecord.origin(chain);
        this.clock = clock;
        this.patience = patience;
    }

    /** The latest record that this process added. */
    public Optional<AuditRecord> latest() {
        return latest;
    }

    @Override
    public Mono<AuditRecord> append(AuditEntry entry) {
        return Mono.defer(() -> {
            CompletableFuture<AuditRecord> added = new CompletableFuture<>();
            enqueue(new Waiting(entry, clock.instant().truncatedTo(ChronoUnit.MILLIS), added));
            // Whoever waits goes on side by side with the next insert, not on the driver's one thread.
            return Mono.fromFuture(added, true).publishOn(Schedulers.parallel());
        });
    }

    @Override
    public Mono<Page> ofCase(String caseRef, Optional<Aggregates.Position> after, boolean oldestFirst, int size) {
        Document all = new Document(RecordForm.CASES, caseRef);
        Document where = new Document(all);
        after.ifPresent(position -> where.putAll(beyond(position, oldestFirst)));
        Mono<Optional<Long>> total = after.isPresent() ? Mono.just(Optional.empty())
                : Mono.from(collection.countDocuments(all)).map(Optional::of);
        return Flux.from(collection.find(where).sort(new Document(ID, oldestFirst ? 1 : -1)).limit(size))
                .map(MongoAuditTrail::record).collectList()
                .zipWith(total, (records, counted) -> Page.of(records, size, counted));
    }

    /** The number of a record says where it stands; its time only where somebody begins. */
    private static Document beyond(Aggregates.Position after, boolean oldestFirst) {
        return after.id().isEmpty()
                ? new Document(RecordForm.RECORDED, new Document("$gte", RecordForm.second(after.changedAt())))
                : new Document(ID, new Document(oldestFirst ? "$gt" : "$lt", Long.parseLong(after.id())));
    }

    @Override
    public Flux<AuditRecord> all() {
        return Flux.from(collection.find().sort(new Document(ID, 1))).map(MongoAuditTrail::record);
    }

    private void enqueue(Waiting entry) {
        synchronized (lock) {
            if (waiting.size() >= MOST_WAITING) {
                entry.added().completeExceptionally(
                        new AuditUnavailable(new IllegalStateException("Too many entries wait for the store")));
                return;
            }
            waiting.add(entry);
            if (writing) {
                return;
            }
            writing = true;
        }
        next();
    }

    private void next() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (lock) {
            while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            writing = !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            write(batch, 1);
        }
    }

    private void write(List<Waiting> batch, int attempt) {
        end().flatMap(last -> {
            List<AuditRecord> records = chain(batch, last);
            return insert(records).map(count -> records.subList(0, count));
        }).timeout(patience).subscribe(added -> done(batch, added, attempt), failure -> failed(batch, failure));
    }

    private void done(List<Waiting> batch, List<AuditRecord> added, int attempt) {
        if (!added.isEmpty()) {
            latest = Optional.of(added.getLast());
            end = new End(added.getLast().sequence(), added.getLast().hash());
        }
        if (added.size() == batch.size()) {
            next();
        } else {
            List<Waiting> rest = batch.subList(added.size(), batch.size());
            if (attempt == ATTEMPTS) {
                failed(rest, new IllegalStateException("Other processes were first or the line broke, again and again"));
            } else {
                Schedulers.parallel().schedule(() -> write(rest, attempt + 1),
                        ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
            }
        }
        for (int i = 0; i < added.size(); i++) {
            batch.get(i).added().complete(added.get(i));
        }
    }

    /** Whoever waits behind a failure would only wait longer for the same. */
    private void failed(List<Waiting> batch, Throwable failure) {
        end = null;
        List<Waiting> all = new ArrayList<>(batch);
        synchronized (lock) {
            all.addAll(waiting);
            waiting.clear();
            writing = false;
        }
        AuditUnavailable unavailable = new AuditUnavailable(failure);
        all.forEach(each -> each.added().completeExceptionally(unavailable));
    }

    private Mono<End> end() {
        End known = end;
        if (known != null) {
            return Mono.just(known);
        }
        return index().then(Mono.from(collection.find().sort(new Document(ID, -1)).first()))
                .map(MongoAuditTrail::record)
                .map(last -> new End(last.sequence(), last.hash()))
                .defaultIfEmpty(new End(0, origin))
                .retryWhen(LINE_BROKEN)
                .doOnNext(read -> end = read);
    }

    private Mono<Void> index() {
        if (indexed) {
            return Mono.empty();
        }
        return Mono.from(collection.createIndex(new Document(RecordForm.CASES, 1).append(ID, -1)))
                .doOnNext(_ -> indexed = true).then();
    }

    private static List<AuditRecord> chain(List<Waiting> batch, End last) {
        List<AuditRecord> records = new ArrayList<>();
        End before = last;
        for (Waiting each : batch) {
            AuditRecord record = AuditRecord.chained(before.sequence() + 1, each.since(), each.entry(), before.hash());
            records.add(record);
            before = new End(record.sequence(), record.hash());
        }
        return records;
    }

    /** How many of them stand in the store, from the first, when a number was taken or the line broke; all otherwise. */
    private Mono<Integer> insert(List<AuditRecord> records) {
        return Mono.from(collection.insertMany(records.stream().map(MongoAuditTrail::document).toList()))
                .map(_ -> records.size())
                .onErrorResume(MongoSocketException.class, _ -> stored(records))
                .onErrorResume(MongoBulkWriteException.class, e -> taken(e) ? stored(records).doOnNext(this::endMoved)
                        : Mono.error(e));
    }

    private static boolean taken(MongoBulkWriteException refused) {
        return refused.getWriteErrors().stream().anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    private Mono<Integer> stored(List<AuditRecord> records) {
        return Flux.from(collection.withReadConcern(ReadConcern.MAJORITY)
                        .find(new Document(ID, new Document("$gte", records.getFirst().sequence())))
                        .sort(new Document(ID, 1)).limit(records.size()))
                .map(MongoAuditTrail::record)
                .zipWithIterable(records)
                .takeWhile(pair -> pair.getT1().equals(pair.getT2()))
                .count().map(Math::toIntExact)
                .retryWhen(LINE_BROKEN);
    }

    private void endMoved(int stored) {
        if (stored == 0) {
            end = null;
        }
    }

    private static Document document(AuditRecord record) {
        Map<String, Object> members = RecordForm.members(record);
        Document document = new Document(ID, members.remove(RecordForm.SEQUENCE));
        document.putAll(members);
        return document;
    }

    private static AuditRecord record(Document document) {
        Map<String, @Nullable Object> members = new TreeMap<>(document);
        Object id = members.remove(ID);
        if (members.putIfAbsent(RecordForm.SEQUENCE, id) != null) {
            throw new MalformedRecord("A record has two sequence numbers");
        }
        return RecordForm.read(members);
    }
}
