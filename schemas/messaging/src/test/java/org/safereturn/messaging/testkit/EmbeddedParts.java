package org.safereturn.messaging.testkit;

import java.net.InetSocketAddress;
import java.util.Optional;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker and a stand-in for the document store, in this process; schemas are in {@link InMemorySchemas}. */
final class EmbeddedParts implements ExchangeParts {

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final MongoServer store = new MongoServer(new MemoryBackend());
    private final InetSocketAddress storeAddress;

    EmbeddedParts() {
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.brokerProperty("message.max.bytes", "3000000");
        broker.afterPropertiesSet();
        storeAddress = store.bind();
    }

    @Override
    public String brokers() {
        return broker.getBrokersAsString();
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
        broker.destroy();
    }
}
