package org.safereturn.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/**
 * Makes the stores of both countries and of the joint view as large as after many cases, past the APIs: every document that
 * a few real cases have left is stored again under other references. One case in ten waits to be opened, as the first of the
 * real ones does; the others were accepted and wait to be traced. The audit trails, which are chains, stay as they are.
 */
final class GrownStores {

    private static final int AT_ONCE = 500;
    private static final int ON_A_PAGE = 200;
    private static final String WAITING = "REFERRAL_TO_OPEN";
    private static final String ACCEPTED = "TRACING_TO_DO";
    private static final long HIGH = 0x5afe_0000_0000_4000L;
    private static final long LOW = 0x8000_0000_0000_0000L;

    private final Map<String, String> stores;
    private final String waitsIn;
    private final List<String> templates;
    private final Map<Place, List<Document>> found = new HashMap<>();
    private int made;

    /** A collection whose documents name a case; of the joint view, which knows none, all are taken. */
    private record Place(String store, String database, String collection) {
    }

    /**
     * Looks at what the real cases have left.
     *
     * @param stores by the name that is the first part of their databases' names: a country or {@code joint}
     * @param waitsIn database of the case service where the first of them waits
     * @param templates references of the real cases; the first of them waits to be opened
     */
    GrownStores(Map<String, String> stores, String waitsIn, List<String> templates) {
        this.stores = Map.copyOf(stores);
        this.waitsIn = waitsIn;
        this.templates = List.copyOf(templates);
        stores.forEach((owner, store) -> look(owner, store));
    }

    private void look(String owner, String store) {
        try (MongoClient client = MongoClients.create(store)) {
            for (String name : client.listDatabaseNames()) {
                if (!name.startsWith(owner + "_")) {
                    continue;
                }
                MongoDatabase database = client.getDatabase(name);
                for (String collection : database.listCollectionNames()) {
                    List<Document> documents = templates(database.getCollection(collection), collection);
                    if (!documents.isEmpty()) {
                        found.put(new Place(store, name, collection), documents);
                    }
                }
            }
        }
    }

    private List<Document> templates(MongoCollection<Document> collection, String name) {
        if (name.startsWith("journeys_")) {
            List<Document> all = new ArrayList<>();
            collection.find().limit(templates.size()).into(all);
            return all.size() < templates.size() ? List.of() : all;
        }
        List<Document> documents = new ArrayList<>();
        for (String template : templates) {
            Document one = collection.find(Filters.eq("_id", name.equals("work_items") ? template + "|" + WAITING : template))
                    .first();
            if (one == null) {
                return List.of();
            }
            documents.add(one);
        }
        return documents;
    }

    /** Names of the collections that grow, without the databases. */
    List<String> collections() {
        return found.keySet().stream().map(place -> place.database() + "." + place.collection()).sorted().toList();
    }

