package org.safereturn.local.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

@Timeout(120)
class DocumentStoreTest {

    private static final int WRITERS = 8;
    private static final int ENOUGH = 500;

    @TempDir
    Path directory;

    private int port;
    private Process process;

    @BeforeEach
    void start_on_a_free_port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
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
        process.destroyForcibly().waitFor();
        client.close();
        for (Thread writer : writers) {
            writer.join();
        }

        start();
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

    private void start() throws IOException {
        process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx96m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), DocumentStore.class.getName(),
                directory.toString(), "zz=" + port).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        String line;
        do {
            line = output.readLine();
        } while (line != null && !line.equals("ready"));
        assertThat(line).isEqualTo("ready");
        // A pipe that nobody reads would fill up and stop the store.
        Thread.startVirtualThread(() -> output.lines().forEach(ignored -> { }));
    }

    private MongoClient client() {
        return MongoClients.create("mongodb://127.0.0.1:" + port
                + "/?serverSelectionTimeoutMS=20000&connectTimeoutMS=5000&socketTimeoutMS=10000&retryWrites=false");
    }
}
