package org.safereturn.messaging.testkit.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.messaging.store.QueryShape;
import org.safereturn.messaging.store.QueryShapes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** That a question without an index is found. */
class AskedQuestionsTest {

    @TempDir
    private Path folder;

    @Test
    void a_listener_writes_down_what_is_asked_without_values_and_finds_what_has_no_index() throws IOException {
        MongoServer server = new MongoServer(new MemoryBackend());
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress(server.bind()))))
                .addCommandListener(new QueryShapes(folder)).build())) {
            MongoCollection<Document> books = client.getDatabase("shelf").getCollection("books");
            Mono.from(books.createIndex(new Document("owner", 1).append("changedAt", 1).append("_id", 1))).block();
            Mono.from(books.insertOne(new Document("_id", "secret-one").append("owner", "secret-two"))).block();
            Flux.from(books.find(new Document("owner", "secret-two")).sort(new Document("changedAt", -1).append("_id", -1)))
                    .blockLast();
            Mono.from(books.updateOne(new Document("_id", "secret-one").append("version", 7),
                    new Document("$set", new Document("owner", "secret-three")))).block();
            Mono.from(books.countDocuments(new Document("colour", "secret-four"))).block();
            Flux.from(books.find()).blockLast();
        } finally {
            server.shutdownNow();
        }
        assertThat(Files.readString(folder.resolve(ProcessHandle.current().pid() + ".txt"))).doesNotContain("secret");
        List<QueryShape> found = AskedQuestions.ofThisProcess(folder).withoutIndex((_, _) -> false, _ -> false);
        assertThat(found).containsExactlyInAnyOrder(
                new QueryShape("shelf.books", Set.of("colour"), Map.of(), Set.of()),
                new QueryShape("shelf.books", Set.of(), Map.of(), Set.of()));
        assertThat(AskedQuestions.ofAll(folder).withoutIndex((_, field) -> field.equals("colour"), _ -> false))
                .as("a filtered field alone reads everything").hasSize(2);
        assertThat(AskedQuestions.ofAll(folder).withoutIndex((_, field) -> field.equals("colour"), _ -> true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', emptyValue = "", nullValues = "-", textBlock = """
            # index;                equal;         order;                range;      answered
            a:1,at:1,_id:1;         a;             at:1,_id:1;           '';         true
            a:1,at:1,_id:1;         a;             at:-1,_id:-1;         '';         true
            a:1,at:1,_id:1;         a;             at:-1,_id:1;          '';         false
            a:1,at:1,_id:1;         a;             at:-1,_id:-1;         at;         true
            a:1,at:1,_id:1;         a;             '';                   at;         true
            a:1,at:1,_id:1;         a;             '';                   _id;        false
            a:1,at:1,_id:1;         a,b;           at:1,_id:1;           '';         false
            b:1,a:1,at:1,_id:1;     a,b;           at:1,_id:1;           '';         true
            b:1,a:1,at:1,_id:1;     a;             at:1,_id:1;           '';         false
            a:1,at:1,_id:1;         '';            at:1,_id:1;           '';         false
            at:1,_id:1;             '';            at:1,_id:1;           at;         true
            at:1,_id:1;             '';            '';                   at;         true
            at:1,_id:1;             a;             at:1;                 '';         false
            a:1,at:1;               a,at;          at:-1,_id:1;          _id;        false
            a:1,at:1,_id:1;         a,at;          at:-1,_id:1;          _id;        true
            cases:1,_id:-1;         cases;         _id:-1;               '';         true
            _id:1;                  '';            _id:-1;               _id;        true
            a:1;                    '';            '';                   '';         false
            """)
    void an_index_answers_what_equals_something_then_the_order_then_bounds(String index, String equal, String order,
            String range, boolean answered) {
        QueryShape shape = QueryShape.read("shelf.books\t" + equal + "\t" + order + "\t" + range);
        assertThat(AskedQuestions.answers(new LinkedHashMap<>(QueryShape.order(index)), shape, (_, _) -> false))
                .isEqualTo(answered);
    }
}
