package org.safereturn.caseservice.work.mongo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.safereturn.access.scope.CaseScope;
import org.safereturn.caseservice.work.application.WorkLists;
import org.safereturn.caseservice.work.application.WorkListsContract;
import org.safereturn.caseservice.work.model.WorkItem;
import org.safereturn.caseservice.work.model.WorkList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoWorkListsTest extends WorkListsContract {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final AtomicInteger databases = new AtomicInteger();
    private final AtomicReference<String> database = new AtomicReference<>("");
    private MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");

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

    @Override
    protected WorkLists empty() {
        database.set("work_" + databases.incrementAndGet());
        return new MongoWorkLists(store(), UUID::randomUUID);
    }

    @Override
    protected WorkLists another(WorkLists same) {
        return new MongoWorkLists(store(), UUID::randomUUID);
    }

    private MongoDatabase store() {
        return client.getDatabase(database.get());
    }

    @Test
    void pages_stay_bounded_and_those_that_were_replaced_are_removed() {
        WorkLists lists = empty();
        for (int round = 0; round < 20; round++) {
            int from = round * 100;
            Flux.range(from, 100).flatMap(number -> lists.apply(item(number, 1, true)), 50).then().block();
        }
        Flux.range(0, 1900).flatMap(number -> lists.apply(item(number, 2, false)), 50).then().block();
        List<Document> pages = Flux.from(store().getCollection("work_lists").find()).collectList().blockOptional().orElseThrow()
                .stream().filter(document -> document.containsKey("items")).toList();
        assertThat(pages).allSatisfy(page -> assertThat(page.getList("items", Document.class).size())
                .isBetween(1, ListHead.MOST));
        // One page or two hold what is left; what the last change replaced waits for the next one.
        assertThat(pages).hasSizeLessThan(8);
    }

    @Test
    void what_a_crash_left_half_done_is_done_again() {
        WorkLists lists = empty();
        lists.apply(item(1, 1, true)).block();
        // The list is written and the item is not.
        Mono.from(store().getCollection("work_items").deleteOne(new Document("_id", item(1, 1, true).id()))).block();
        lists.apply(item(1, 1, true)).block();
        lists.apply(item(1, 2, false)).block();
        Document head = Mono.from(store().getCollection("work_lists").find(new Document("_id",
                new ListKey(WorkList.VISIT_TO_MAKE, CaseScope.NOBODY.withUnit("ZZ-UNIT"), false).text())).first())
                .blockOptional().orElseThrow();
        assertThat(head.getList("pages", Document.class)).isEmpty();
    }

    private static WorkItem item(int number, long version, boolean waits) {
        return new WorkItem(new UUID(1, number).toString(), WorkList.VISIT_TO_MAKE, version, waits
                ? WorkItem.Waiting.of(CaseScope.NOBODY.withUnit("ZZ-UNIT"),
                        Instant.parse("2026-11-23T01:00:00Z").plusSeconds(number)) : null);
    }
}
