package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.safereturn.monitoringservice.fold.Views;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoViewsTest extends ViewsContract {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final AtomicInteger databases = new AtomicInteger();
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
    Views empty(Clock clock) {
        return new MongoViews(client.getDatabase("views_" + databases.incrementAndGet()), clock);
    }
}
