package org.safereturn.caseservice.names.mongo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.messaging.store.Gathering;
import org.safereturn.messaging.store.Lookups;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The index in two collections, all of whose documents are found by {@code _id}. {@code case_names} has a document for each
 * case, which names every key that may lead to it. {@code name_keys} has for each key sixteen documents at most, one for each
 * first character of a reference, so that a name that many have makes no document too large; each names the cases.
 *
 * <p>What a case may be found by is written first, then what it is found by, then that this is all: so whatever a crash left
 * half done is known, and is put right with the next word about the case. While one write is under way, what comes gathers.
 */
public final class MongoNameIndex implements NameIndex {

    private static final String ID = "_id";
    private static final String MADE_BY = "madeBy";
    private static final String VERSION = "version";
    private static final String ROUND = "round";
    private static final String KEYS = "keys";
    private static final String SETTLED = "settled";
    private static final String AT = "at";
    private static final String CASES = "cases";
    private static final String LAST_ROUND = "last-round";
    private static final String FIRST_CHARACTERS = "0123456789abcdef";
    private static final char BETWEEN = '/';
    private static final int MOST_AT_ONCE = 256;
    private static final Retry AGAIN = Retry.backoff(60, Duration.ofMillis(2)).maxBackoff(Duration.ofMillis(50))
            .filter(Overtaken.class::isInstance);
    private static final UpdateOptions OR_INSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> cases;
    private final MongoCollection<Document> keys;
    private final Gathering<Put> gathering = new Gathering<>(MOST_AT_ONCE, this::write);

    /** In this database. */
    public MongoNameIndex(MongoDatabase database) {
        this.cases = database.getCollection("case_names");
        this.keys = database.getCollection("name_keys");
    }

    /** Another process changed it between reading and writing. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("Changed by somebody else", null, false, false);
        }
    }

    private record Put(Named named, CompletableFuture<Boolean> done) {
    }

    /**
     * What is kept of a case.
     *
     * @param round how often it was written
     * @param keys that may lead to it
     * @param settled whether all of them do
     */
    private record Kept(long version, long round, String madeBy, Set<String> keys, boolean settled) {

        static final Kept NOTHING = new Kept(0, 0, "", Set.of(), true);

        static Kept of(Document stored) {
            return new Kept(stored.get(VERSION, Number.class).longValue(), stored.get(ROUND, Number.class).longValue(),
                    stored.getString(MADE_BY), Set.copyOf(stored.getList(KEYS, String.class)), stored.getBoolean(SETTLED, false));
        }

        boolean says(Named named) {
            return version > named.version() || (settled && keys.equals(named.keys())
                    && (keys.isEmpty() || madeBy.equals(named.madeBy())));
        }
    }

    /** What is to be written of a case. */
    private record Change(Named named, Kept before) {

        Set<String> gone() {
            Set<String> gone = new HashSet<>(before.keys());
            gone.removeAll(named.keys());
            return gone;
        }

        Set<String> added() {
            Set<String> added = new HashSet<>(named.keys());
            if (before.settled()) {
                added.removeAll(before.keys());
            }
            return added;
        }

        WriteModel<Document> announced() {
            Set<String> all = new HashSet<>(before.keys());
            all.addAll(named.keys());
            Document document = document(before.round() + 1, all, false);
            return before.round() == 0 ? new InsertOneModel<>(document)
                    : new ReplaceOneModel<>(at(before.round()), document);
        }

        WriteModel<Document> settled() {
            return named.keys().isEmpty() ? new DeleteOneModel<>(at(before.round() + 1))
                    : new ReplaceOneModel<>(at(before.round() + 1), document(before.round() + 2, named.keys(), true));
        }

        private Document at(long round) {
            return new Document(ID, named.caseRef()).append(ROUND, round);
        }

        private Document document(long round, Collection<String> keys, boolean settled) {
            return new Document(ID, named.caseRef()).append(VERSION, named.version()).append(ROUND, round)
                    .append(MADE_BY, named.madeBy()).append(KEYS, List.copyOf(keys)).append(SETTLED, settled);
        }
    }

    @Override
    public Mono<Void> put(Named named) {
        return Mono.defer(() -> {
            Put put = new Put(named, new CompletableFuture<>());
            gathering.add(List.of(put));
            return Mono.fromFuture(put.done(), true).then();
        });
    }

    private Mono<Void> write(List<Put> puts) {
        return Mono.defer(() -> changed(puts.stream().map(Put::named).toList())).retryWhen(AGAIN)
                .doOnSuccess(_ -> puts.forEach(put -> put.done().complete(true)))
                .onErrorResume(failure -> {
                    puts.forEach(put -> put.done().completeExceptionally(failure));
                    return Mono.empty();
                });
    }

