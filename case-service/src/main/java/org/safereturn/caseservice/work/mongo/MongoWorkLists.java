package org.safereturn.caseservice.work.mongo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkItem.Waiting;
import org.safereturn.caseservice.work.mongo.ListHead.Edit;
import org.safereturn.caseservice.work.mongo.ListHead.Piece;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The lists in two collections, all of whose documents are found by {@code _id}. {@code work_items} has a document for
 * each item, with the version that was said last, and how often it was written. {@code work_lists} has, for each list and each set of units, contact
 * points and crossing points, a head, which names the pages of the list, and the pages; what is due on a day stands on a
 * second such list, in the order of the days. One more document names the heads.
 *
 * <p>A change writes new pages and then the head, at the version that was read: that one write is the change. The item is
 * written last, even when it stays as it was, and only if nobody has written it since it was read; otherwise everything is
 * done again from what it is now. So of two who are at one item at the same time the second takes out what the first put
 * in, and what a crash left half done is done again when the event comes again.
 */
public final class MongoWorkLists implements WorkLists {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String ROUND = WorkDocuments.ROUND;
    private static final String HEADS = "heads";
    private static final String KEYS = "keys";
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Retry AGAIN = Retry.backoff(60, PAUSE).maxBackoff(Duration.ofMillis(50))
            .filter(Overtaken.class::isInstance);

    private final MongoCollection<Document> items;
    private final MongoCollection<Document> lists;
    private final Supplier<UUID> ids;
    private final Gathering<WorkItem> gathering = new Gathering<>(this::write);

    /**
     * In this database.
     *
     * @param ids of pages
     */
    public MongoWorkLists(MongoDatabase database, Supplier<UUID> ids) {
        this.items = database.getCollection("work_items");
        this.lists = database.getCollection("work_lists");
        this.ids = ids;
    }

    /** Somebody else changed it between reading and writing. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("Changed by somebody else", null, false, false);
        }
    }

    /** An item as it is in the store, and how often it was written. */
    private record Stored(WorkItem item, long round) {
    }

    private record Change(Map<ListKey, Edit<Waiting>> edits, List<WriteModel<Document>> writes) {
    }

    @Override
    public Mono<Void> apply(WorkItem item) {
        return gathering.add(item);
    }

    private Mono<Void> write(Collection<WorkItem> told) {
        // What was known in a round that came to nothing may have been put back in it.
        List<WorkItem> earlier = new ArrayList<>();
        return Mono.defer(() -> known(told.stream().map(WorkItem::id).distinct().toList()))
                .flatMap(known -> {
                    Change change = change(told, known, earlier);
                    known.values().forEach(stored -> earlier.add(stored.item()));
                    return Flux.fromIterable(change.edits().entrySet())
                            .flatMap(edit -> edit(edit.getKey(), edit.getValue()), 4).then()
                            .then(Mono.defer(() -> keep(change.writes())));
                })
                .retryWhen(AGAIN);
    }

