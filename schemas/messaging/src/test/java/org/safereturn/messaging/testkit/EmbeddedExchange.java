package org.safereturn.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.events.TopicSpec;
import org.safereturn.messaging.keys.MinistryKeys;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The exchange in one process: a real broker with all topics of some countries, a document store, a schema registry that
 * is a map, and fresh keys for every ministry. Everything listens on the loopback interface on free ports.
 *
 * <p>Kept in a static field of a test class and closed after it:
 * <pre>{@code
 * static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");
 *
 * @DynamicPropertySource
 * static void exchange(DynamicPropertyRegistry registry) {
 *     EXCHANGE.register(registry, "KH", "referral-service");
 * }
 * }</pre>
 */
public final class EmbeddedExchange implements AutoCloseable {

    private final List<String> countries;
    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final Path keys;
    private final EmbeddedKafkaKraftBroker broker;
    private final MongoServer store;
    private final Line storeLine;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, PeerMinistry> peers = new ConcurrentHashMap<>();

    private EmbeddedExchange(List<String> countries) {
        this.countries = countries;
        try {
            keys = Files.createTempDirectory("safereturn-keys");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MinistryKeys.generate(keys, countries);
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.brokerProperty("message.max.bytes", "3000000");
        broker.afterPropertiesSet();
        broker.addTopics(catalogue.all(countries).stream().map(EmbeddedExchange::topic).toArray(NewTopic[]::new));
        store = new MongoServer(new MemoryBackend());
        InetSocketAddress address = store.bind();
        storeLine = new Line(address);
    }

    /** An exchange between these countries; upper-case codes. */
    public static EmbeddedExchange of(String... countries) {
        return new EmbeddedExchange(List.of(countries));
    }

    private static NewTopic topic(TopicSpec spec) {
        return new NewTopic(spec.name(), 2, (short) 1).configs(Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "3000000"));
    }

    /** The topics. */
    public TopicCatalogue catalogue() {
        return catalogue;
    }

    /** Upper-case codes of all countries. */
    public List<String> countries() {
        return countries;
    }

    /** Addresses of the brokers. */
    public String brokers() {
        return broker.getBrokersAsString();
    }

    /** The key directory of a ministry, or of {@code JOINT}. */
    public Path keys(String country) {
        return keys.resolve(country.toLowerCase(Locale.ROOT));
    }

    /** The connection string of a database; without a path in between that a service should know. */
    public String storeUri(String database) {
        return "mongodb://127.0.0.1:" + storeLine.port() + "/" + database
                + "?serverSelectionTimeoutMS=1000&connectTimeoutMS=1000&socketTimeoutMS=5000";
    }

    /** A client of the document store; the caller closes it. */
    public MongoClient storeClient() {
        return MongoClients.create(storeUri("admin"));
    }

    /** Name of the database that {@link #properties} gives to a service. */
    public String database(String country, String service) {
        return country.toLowerCase(Locale.ROOT) + "_" + service.replace("-service", "") + "_" + run;
    }

    /** Cuts the document store off, for everybody. */
    public void storeDown() {
        storeLine.cut();
    }

    /** Lets the document store answer again, with all it had. */
    public void storeUp() {
        storeLine.mend();
    }

    /** The ministry of a country, to send and read as it would. */
    public PeerMinistry peer(String country) {
        return peers.computeIfAbsent(country, code -> new PeerMinistry(this, code));
    }

    /** What a service needs to take part, as Spring properties. */
    public Map<String, String> properties(String country, String service) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("safereturn.country", country);
        properties.put("safereturn.service", service);
        properties.put("safereturn.countries", String.join(",", countries));
        properties.put("safereturn.keys.directory", keys(country).toString());
        properties.put("safereturn.keys.database", country.toLowerCase(Locale.ROOT) + "_keys_" + run);
        properties.put("safereturn.codec.serializer", InMemorySchemas.AvroSerializer.class.getName());
        properties.put("safereturn.codec.deserializer", InMemorySchemas.AvroDeserializer.class.getName());
        properties.put("safereturn.inbox.first-back-off", "50ms");
        properties.put("safereturn.inbox.longest-back-off", "500ms");
        properties.put("spring.kafka.bootstrap-servers", brokers());
        properties.put("spring.mongodb.uri", storeUri(database(country, service)));
        properties.put("management.health.mongodb.enabled", "false");
        return properties;
    }

    /** Sets the {@link #properties} of a service under test. */
    public void register(DynamicPropertyRegistry registry, String country, String service) {
        properties(country, service).forEach((name, value) -> registry.add(name, () -> value));
    }

    @Override
    public void close() {
        peers.values().forEach(PeerMinistry::close);
        storeLine.close();
        store.shutdownNow();
        broker.destroy();
    }
}
