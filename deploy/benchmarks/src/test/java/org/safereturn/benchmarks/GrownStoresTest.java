package org.safereturn.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GrownStoresTest {

    private static final String FIRST = UUID.randomUUID().toString();
    private static final String SECOND = UUID.randomUUID().toString();
    private static final String KEY = "REFERRAL_TO_OPEN unit:TH-DATIP";
    private static final String TRACED = "TRACING_TO_DO unit:TH-DATIP";

    @Test
    void every_document_of_the_real_cases_is_there_again_for_each_made_one_and_what_waits_is_on_the_list() throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort())) {
            MongoCollection<Document> cases = client.getDatabase("th_case").getCollection("cases");
            cases.insertMany(List.of(file(FIRST, "waits"), file(SECOND, "accepted")));
            MongoCollection<Document> items = client.getDatabase("th_case").getCollection("work_items");
            items.insertMany(List.of(item(FIRST), item(SECOND)));
            MongoCollection<Document> lists = client.getDatabase("th_case").getCollection("work_lists");
            lists.insertMany(List.of(new Document("_id", "heads").append("keys", List.of("VISIT_TO_MAKE unit:X", KEY, TRACED)),
                    new Document("_id", KEY + "/1").append("items", List.of(entry(FIRST))),
                    new Document("_id", KEY).append("version", 1L).append("pages", List.of(new Document("p", KEY + "/1"))),
                    new Document("_id", TRACED + "/1").append("items", List.of(entry(SECOND))),
                    new Document("_id", TRACED).append("version", 1L).append("pages", List.of(new Document("p", TRACED + "/1")))));
            client.getDatabase("kh_case").getCollection("cases").insertOne(file(FIRST, "of another owner"));

            GrownStores stores = new GrownStores(Map.of("th", "mongodb://127.0.0.1:" + server.getLocalAddress().getPort()),
                    "th_case", List.of(FIRST, SECOND));
            assertThat(stores.collections()).containsExactly("th_case.cases", "th_case.work_items");
            stores.growTo(700);
            stores.growTo(1000);

            assertThat(cases.countDocuments()).isEqualTo(1002);
            assertThat(cases.find(new Document("_id", GrownStores.reference(999))).first())
                    .isEqualTo(file(GrownStores.reference(999), "accepted"));
            assertThat(items.countDocuments()).isEqualTo(1002);
            for (String key : List.of(KEY, TRACED)) {
                Document head = Objects.requireNonNull(lists.find(new Document("_id", key)).first());
                List<Document> pages = head.getList("pages", Document.class);
                assertThat(pages.stream().mapToInt(page -> page.getInteger("n")).sum()).isEqualTo(501);
                List<Date> since = new ArrayList<>();
                for (Document page : pages) {
                    Document found = Objects.requireNonNull(lists.find(new Document("_id", page.getString("p"))).first());
                    found.getList("items", Document.class).forEach(each -> since.add(each.getDate("s")));
                }
                assertThat(since).as(key).hasSize(501).isSorted().doesNotHaveDuplicates();
            }
            assertThat(client.getDatabase("kh_case").getCollection("cases").countDocuments()).isEqualTo(1);
        } finally {
            server.shutdownNow();
        }
    }

    private static Document file(String caseRef, String state) {
        return new Document("_id", caseRef).append("version", 3L).append("state", new Document("caseRef", caseRef)
                .append("state", state).append("holders", List.of("unit:TH-DATIP", "case:" + caseRef)));
    }

    private static Document item(String caseRef) {
        return new Document("_id", caseRef + "|REFERRAL_TO_OPEN").append("version", 1L);
    }

    private static Document entry(String caseRef) {
        return new Document("s", Date.from(Instant.ofEpochMilli(1_800_000_000_000L))).append("i", caseRef + "|REFERRAL_TO_OPEN");
    }
}