    private Mono<Void> changed(List<Named> told) {
        Map<String, Named> newest = new LinkedHashMap<>();
        told.forEach(named -> newest.merge(named.caseRef(), named, (one, other) -> other.version() < one.version() ? one : other));
        return kept(newest.keySet()).flatMap(kept -> {
            List<Change> changes = new ArrayList<>();
            newest.forEach((caseRef, named) -> {
                Kept before = kept.getOrDefault(caseRef, Kept.NOTHING);
                if (!before.says(named)) {
                    changes.add(new Change(named, before));
                }
            });
            return changes.isEmpty() ? Mono.<Void>empty() : announced(changes).then(Mono.defer(() -> led(changes)))
                    .then(Mono.defer(() -> bulk(cases, changes.stream().map(Change::settled).toList(), false))).then();
        });
    }

    private Mono<Void> announced(List<Change> changes) {
        return bulk(cases, changes.stream().map(Change::announced).toList(), false)
                .filter(written -> written == changes.size()).switchIfEmpty(Mono.error(Overtaken::new)).then();
    }

    private Mono<Void> led(List<Change> changes) {
        List<WriteModel<Document>> updates = new ArrayList<>();
        Set<String> left = new HashSet<>();
        for (Change change : changes) {
            String caseRef = change.named().caseRef();
            change.added().forEach(key -> updates.add(new UpdateOneModel<>(new Document(ID, document(key, caseRef)),
                    new Document("$addToSet", new Document(CASES, caseRef)), OR_INSERT)));
            for (String key : change.gone()) {
                String id = document(key, caseRef);
                updates.add(new UpdateOneModel<>(new Document(ID, id), new Document("$pull", new Document(CASES, caseRef))));
                left.add(id);
            }
        }
        left.forEach(id -> updates.add(new DeleteOneModel<>(
                new Document(ID, id).append(CASES, new Document("$size", 0)))));
        return updates.isEmpty() ? Mono.empty() : bulk(keys, updates, true).then();
    }

    /** How many documents there are of those that should be written. */
    private static Mono<Integer> bulk(MongoCollection<Document> collection, List<WriteModel<Document>> writes, boolean ordered) {
        return Mono.from(collection.bulkWrite(writes, new BulkWriteOptions().ordered(ordered)))
                .map(done -> done.getInsertedCount() + done.getMatchedCount())
                .onErrorMap(MongoBulkWriteException.class, refused -> refused.getWriteErrors().stream().allMatch(error ->
                        error.getCategory() == ErrorCategory.DUPLICATE_KEY) ? new Overtaken() : refused);
    }

    private Mono<Map<String, Kept>> kept(Collection<String> caseRefs) {
        return Flux.from(Lookups.byId(cases, caseRefs)).collectMap(stored -> stored.getString(ID), Kept::of);
    }

    @Override
    public Mono<Boolean> knows(String caseRef, String madeBy) {
        return Mono.defer(() -> kept(List.of(caseRef)).map(kept -> {
            Kept known = kept.get(caseRef);
            return known != null && known.settled() && known.madeBy().equals(madeBy);
        }));
    }

    @Override
    public Mono<Map<String, Set<String>>> cases(Collection<String> wanted) {
        return Mono.defer(() -> {
            List<String> ids = wanted.stream().distinct().flatMap(key -> FIRST_CHARACTERS.chars()
                    .mapToObj(first -> key + BETWEEN + (char) first)).toList();
            Map<String, Set<String>> found = new HashMap<>();
            return ids.isEmpty() ? Mono.just(found) : Flux.from(Lookups.byId(keys, ids)).doOnNext(stored -> {
                String id = stored.getString(ID);
                List<String> some = stored.getList(CASES, String.class, List.of());
                if (!some.isEmpty()) {
                    found.computeIfAbsent(id.substring(0, id.indexOf(BETWEEN)), _ -> new HashSet<>()).addAll(some);
                }
            }).then(Mono.just(found));
        });
    }

    private static String document(String key, String caseRef) {
        return key + BETWEEN + caseRef.charAt(0);
    }

    @Override
    public Mono<Round> lastRound() {
        return Mono.defer(() -> Mono.from(cases.find(new Document(ID, LAST_ROUND)).first())
                .map(stored -> new Round(stored.getString(MADE_BY), stored.getDate(AT).toInstant())));
    }

    @Override
    public Mono<Void> done(Round round) {
        return Mono.defer(() -> Mono.from(cases.replaceOne(new Document(ID, LAST_ROUND), new Document(ID, LAST_ROUND)
                .append(MADE_BY, round.madeBy()).append(AT, Date.from(round.at())), new ReplaceOptions().upsert(true)))).then();
    }
}
