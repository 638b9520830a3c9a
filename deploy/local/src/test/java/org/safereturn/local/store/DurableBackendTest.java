package org.safereturn.local.store;

import java.nio.file.Path;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DurableBackendTest {

    /** Together several times what the store holds in memory. */
    private static final int DOCUMENTS = 100;
    private static final int TEXT = 500_000;
    private static final long FEW_BYTES = 5_000_000;

    @TempDir
    Path directory;

    @Test
    void databases_are_listed_and_opened_without_reading_their_documents() {
        DurableBackend backend = open();
        MongoServer server = new MongoServer(backend);
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort())) {
            MongoCollection<Document> kept = client.getDatabase("zz_case").getCollection("large");
            kept.createIndex(new Document("at", 1).append("_id", 1));
            for (int id = 0; id < DOCUMENTS; id++) {
                kept.insertOne(new Document("_id", id).append("at", id).append("text", "x".repeat(TEXT)));
            }
            long before = read(backend);
            assertThat(kept.find(new Document("text", "y"))).isEmpty();
            assertThat(read(backend) - before).as("a scan").isGreaterThan(DOCUMENTS / 2L * TEXT);
            before = read(backend);
            assertThat(client.listDatabaseNames()).contains("zz_case");
            assertThat(read(backend) - before).isLessThan(FEW_BYTES);
        } finally {
            server.shutdownNow();
        }
        DurableBackend again = open();
        assertThat(read(again)).isLessThan(FEW_BYTES);
        again.close();
    }

    private DurableBackend open() {
        return DurableBackend.open(directory.resolve("zz.mv"), false);
    }

    /** Bytes that were read from the file. */
    private static long read(DurableBackend backend) {
        return backend.getMvStore().getFileStore().getReadBytes();
    }
}
