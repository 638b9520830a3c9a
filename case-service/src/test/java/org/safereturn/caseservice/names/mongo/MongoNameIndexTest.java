package org.safereturn.caseservice.names.mongo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.caseservice.names.application.NameIndex.Named;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoNameIndexTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RULES = "1-rules";
    private static final String FIRST = "0aaaaaaa-0000-4000-8000-000000000001";
    private static final String SECOND = "fbbbbbbb-0000-4000-8000-000000000002";

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final AtomicInteger databases = new AtomicInteger();
    private MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
    private NameIndex index = new MongoNameIndex(client.getDatabase("none"));

    @BeforeAll
    void start() {
        client.close();
        client = MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort());
    }

    @AfterAll
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @BeforeEach
    void begin() {
        databases.incrementAndGet();
        index = new MongoNameIndex(store());
    }

    @Test
    void a_case_is_found_by_each_of_its_keys_and_by_no_other() {
        put(FIRST, 1, "a", "b");
        put(SECOND, 1, "b", "c");
        assertThat(found("a", "b", "c", "d")).isEqualTo(Map.of("a", Set.of(FIRST), "b", Set.of(FIRST, SECOND), "c", Set.of(SECOND)));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_corrected_name_leaves_nothing_of_the_old_one_behind() {
        put(FIRST, 1, "a", "b");
        put(SECOND, 1, "a");
        put(FIRST, 2, "b", "c");
        assertThat(found("a", "b", "c")).isEqualTo(Map.of("a", Set.of(SECOND), "b", Set.of(FIRST), "c", Set.of(FIRST)));
        put(SECOND, 2, "d");
        assertThat(documents("name_keys")).noneMatch(document -> document.getString("_id").startsWith("a/"));
        assertThat(documents("case_names")).allSatisfy(document ->
                assertThat(document.getList("keys", String.class)).doesNotContain("a"));
    }

    @Test
    void of_a_person_of_whom_nothing_is_known_any_more_nothing_is_kept() {
        put(FIRST, 1, "a");
        put(FIRST, 1);
        put(SECOND, 1);
        assertThat(documents("name_keys")).isEmpty();
        assertThat(documents("case_names")).isEmpty();
        put(FIRST, 1, "a");
        assertThat(found("a")).containsEntry("a", Set.of(FIRST));
    }

    @Test
    void what_a_later_version_of_the_case_said_stands_and_the_same_again_changes_nothing() {
        put(FIRST, 3, "new");
        put(FIRST, 2, "old");
        assertThat(found("new", "old")).isEqualTo(Map.of("new", Set.of(FIRST)));
        List<Document> before = documents("case_names");
        put(FIRST, 3, "new");
        put(FIRST, 4, "new");
        assertThat(documents("case_names")).isEqualTo(before);
    }

    @Test
    void keys_that_were_made_otherwise_are_replaced() {
        index.put(new Named(FIRST, 1, "0-rules", Set.of("old"))).block(PATIENCE);
        assertThat(index.knows(FIRST, RULES).block(PATIENCE)).isFalse();
        assertThat(index.knows(FIRST, "0-rules").block(PATIENCE)).isTrue();
        put(FIRST, 1, "new");
        assertThat(index.knows(FIRST, RULES).block(PATIENCE)).isTrue();
        assertThat(found("old", "new")).isEqualTo(Map.of("new", Set.of(FIRST)));
        assertThat(index.knows(SECOND, RULES).block(PATIENCE)).isFalse();
    }

    @Test
    void what_a_crash_left_half_done_is_put_right_with_the_next_word() {
        put(FIRST, 1, "a");
        // The case says what may lead to it; the keys do not yet, or some still do.
        Mono.from(store().getCollection("case_names").replaceOne(new Document("_id", FIRST), new Document("_id", FIRST)
                .append("version", 2L).append("round", 3L).append("madeBy", RULES).append("keys", List.of("a", "b"))
                .append("settled", false))).block(PATIENCE);
        assertThat(index.knows(FIRST, RULES).block(PATIENCE)).isFalse();
        put(FIRST, 2, "b");
        assertThat(found("a", "b")).isEqualTo(Map.of("b", Set.of(FIRST)));
    }

    @Test
    void a_name_that_very_many_have_is_spread_over_documents() {
        List<String> many = IntStream.range(0, 640).mapToObj(number -> UUID.nameUUIDFromBytes(new byte[] {
            (byte) number, (byte) (number >> 8)}).toString()).toList();
        Flux.fromIterable(many).flatMap(caseRef -> index.put(new Named(caseRef, 1, RULES, Set.of("common"))), 500).then().block(PATIENCE);
        assertThat(found("common").getOrDefault("common", Set.of())).containsExactlyInAnyOrderElementsOf(many);
        assertThat(documents("name_keys")).hasSize(16).allSatisfy(document ->
                assertThat(document.getList("cases", String.class)).hasSizeLessThan(100));
    }

    @Test
    void two_processes_at_one_case_leave_what_the_later_version_said() {
        NameIndex other = new MongoNameIndex(store());
        Flux.range(1, 40).flatMap(version -> (version % 2 == 0 ? index : other).put(new Named(FIRST, version, RULES,
                Set.of("always", "of-" + version))), 40).then().block(PATIENCE);
        assertThat(documents("case_names")).singleElement().satisfies(document ->
                assertThat(document.getList("keys", String.class)).containsExactlyInAnyOrder("always", "of-40"));
        assertThat(documents("name_keys")).extracting(document -> document.getString("_id"))
                .containsExactlyInAnyOrder("always/0", "of-40/0");
    }

    @Test
    void the_last_round_is_remembered() {
        Instant at = Instant.parse("2026-11-29T10:00:00Z");
        assertThat(index.lastRound().blockOptional(PATIENCE)).isEmpty();
        index.done(new NameIndex.Round(RULES, at.minusSeconds(9))).block(PATIENCE);
        index.done(new NameIndex.Round(RULES, at)).block(PATIENCE);
        assertThat(index.lastRound().blockOptional(PATIENCE)).contains(new NameIndex.Round(RULES, at));
    }

    private void put(String caseRef, long version, String... keys) {
        index.put(new Named(caseRef, version, RULES, Set.of(keys))).block(PATIENCE);
    }

    private Map<String, Set<String>> found(String... keys) {
        return Objects.requireNonNull(index.cases(List.of(keys)).block(PATIENCE));
    }

    private List<Document> documents(String collection) {
        return Objects.requireNonNull(Flux.from(store().getCollection(collection).find()).collectList().block(PATIENCE));
    }

    private MongoDatabase store() {
        return client.getDatabase("names_" + databases.get());
    }
}
