package org.safereturn.messaging.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.safereturn.messaging.store.ConditionalWrite.Effect;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Conditional writes to one collection, many by one unordered bulk, and of each whether it took effect.
 *
 * <p>A bulk tells only how many of its updates found their document. So each update of a bulk is an upsert: where the
 * document is not as it was seen, the store tries to insert one of the same id, and refuses that by the update's own
 * index. No document has to be read to know whose update it was, and none needs a mark. Only where the document is gone
 * would the insert succeed; what it left is removed again. A single write needs none of this.
 */
public final class ConditionalWrites {

    private static final int MOST_AT_ONCE = 256;
    /** Of a document, and of the document that an update would leave. */
    private static final List<Integer> LARGER_THAN_ALLOWED = List.of(10334, 17419, 17420);

    private final MongoCollection<RawBsonDocument> collection;
    private final Scheduler scheduler;
    private final Gathering<ConditionalWrite> gathering;

    /**
     * For one collection.
     *
     * @param scheduler where the effects of many writes are told, unless a write says so itself
     */
    public ConditionalWrites(MongoCollection<Document> collection, Scheduler scheduler) {
        this.collection = collection.withDocumentClass(RawBsonDocument.class);
        this.scheduler = scheduler;
        this.gathering = new Gathering<>(MOST_AT_ONCE, this::write);
    }

    /** Writes these, at once or with what else is gathered; different documents in any order. */
    public void add(List<ConditionalWrite> writes) {
        List<ConditionalWrite> possible = new ArrayList<>(writes.size());
        for (ConditionalWrite write : writes) {
            if (write.isTooLarge()) {
                write.done().complete(Effect.TOO_LARGE);
            } else {
                possible.add(write);
            }
        }
        gathering.add(possible);
    }

    private Mono<Void> write(List<ConditionalWrite> writes) {
        return (writes.size() == 1 ? one(writes.getFirst()).map(List::of) : many(writes))
                .onErrorResume(failure -> Mono.just(writes.stream().<Told>map(_ -> new Told.Failed(failure)).toList()))
                .doOnNext(told -> tell(writes, told))
                .then();
    }

    /** Of many each is told on a scheduler, for what follows must not go through the driver's thread one by one. */
    private void tell(List<ConditionalWrite> writes, List<Told> told) {
        if (writes.size() == 1) {
            told.getFirst().to(writes.getFirst());
        } else {
            Map<Scheduler, List<Integer>> tellers = IntStream.range(0, writes.size()).boxed()
                    .collect(Collectors.groupingBy(i -> writes.get(i).teller().orElse(scheduler)));
            tellers.forEach((teller, some) -> SideBySide.each(teller, some, i -> told.get(i).to(writes.get(i)), () -> { }));
        }
    }

    /** What the store said of one write. */
    private sealed interface Told {

        record Took(Effect effect) implements Told {
        }

        record Failed(Throwable failure) implements Told {
        }

        Told WRITTEN = new Took(Effect.WRITTEN);
        Told MOVED_ON = new Took(Effect.MOVED_ON);

        static Told of(int code, Throwable failure) {
            return ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY ? MOVED_ON
                    : LARGER_THAN_ALLOWED.contains(code) ? new Took(Effect.TOO_LARGE) : new Failed(failure);
        }

        default void to(ConditionalWrite write) {
            switch (this) {
                case Took(var effect) -> write.done().complete(effect);
                case Failed(var failure) -> write.done().completeExceptionally(failure);
            }
        }
    }

    private Mono<Told> one(ConditionalWrite write) {
        Mono<Told> told = write.isInsert() ? Mono.from(collection.insertOne(write.content())).map(_ -> Told.WRITTEN)
                : Mono.from(collection.updateOne(write.filter(), write.content()))
                        .map(result -> result.getMatchedCount() == 1 ? Told.WRITTEN : Told.MOVED_ON);
        return told.onErrorResume(MongoWriteException.class, refused -> Mono.just(Told.of(refused.getCode(), refused)));
    }

    private Mono<List<Told>> many(List<ConditionalWrite> writes) {
        return Mono.from(collection.bulkWrite(writes.stream().map(ConditionalWrite::model).toList(),
                        new BulkWriteOptions().ordered(false)))
                .flatMap(result -> told(writes, result, Map.of()))
                .onErrorResume(MongoBulkWriteException.class, refused -> refused.getWriteConcernError() == null
                        ? told(writes, refused.getWriteResult(), refusals(refused)) : Mono.error(refused));
    }

    private static Map<Integer, Told> refusals(MongoBulkWriteException refused) {
        return refused.getWriteErrors().stream()
                .collect(Collectors.toMap(BulkWriteError::getIndex, error -> Told.of(error.getCode(), refused)));
    }

    private Mono<List<Told>> told(List<ConditionalWrite> writes, BulkWriteResult result, Map<Integer, Told> refusals) {
        Map<Integer, Told> exceptions = new HashMap<>(refusals);
        List<Document> gone = new ArrayList<>();
        for (BulkWriteUpsert made : result.getUpserts()) {
            exceptions.put(made.getIndex(), Told.MOVED_ON);
            gone.add(new Document("_id", made.getId()));
        }
        List<Told> told = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            told.add(exceptions.getOrDefault(i, Told.WRITTEN));
        }
        return Flux.fromIterable(gone).concatMap(collection::deleteOne).then(Mono.just(told));
    }
}
