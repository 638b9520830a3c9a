package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.monitoringservice.fold.Change;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Views in MongoDB: two collections for each generation, and one document that points at the live one. */
final class MongoViews implements Views {

    private static final String POINTER = "live";
    private static final String CHANGED_AT = "changedAt";

    /** Counts up when documents of an earlier release can no longer be read: the view is then empty until it is rebuilt. */
    private static final String FORM = "v3_";

    /** What is younger may be overtaken by something that is written later with an earlier time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int DUPLICATE_KEY = 11000;

    private final MongoDatabase database;
    private final Clock clock;

    MongoViews(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<View> live() {
        return Mono.from(pointers().find(Filters.eq("_id", POINTER)))
                .map(found -> new View(found.getLong("generation")))
                .defaultIfEmpty(new View(1))
                .delayUntil(this::index);
    }

    @Override
    public Mono<Void> makeLive(View view) {
        Document pointer = new Document("_id", POINTER).append("generation", view.generation());
        return index(view).then(Mono.from(pointers().replaceOne(Filters.eq("_id", POINTER), pointer,
                new ReplaceOptions().upsert(true)))).then();
    }

    @Override
    public Mono<Void> apply(View view, Collection<Update> updates) {
        return Flux.fromArray(Update.Kind.values()).concatMap(kind -> {
            List<WriteModel<Document>> writes = writes(clock.instant(), updates.stream().filter(each -> each.kind() == kind)
                    .toList());
            return writes.isEmpty() ? Mono.empty()
                    : Mono.from(collection(kind, view).bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                            // Two writers may both find a document missing; the second try finds it.
                            .retryWhen(Retry.backoff(5, Duration.ofMillis(5)).filter(MongoViews::duplicateKey));
        }).then();
    }

    @Override
    public Flux<Journey> journeys(View view) {
        return Flux.from(collection(Update.Kind.JOURNEY, view).find().batchSize(1000)).map(MongoViews::journey);
    }

    @Override
    public Mono<Aggregates.Page<Journey>> journeys(View view, Aggregates.Query query) {
        return Mono.defer(() -> {
            int direction = query.oldestFirst() ? 1 : -1;
            Document settled = query.oldestFirst()
                    ? new Document(CHANGED_AT, new Document("$lte", Date.from(clock.instant().minus(SETTLED))))
                    : new Document();
            Document beyond = query.after().map(after -> new Document("$and", List.of(settled, beyond(after, direction))))
                    .orElse(settled);
            Mono<List<Document>> found = Flux.from(collection(Update.Kind.JOURNEY, view).find(beyond)
                    .sort(new Document(CHANGED_AT, direction).append("_id", 1)).limit(query.size())).collectList();
            Mono<Optional<Long>> total = query.after().isPresent() ? Mono.just(Optional.empty())
                    : countJourneys(view).map(Optional::of);
            return Mono.zip(found, total, (documents, all) -> new Aggregates.Page<>(
                    documents.stream().map(each -> new Aggregate<>(each.getString("_id"), 0, journey(each))).toList(),
                    documents.size() < query.size() ? Optional.empty() : Optional.of(position(documents.getLast())), all));
        });
    }

    private static Document beyond(Aggregates.Position after, int direction) {
        Date at = Date.from(after.changedAt());
        return new Document("$or", List.of(
                new Document(CHANGED_AT, new Document(direction > 0 ? "$gt" : "$lt", at)),
                new Document(CHANGED_AT, at).append("_id", new Document("$gt", after.id()))));
    }

    private static Aggregates.Position position(Document document) {
        return new Aggregates.Position(document.getDate(CHANGED_AT).toInstant(), document.getString("_id"));
    }

    /** Journeys by their last change, for whoever pages through them. */
    private Mono<String> index(View view) {
        return Mono.from(collection(Update.Kind.JOURNEY, view)
                .createIndex(new Document(CHANGED_AT, 1).append("_id", 1)));
    }

