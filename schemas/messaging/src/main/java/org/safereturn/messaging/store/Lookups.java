package org.safereturn.messaging.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Documents of one collection by their ids: one question for all who ask at the same time. */
public final class Lookups {

    private static final int MOST_AT_ONCE = 256;

    private final MongoCollection<Document> collection;
    private final Document projection;
    private final Scheduler scheduler;
    private final Gathering<Look> gathering;

    /** One who looks for a document. */
    private record Look(String id, CompletableFuture<Optional<Document>> found) {

        Look(String id) {
            this(id, new CompletableFuture<>());
        }
    }

    /**
     * For one collection.
     *
     * @param projection what is wanted of the documents; everything when it is empty
     * @param scheduler where those go on who asked at the same time
     */
    public Lookups(MongoCollection<Document> collection, Document projection, Scheduler scheduler) {
        this.collection = collection;
        this.projection = projection;
        this.scheduler = scheduler;
        this.gathering = new Gathering<>(MOST_AT_ONCE, this::look);
    }

    /** The documents with these ids that there are, by id. */
    public Mono<Map<String, Document>> find(Collection<String> ids) {
        return Mono.defer(() -> {
            List<Look> looks = ids.stream().distinct().map(Look::new).toList();
            gathering.add(looks);
            return Flux.fromIterable(looks).concatMap(look -> Mono.fromFuture(look.found(), true))
                    .concatMap(found -> Mono.justOrEmpty(found)).collectMap(found -> found.getString("_id"));
        });
    }

    /** The documents with these ids. Of the filters for many, this is the one that every store looks up without a scan. */
    public static FindPublisher<Document> byId(MongoCollection<Document> collection, Collection<String> ids) {
        Object any = ids.size() == 1 ? ids.iterator().next() : new Document("$in", List.copyOf(ids));
        return collection.find(new Document("_id", any)).batchSize(ids.size() + 1);
    }

    private Mono<Void> look(List<Look> looks) {
        return Flux.from(byId(collection, looks.stream().map(Look::id).distinct().toList()).projection(projection))
                .collectMap(found -> found.getString("_id"))
                .doOnNext(found -> tell(looks, look -> look.found().complete(Optional.ofNullable(found.get(look.id())))))
                .onErrorResume(failure -> {
                    tell(looks, look -> look.found().completeExceptionally(failure));
                    return Mono.empty();
                })
                .then();
    }

    /** Many go on side by side, for what follows must not go through the driver's thread one by one. */
    private void tell(List<Look> looks, Consumer<Look> answer) {
        if (looks.size() == 1) {
            answer.accept(looks.getFirst());
        } else {
            SideBySide.each(scheduler, looks, answer, () -> { });
        }
    }
}
