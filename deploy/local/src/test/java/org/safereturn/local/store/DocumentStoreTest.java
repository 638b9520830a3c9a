package org.safereturn.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

@Timeout(120)
class DocumentStoreTest {

    private static final int WRITERS = 8;
    private static final int ENOUGH = 500;
    /** Together more than the heap of the store. */
    private static final int LARGE = 300;
    private static final int LARGE_TEXT = 500_000;

    @TempDir
    Path directory;

    private StoreProcess store;

    @BeforeEach
    void start() throws IOException {
        store = new StoreProcess(directory);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void a_killed_store_has_every_write_that_it_acknowledged() throws Exception {
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(ENOUGH);
        List<Thread> writers = new ArrayList<>();
        MongoClient client = client();
        MongoCollection<Document> cases = client.getDatabase("zz_case").getCollection("cases");
        for (int writer = 0; writer < WRITERS; writer++) {
            int first = writer;
            writers.add(Thread.startVirtualThread(() -> write(cases, first, acknowledged, enough)));
        }
        enough.await();
        store.kill();
        client.close();
        for (Thread writer : writers) {
            writer.join();
        }

        store.startAgain();
        try (MongoClient again = client()) {
            MongoCollection<Document> kept = again.getDatabase("zz_case").getCollection("cases");
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            acknowledged.forEach((id, version) -> assertThat(kept.find(new Document("_id", id)).first())
                    .as("document %s", id).isNotNull()
                    .extracting("version", INTEGER).isGreaterThanOrEqualTo(version));
            assertThat(kept.countDocuments()).isBetween((long) acknowledged.size(), acknowledged.size() + (long) WRITERS);
        }
    }

    @Test
    void values_of_every_kind_are_the_same_after_a_restart_and_are_found_by_what_identifies_them() throws Exception {
        Document whole = new Document("_id", new ObjectId()).append("text", "ភាសាខ្មែរ ภาษาไทย").append("int", 7)
                .append("long", 7_000_000_000L).append("double", 0.5).append("yes", true).append("nothing", null)
                .append("day", Date.from(Instant.ofEpochSecond(1_795_000_000L))).append("bytes", new Binary(new byte[] {0, -1, 7}))
                .append("uuid", UUID.randomUUID()).append("decimal", Decimal128.parse("1.50"))
                .append("list", List.of("a", 2, new Document("b", List.of()))).append("part", new Document("c.d", "e"));
        List<Object> ids = List.of(whole.get("_id"), "text", 3, 4L, new Document("a", 1).append("b", "c"));
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("kinds");
            kept.createIndex(new Document("text", 1).append("part", 1), new IndexOptions().unique(true));
            kept.insertOne(whole);
            ids.stream().skip(1).forEach(id -> kept.insertOne(new Document("_id", id).append("text", id.toString())));
        }
        store.kill();
        store.startAgain();
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("kinds");
            assertThat(kept.find(new Document("_id", whole.get("_id"))).first()).isEqualTo(whole);
            assertThat(ids).allSatisfy(id -> assertThat(kept.find(new Document("_id", id)).first()).as("%s", id)
                    .isNotNull());
            assertThat(kept.find(new Document("text", "3").append("part", null)).first()).containsEntry("_id", 3);
            assertThatThrownBy(() -> kept.insertOne(new Document("_id", 3))).hasMessageContaining("E11000");
            assertThatThrownBy(() -> kept.insertOne(new Document("_id", 5).append("text", "3")))
                    .hasMessageContaining("E11000");
        }
    }

    @Test
    void what_else_a_filter_asks_is_asked_of_the_documents_that_it_names() {
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("filters");
            kept.createIndex(new Document("text", 1).append("part", 1), new IndexOptions().unique(true));
            for (int id = 0; id < 5; id++) {
                kept.insertOne(new Document("_id", id).append("version", id % 2).append("text", "t").append("part", id));
            }
            Document change = new Document("$set", new Document("seen", true));
            Document some = new Document("_id", new Document("$in", List.of(1, 2, 3, 9))).append("version", 1);
            assertThat(kept.updateOne(new Document("_id", 1).append("version", 0), change).getMatchedCount()).isZero();
            assertThat(kept.updateOne(new Document("version", 1).append("_id", 1), change).getMatchedCount()).isOne();
            assertThat(kept.updateOne(new Document("_id", 9).append("version", 1), change).getMatchedCount()).isZero();
            assertThat(kept.find(some).map(each -> each.get("_id"))).containsExactly(1, 3);
            assertThat(kept.countDocuments(some)).isEqualTo(2);
            assertThat(kept.countDocuments(new Document("_id", new Document("$gt", 1)).append("version", 1))).isOne();
            assertThat(kept.find(new Document("text", "t").append("part", 3).append("version", 0))).isEmpty();
            assertThat(kept.find(new Document("text", "t").append("part", 3).append("version", 1))).hasSize(1);
            assertThat(kept.deleteOne(new Document("_id", 4).append("version", 1)).getDeletedCount()).isZero();
            assertThat(kept.deleteOne(new Document("_id", 4).append("version", 0)).getDeletedCount()).isOne();
        }
    }

    @Test
    void of_a_long_list_only_what_is_asked_for_is_held() {
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("large");
            for (int id = 0; id < LARGE; id++) {
                kept.insertOne(new Document("_id", id).append("at", id * 7 % LARGE).append("odd", id % 2 == 1)
                        .append("text", "x".repeat(LARGE_TEXT)));
            }
            assertThat(kept.find().sort(new Document("at", -1)).limit(3).map(each -> each.getInteger("at")))
                    .containsExactly(LARGE - 1, LARGE - 2, LARGE - 3);
            assertThat(kept.find(new Document("odd", true)).sort(new Document("odd", 1).append("_id", 1)).skip(2).limit(3)
                    .map(each -> each.getInteger("_id"))).containsExactly(5, 7, 9);
            List<Integer> read = new ArrayList<>();
            for (Document each : kept.find(new Document("odd", true)).batchSize(20)) {
                read.add(each.getInteger("_id"));
                kept.deleteOne(new Document("_id", LARGE - 1));
            }
            assertThat(read).containsExactlyElementsOf(IntStream.range(0, LARGE - 1).filter(id -> id % 2 == 1).boxed().toList());
        }
    }

    @Test
    void numbers_identify_by_their_value_and_keep_the_documents_in_its_order() throws Exception {
        List<Long> ids = LongStream.rangeClosed(1, 600).boxed().toList();
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("numbers");
            ids.reversed().forEach(id -> kept.insertOne(new Document("_id", id).append("text", "x".repeat(50))));
            assertThat(kept.deleteOne(new Document("_id", 300)).getDeletedCount()).isOne();
            assertThat(kept.find(new Document("_id", 300L)).first()).isNull();
            kept.insertOne(new Document("_id", 300L).append("text", "again"));
        }
        store.kill();
        store.startAgain();
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("numbers");
            assertThat(kept.find().map(each -> each.getLong("_id"))).containsExactlyElementsOf(ids);
            assertThat(kept.find(new Document("_id", 300.0)).first()).containsEntry("text", "again");
            assertThatThrownBy(() -> kept.insertOne(new Document("_id", 300))).hasMessageContaining("E11000");
            assertThat(kept.countDocuments()).isEqualTo(600);
            kept.drop();
            kept.insertOne(new Document("_id", 300));
            assertThat(kept.find().map(each -> each.get("_id"))).containsExactly(300);
        }
    }

    @Test
    void what_the_log_holds_is_kept_and_a_change_that_a_kill_cut_off_is_not_read() throws Exception {
        Path log = directory.resolve("zz.mv.log");
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("logged");
            kept.createIndex(new Document("text", 1), new IndexOptions().unique(true));
            for (int id = 0; id < 20; id++) {
                kept.insertOne(new Document("_id", id).append("text", "t" + id));
            }
            kept.updateOne(new Document("_id", 1), new Document("$set", new Document("text", "changed")));
            kept.deleteOne(new Document("_id", 2));
        }
        store.kill();
        byte[] written = Files.readAllBytes(log);
        assertThat(written).isNotEmpty();
        Files.write(log, Arrays.copyOf(written, 40), StandardOpenOption.APPEND);
        store.startAgain();
        store.kill();
        assertThat(Files.size(log)).as("what was read is in the file now").isZero();
        Files.write(log, new byte[] {0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7});
        store.startAgain();
        try (MongoClient client = client()) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("logged");
            assertThat(kept.countDocuments()).isEqualTo(19);
            assertThat(kept.find(new Document("text", "changed")).first()).containsEntry("_id", 1);
            assertThat(kept.find(new Document("_id", 2)).first()).isNull();
            kept.insertOne(new Document("_id", 2).append("text", "t1"));
            assertThatThrownBy(() -> kept.insertOne(new Document("_id", 30).append("text", "t19")))
                    .hasMessageContaining("E11000");
        }
    }

    @Test
    void a_file_of_another_version_is_refused_in_a_sentence(@TempDir Path other) {
        try (MVStore file = MVStore.open(other.resolve("zz.mv").toString())) {
            file.openMap("databases.zz_case.cases").put("a", "b");
        }
        assertThatThrownBy(() -> new StoreProcess(other)).hasMessage("No store: The document store cannot start: zz.mv was "
                + "written by another version of it, which this one does not read. Start once with --fresh.");
    }

    @Test
    void the_health_check_of_a_driver_is_answered() {
        try (MongoClient client = client()) {
            assertThat(client.getDatabase("admin").runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary"))
                    .isTrue();
        }
    }

    /** Inserts a document and changes it, again and again, until the store is gone. */
    private static void write(MongoCollection<Document> cases, int first, Map<Integer, Integer> acknowledged,
            CountDownLatch enough) {
        try {
            for (int id = first;; id += WRITERS) {
                cases.insertOne(new Document("_id", id).append("version", 1).append("text", "x".repeat(500)));
                acknowledged.put(id, 1);
                for (int version = 2; version <= 3; version++) {
                    cases.updateOne(new Document("_id", id), new Document("$set", new Document("version", version)));
                    acknowledged.put(id, version);
                }
                enough.countDown();
            }
        } catch (MongoException | IllegalStateException e) {
            assertThat(e).isNotNull();
        }
    }

    private MongoClient client() {
        return MongoClients.create(store.uri("admin"));
    }
}