    @Override
    public Mono<Long> countJourneys(View view) {
        return Mono.from(collection(Update.Kind.JOURNEY, view).countDocuments());
    }

    @Override
    public Flux<CheckpointCount> checkpointCounts(View view) {
        return Flux.from(collection(Update.Kind.CHECKPOINT_COUNT, view).find())
                .map(each -> CheckpointCount.of(ViewDocument.of(each)));
    }

    @Override
    public Mono<Void> keepOnly(View view) {
        List<String> kept = new ArrayList<>();
        for (Update.Kind kind : Update.Kind.values()) {
            kept.add(name(kind, view));
        }
        return Flux.from(database.listCollectionNames())
                .filter(name -> isView(name) && !kept.contains(name))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(name -> database.getCollection(name).drop())
                .then();
    }

    private static Journey journey(Document document) {
        return Journey.read(document.getString("_id"), ViewDocument.of(document));
    }

    private static List<WriteModel<Document>> writes(Instant now, List<Update> updates) {
        Map<String, List<Change>> byId = new LinkedHashMap<>();
        updates.forEach(each -> byId.computeIfAbsent(each.id(), id -> new ArrayList<>()).addAll(each.changes()));
        byId.values().forEach(changes -> changes.add(new Change.Latest(CHANGED_AT, now)));
        List<WriteModel<Document>> writes = new ArrayList<>();
        byId.forEach((id, changes) -> writes.add(new UpdateOneModel<>(new Document("_id", id), update(changes),
                new UpdateOptions().upsert(true))));
        return writes;
    }

    /** One update for all changes of a document: only the winner of each path is sent. */
    private static Document update(List<Change> changes) {
        Map<String, Date> earliest = new HashMap<>();
        Map<String, Date> latest = new HashMap<>();
        Map<String, String> lowest = new HashMap<>();
        Map<String, String> highest = new HashMap<>();
        Map<String, List<String>> members = new HashMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.Earliest(String path, Instant at) ->
                        earliest.merge(path, Date.from(at), BinaryOperator.minBy(Date::compareTo));
                case Change.Latest(String path, Instant at) ->
                        latest.merge(path, Date.from(at), BinaryOperator.maxBy(Date::compareTo));
                case Change.Lowest(String path, String text) ->
                        lowest.merge(path, text, BinaryOperator.minBy(String::compareTo));
                case Change.Highest(String path, String text) ->
                        highest.merge(path, text, BinaryOperator.maxBy(String::compareTo));
                case Change.Member(String path, String value) ->
                        members.computeIfAbsent(path, each -> new ArrayList<>()).add(value);
            }
        }
        Document least = new Document();
        least.putAll(earliest);
        least.putAll(lowest);
        Document greatest = new Document();
        greatest.putAll(latest);
        greatest.putAll(highest);
        Document added = new Document();
        members.forEach((path, values) -> added.append(path, new Document("$each", values)));
        Document update = new Document();
        append(update, "$min", least);
        append(update, "$max", greatest);
        append(update, "$addToSet", added);
        return update;
    }

    private static void append(Document update, String operator, Document fields) {
        if (!fields.isEmpty()) {
            update.append(operator, fields);
        }
    }

    private static boolean duplicateKey(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteErrors().stream().allMatch(each -> each.getCode() == DUPLICATE_KEY);
    }

    private MongoCollection<Document> pointers() {
        return database.getCollection("view_pointers");
    }

    private MongoCollection<Document> collection(Update.Kind kind, View view) {
        return database.getCollection(name(kind, view));
    }

    private static String name(Update.Kind kind, View view) {
        return prefix(kind) + FORM + view.generation();
    }

    private static boolean isView(String name) {
        for (Update.Kind kind : Update.Kind.values()) {
            if (name.startsWith(prefix(kind))) {
                return true;
            }
        }
        return false;
    }

    private static String prefix(Update.Kind kind) {
        return switch (kind) {
            case JOURNEY -> "journeys_";
            case CHECKPOINT_COUNT -> "checkpoint_counts_";
        };
    }
}