    /** Makes as many cases as are missing until there are this many. */
    void growTo(int cases) throws InterruptedException, ExecutionException {
        int from = made;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> growing = new ArrayList<>();
            for (String store : stores.values()) {
                growing.add(threads.submit(() -> grow(store, from, cases)));
            }
            for (Future<?> each : growing) {
                each.get();
            }
        }
        made = Math.max(made, cases);
        lists();
    }

    private void grow(String store, int from, int to) {
        try (MongoClient client = MongoClients.create(store)) {
            for (int begin = from; begin < to; begin += AT_ONCE) {
                int end = Math.min(to, begin + AT_ONCE);
                for (Map.Entry<Place, List<Document>> each : found.entrySet()) {
                    if (each.getKey().store().equals(store)) {
                        List<Document> batch = new ArrayList<>();
                        for (int number = begin; number < end; number++) {
                            int like = number % templates.size();
                            batch.add(copy(each.getValue().get(like), templates.get(like), reference(number)));
                        }
                        client.getDatabase(each.getKey().database()).getCollection(each.getKey().collection())
                                .insertMany(batch, new InsertManyOptions().ordered(false));
                    }
                }
            }
        }
    }

    /** The reference of a made case. */
    static String reference(int number) {
        return new UUID(HIGH, LOW | number).toString();
    }

    /** The same document about another case. A document that names no case gets an id of its own. */
    static Document copy(Document template, String from, String to) {
        Document copy = (Document) renamed(template, from, to);
        if (copy.equals(template)) {
            copy.put("_id", to);
        }
        return copy;
    }

    private static Object renamed(Object value, String from, String to) {
        return switch (value) {
            case String text -> text.contains(from) ? text.replace(from, to) : text;
            case Document document -> {
                Document copy = new Document();
                document.forEach((field, inner) -> copy.put(field, inner == null ? null : renamed(inner, from, to)));
                yield copy;
            }
            case List<?> list -> list.stream().map(inner -> renamed(inner, from, to)).toList();
            default -> value;
        };
    }

    /** Puts the made cases that wait on the lists on which the real ones stand, in front of these. */
    private void lists() {
        String store = found.keySet().stream().filter(place -> place.database().equals(waitsIn)).map(Place::store).findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing of " + waitsIn + " was found."));
        try (MongoClient client = MongoClients.create(store)) {
            MongoCollection<Document> lists = client.getDatabase(waitsIn).getCollection("work_lists");
            list(lists, WAITING, number -> number % templates.size() == 0);
            list(lists, ACCEPTED, number -> number % templates.size() != 0);
        }
    }

    private void list(MongoCollection<Document> lists, String list, IntPredicate waits) {
        Document heads = lists.find(Filters.eq("_id", "heads")).first();
        String key = heads == null ? "" : heads.getList("keys", String.class).stream()
                .filter(name -> name.startsWith(list)).findFirst().orElse("");
        Document head = lists.find(Filters.eq("_id", key)).first();
        if (head == null) {
            throw new IllegalStateException("No case is on the list " + list + ".");
        }
        List<Document> real = new ArrayList<>();
        for (Document page : head.getList("pages", Document.class)) {
            Document found = lists.find(Filters.eq("_id", page.getString("p"))).first();
            if (found != null) {
                found.getList("items", Document.class).stream()
                        .filter(item -> !item.getString("i").startsWith(reference(0).substring(0, 18))).forEach(real::add);
            }
        }
        List<Document> all = waiting(made, list, waits, real.getFirst());
        all.addAll(real);
        List<Document> pages = pages(key, all, made);
        for (int from = 0; from < pages.size(); from += AT_ONCE) {
            lists.insertMany(pages.subList(from, Math.min(pages.size(), from + AT_ONCE)));
        }
        lists.replaceOne(Filters.eq("_id", key), head(head, pages), new ReplaceOptions());
    }

    /** Entries of the made cases that wait, oldest first, all older than a real one. */
    private static List<Document> waiting(int made, String list, IntPredicate waits, Document real) {
        List<Document> items = new ArrayList<>();
        Instant newest = real.getDate("s").toInstant();
        for (int number = made - 1; number >= 0; number--) {
            if (waits.test(number)) {
                items.add(new Document("s", Date.from(newest.minusSeconds(number + 1))).append("i", reference(number) + "|" + list));
            }
        }
        return items;
    }

    static List<Document> pages(String key, List<Document> items, int round) {
        List<Document> pages = new ArrayList<>();
        for (int from = 0; from < items.size(); from += ON_A_PAGE) {
            pages.add(new Document("_id", key + "/grown-" + round + "-" + pages.size())
                    .append("items", items.subList(from, Math.min(items.size(), from + ON_A_PAGE))));
        }
        return pages;
    }

    static Document head(Document before, List<Document> pages) {
        return new Document("_id", before.get("_id")).append("version", before.get("version", Number.class).longValue() + 1)
                .append("pages", pages.stream().map(page -> {
                    List<Document> items = page.getList("items", Document.class);
                    return new Document("p", page.get("_id")).append("n", items.size())
                            .append("s", items.getFirst().get("s")).append("i", items.getFirst().get("i"))
                            .append("l", items.getLast().get("s")).append("li", items.getLast().get("i"));
                }).toList()).append("replaced", List.of());
    }
}
