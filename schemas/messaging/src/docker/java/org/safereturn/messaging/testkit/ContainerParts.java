package org.safereturn.messaging.testkit;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.safereturn.events.SchemaRegistration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** Kafka, MongoDB and Apicurio Registry in containers, of the images that the compose file names. */
final class ContainerParts implements ExchangeParts {

    static final String KAFKA = "apache/kafka:4.1.2";
    static final String MONGODB = "mongo:8.0";
    static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";

    private static final int STORE_PORT = 27017;
    private static final int REGISTRY_PORT = 8080;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaContainer kafka = new KafkaContainer(KAFKA)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
            .withEnv("KAFKA_MESSAGE_MAX_BYTES", "3000000");
    private final GenericContainer<?> store = new GenericContainer<>(MONGODB).withExposedPorts(STORE_PORT)
            .waitingFor(Wait.forListeningPort());
    private final GenericContainer<?> registry = new GenericContainer<>(REGISTRY).withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").forPort(REGISTRY_PORT));

    ContainerParts() {
        Startables.deepStart(kafka, store, registry).join();
        InetSocketAddress address = address(registry, REGISTRY_PORT);
        URI confluent = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/apis/ccompat/v7");
        try (SchemaRegistration registration = new SchemaRegistration(confluent, PATIENCE)) {
            registration.registerAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while schemas were registered", e);
        }
    }

    @Override
    public String brokers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public InetSocketAddress store() {
        return address(store, STORE_PORT);
    }

    @Override
    public Optional<InetSocketAddress> registry() {
        return Optional.of(address(registry, REGISTRY_PORT));
    }

    private static InetSocketAddress address(GenericContainer<?> container, int port) {
        return new InetSocketAddress(container.getHost(), container.getMappedPort(port));
    }

    @Override
    public void close() {
        registry.stop();
        store.stop();
        kafka.stop();
    }
}
