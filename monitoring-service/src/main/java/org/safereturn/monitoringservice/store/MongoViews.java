package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.store.Lookups;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Folded;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Views in MongoDB: two collections for each generation. */
final class MongoViews implements Views {

    private static final String CHANGED_AT = "changedAt";

    /** Counts up when documents of an earlier release can no longer be read: the view is then empty until it is rebuilt. */
    private static final String FORM = "v3_";

    /** What is younger may be overtaken by something that is written later with an earlier time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int DUPLICATE_KEY = 11000;
    private static final int AT_ONCE = 1000;

    private final MongoDatabase database;
    private final Clock clock;

    MongoViews(MongoDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> prepare(View view) {
        return index(view).then();
    }

    @Override
    public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents) {
        return Mono.defer(() -> {
            Date now = Date.from(clock.instant());
            List<WriteModel<Document>> writes = new ArrayList<>(documents.size());
            documents.forEach((id, folded) -> writes.add(new UpdateOneModel<>(new Document("_id", id),
                    update(now, folded), new UpdateOptions().upsert(true))));
            return Mono.from(collection(kind, view).bulkWrite(writes, new BulkWriteOptions().ordered(false)));
        // Two writers may both find a document missing; the second try finds it.
        }).retryWhen(Retry.backoff(5, Duration.ofMillis(5)).filter(MongoViews::duplicateKey)).then();
    }

    @Override
    public Flux<Journey> journeys(View view) {
        return Flux.from(collection(Update.Kind.JOURNEY, view).find().batchSize(AT_ONCE))
                // While some are read here, the store gets the next ones ready.
                .publishOn(Schedulers.boundedElastic(), 2 * AT_ONCE).map(MongoViews::journey);
    }

    @Override
    public Flux<Journey> journeys(View view, Collection<String> statRefs) {
        return Flux.from(Lookups.byId(collection(Update.Kind.JOURNEY, view), statRefs)).map(MongoViews::journey);
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
                    .sort(new Document(CHANGED_AT, direction).append("_id", direction)).limit(query.size())).collectList();
            Mono<Optional<Long>> total = query.after().isPresent() ? Mono.just(Optional.empty())
                    : countJourneys(view).map(Optional::of);
            return Mono.zip(found, total, (documents, all) -> new Aggregates.Page<>(
                    documents.stream().map(each -> new Aggregate<>(each.getString("_id"), 0, journey(each))).toList(),
                    documents.size() < query.size() ? Optional.empty() : Optional.of(position(documents.getLast())), all));
        });
    }

    private static Document beyond(Aggregates.Position after, int direction) {
        Date at = Date.from(after.changedAt());
        String further = direction > 0 ? "$gt" : "$lt";
        return new Document("$or", List.of(
                new Document(CHANGED_AT, new Document(further, at)),
                new Document(CHANGED_AT, at).append("_id", new Document(further, after.id()))));
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
    public Mono<Void> keepOnly(View shown, View next) {
        return Flux.from(database.listCollectionNames())
                .filter(name -> isDone(name, shown, next))
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(name -> database.getCollection(name).drop())
                .then();
    }

    /** Whoever was away for long may still ask for this, so a view that was begun later is never touched. */
    private static boolean isDone(String name, View shown, View next) {
        for (Update.Kind kind : Update.Kind.values()) {
            if (name.startsWith(prefix(kind))) {
                OptionalLong generation = generation(name.substring(prefix(kind).length()));
                return generation.isEmpty() || (generation.getAsLong() < next.generation()
                        && generation.getAsLong() != shown.generation());
            }
        }
        return false;
    }

    /** Empty for documents of another form. */
    private static OptionalLong generation(String form) {
        return form.startsWith(FORM) && form.substring(FORM.length()).matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(form.substring(FORM.length()))) : OptionalLong.empty();
    }

    private static Journey journey(Document document) {
        return Journey.read(document.getString("_id"), ViewDocument.of(document));
    }

    private static Document update(Date now, Folded folded) {
        Operators operators = new Operators();
        folded.tell(operators);
        operators.greatest.append(CHANGED_AT, now);
        Document update = new Document();
        append(update, "$min", operators.least);
        append(update, "$max", operators.greatest);
        append(update, "$addToSet", operators.added);
        return update;
    }

    /** The store's operators for what a document is to become. */
    private static final class Operators implements Folded.Target {

        private final Document least = new Document();
        private final Document greatest = new Document();
        private final Document added = new Document();

        @Override
        public void least(String path, Instant at) {
            least.append(path, Date.from(at));
        }

        @Override
        public void greatest(String path, Instant at) {
            greatest.append(path, Date.from(at));
        }

        @Override
        public void least(String path, String text) {
            least.append(path, text);
        }

        @Override
        public void greatest(String path, String text) {
            greatest.append(path, text);
        }

        @Override
        public void member(String path, String value) {
            ((Document) added.computeIfAbsent(path, _ -> new Document("$each", new ArrayList<String>())))
                    .getList("$each", String.class).add(value);
        }
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

    private MongoCollection<Document> collection(Update.Kind kind, View view) {
        return database.getCollection(name(kind, view));
    }

    private static String name(Update.Kind kind, View view) {
        return prefix(kind) + FORM + view.generation();
    }

    private static String prefix(Update.Kind kind) {
        return switch (kind) {
            case JOURNEY -> "journeys_";
            case CHECKPOINT_COUNT -> "checkpoint_counts_";
        };
    }
}