    /** Where an entry of any version may stand it is taken out; where the newest says that it waits it is put in. */
    private static Change change(Collection<WorkItem> told, Map<String, Stored> known, List<WorkItem> earlier) {
        Map<String, WorkItem> newest = new LinkedHashMap<>();
        Map<ListKey, Edit<Waiting>> edits = new LinkedHashMap<>();
        List<WorkItem> all = new ArrayList<>(known.values().stream().map(Stored::item).toList());
        all.addAll(told);
        all.addAll(earlier);
        for (WorkItem item : all) {
            newest.merge(item.id(), item, (one, other) -> other.version() > one.version() ? other : one);
            Waiting waiting = item.waiting();
            if (waiting != null) {
                ListKey.places(item, waiting).forEach((key, position) -> edits.computeIfAbsent(key, any -> new Edit<>())
                        .taken().add(position));
            }
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        newest.forEach((id, item) -> {
            Waiting waiting = item.waiting();
            if (waiting != null) {
                ListKey.places(item, waiting).forEach((key, position) -> edits.computeIfAbsent(key, any -> new Edit<>())
                        .put().put(position, waiting));
            }
            Stored before = known.get(id);
            writes.add(before == null ? new InsertOneModel<>(WorkDocuments.item(item, 1))
                    : new ReplaceOneModel<>(new Document(ID, id).append(ROUND, before.round()),
                            WorkDocuments.item(item, before.round() + 1)));
        });
        return new Change(edits, writes);
    }

    private Mono<Map<String, Stored>> known(List<String> wanted) {
        return Flux.from(items.find(new Document(ID, new Document("$in", wanted))))
                .flatMap(stored -> Mono.justOrEmpty(WorkDocuments.item(stored)
                        .map(item -> new Stored(item, stored.get(ROUND, Number.class).longValue()))))
                .collectMap(stored -> stored.item().id());
    }

    private Mono<Void> keep(List<WriteModel<Document>> writes) {
        return Mono.from(items.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .onErrorMap(MongoWorkLists::isDuplicate, taken -> new Overtaken())
                .filter(done -> done.getInsertedCount() + done.getMatchedCount() == writes.size())
                .switchIfEmpty(Mono.error(Overtaken::new)).then();
    }

    private Mono<Void> edit(ListKey key, Edit<Waiting> edit) {
        return Mono.defer(() -> heads(List.of(key))).flatMap(heads -> {
            ListHead head = heads.getOrDefault(key, new ListHead(0, List.of(), List.of()));
            List<Integer> touched = head.touchedBy(edit);
            return pages(touched.stream().map(at -> head.pages().get(at).id()).toList()).flatMap(pages -> {
                Map<Integer, Map<Position, Waiting>> read = new TreeMap<>();
                for (int at : touched) {
                    Document page = pages.get(head.pages().get(at).id());
                    if (page == null) {
                        return Mono.error(new Overtaken());
                    }
                    read.put(at, WorkDocuments.entries(page, key));
                }
                List<Piece<Waiting>> pieces = head.pieces(edit, read);
                return pieces.isEmpty() ? Mono.<Void>empty() : commit(key, head, pieces);
            });
        }).retryWhen(AGAIN);
    }

    private Mono<Void> commit(ListKey key, ListHead head, List<Piece<Waiting>> pieces) {
        List<ListHead.Page> pages = new ArrayList<>();
        List<Document> written = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        int next = 0;
        for (Piece<Waiting> piece : pieces) {
            pages.addAll(head.pages().subList(next, piece.from()));
            head.pages().subList(piece.from(), piece.to()).forEach(page -> replaced.add(page.id()));
            for (List<Map.Entry<Position, Waiting>> entries : piece.pages()) {
                String id = key.text() + "/" + ids.get();
                pages.add(new ListHead.Page(id, entries.getFirst().getKey(), entries.getLast().getKey(), entries.size()));
                written.add(WorkDocuments.page(id, entries));
            }
            next = piece.to();
        }
        pages.addAll(head.pages().subList(next, head.pages().size()));
        ListHead after = new ListHead(head.version() + 1, pages, replaced);
        Mono<Void> prepared = (head.version() == 0 ? name(key) : gone(head.replaced()))
                .then(written.isEmpty() ? Mono.empty() : Mono.from(lists.insertMany(written)).then());
        return prepared.then(Mono.defer(() -> swap(key, head, after))).flatMap(done -> done ? Mono.<Void>empty()
                : gone(written.stream().map(page -> page.getString(ID)).toList()).then(Mono.error(new Overtaken())));
    }

    /** Before the list has a head, so that nobody overlooks it. */
    private Mono<Void> name(ListKey key) {
        return Mono.from(lists.updateOne(new Document(ID, HEADS), new Document("$addToSet", new Document(KEYS, key.text())),
                        new UpdateOptions().upsert(true)))
                .onErrorMap(MongoWorkLists::isDuplicate, taken -> new Overtaken()).then();
    }

    private Mono<Boolean> swap(ListKey key, ListHead seen, ListHead after) {
        Document head = WorkDocuments.head(key, after);
        return seen.version() == 0
                ? Mono.from(lists.insertOne(head)).map(inserted -> true)
                        .onErrorResume(MongoWorkLists::isDuplicate, taken -> Mono.just(false))
                : Mono.from(lists.replaceOne(new Document(ID, key.text()).append(VERSION, seen.version()), head))
                        .map(result -> result.getMatchedCount() == 1);
    }

    private Mono<Void> gone(List<String> pages) {
        return pages.isEmpty() ? Mono.empty()
                : Mono.from(lists.deleteMany(new Document(ID, new Document("$in", pages)))).then();
    }

    @Override
    public Mono<Page> read(Query query) {
        return Mono.defer(() -> seen(query)).flatMap(keys -> heads(keys).flatMap(heads ->
                new WorkReading(query, heads).read(this::entries))).retryWhen(AGAIN);
    }

    private Mono<List<ListKey>> seen(Query query) {
        return Mono.from(lists.find(new Document(ID, HEADS)).first())
                .map(found -> found.getList(KEYS, String.class).stream().map(ListKey::of).flatMap(Optional::stream)
                        .filter(key -> key.byDay() == query.due().isPresent() && query.counted().contains(key.list())
                                && query.sight().sees(key.scope())).toList())
                .defaultIfEmpty(List.of());
    }

    private Mono<Map<ListKey, ListHead>> heads(List<ListKey> keys) {
        Map<String, ListKey> byText = new HashMap<>();
        keys.forEach(key -> byText.put(key.text(), key));
        return documents(List.copyOf(byText.keySet())).map(found -> {
            Map<ListKey, ListHead> heads = new LinkedHashMap<>();
            byText.forEach((text, key) -> {
                Document head = found.get(text);
                if (head != null) {
                    heads.put(key, WorkDocuments.head(head));
                }
            });
            return heads;
        });
    }

    /** What is on these pages of lists; an error when one of them is gone, because its list has changed since. */
    private Mono<Map<Position, Open>> entries(Map<String, ListKey> wanted) {
        return pages(List.copyOf(wanted.keySet())).map(pages -> {
            Map<Position, Open> open = new HashMap<>();
            wanted.forEach((id, key) -> {
                Document page = pages.get(id);
                if (page == null) {
                    throw new Overtaken();
                }
                WorkDocuments.entries(page, key).forEach((position, waiting) -> open.put(position,
                        new Open(WorkDocuments.caseRef(position), key.list(), waiting)));
            });
            return open;
        });
    }

    private Mono<Map<String, Document>> pages(List<String> wanted) {
        return documents(wanted);
    }

    private Mono<Map<String, Document>> documents(List<String> wanted) {
        return wanted.isEmpty() ? Mono.just(Map.of())
                : Flux.from(lists.find(new Document(ID, new Document("$in", wanted))))
                        .collectMap(found -> found.getString(ID));
    }

    private static boolean isDuplicate(Throwable failure) {
        return switch (failure) {
            case MongoWriteException single -> isDuplicate(single.getError().getCategory());
            case MongoBulkWriteException bulk -> bulk.getWriteErrors().stream()
                    .allMatch(error -> isDuplicate(error.getCategory()));
            default -> false;
        };
    }

    private static boolean isDuplicate(@Nullable ErrorCategory category) {
        return category == ErrorCategory.DUPLICATE_KEY;
    }
}
