package org.safereturn.messaging.testkit;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.springframework.boot.SpringApplication;

/** A real broker and a stand-in for the document store, in this process; schemas are in {@link InMemorySchemas}. */
final class EmbeddedParts implements ExchangeParts {

    private final LoopbackBroker broker = new LoopbackBroker(Map.of("message.max.bytes", "3000000"));
    private final MongoServer store = new MongoServer(new MemoryBackend());
    private final InetSocketAddress storeAddress;

    EmbeddedParts() {
        // Most exchanges serve until the process ends, and their services must be gone before the broker is.
        SpringApplication.getShutdownHandlers().add(broker::close);
        storeAddress = store.bind();
    }

    @Override
    public String brokers() {
        return broker.address();
    }

    @Override
    public InetSocketAddress store() {
        return storeAddress;
    }

    @Override
    public Optional<InetSocketAddress> registry() {
        return Optional.empty();
    }

    @Override
    public void close() {
        store.shutdownNow();
        broker.close();
    }
}
