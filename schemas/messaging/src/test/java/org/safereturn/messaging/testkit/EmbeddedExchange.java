package org.safereturn.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.events.TopicSpec;
import org.safereturn.messaging.InboundBindingDefaults;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.wire.EventCodec;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The exchange in one process: a real broker with all topics of some countries, a document store, a schema registry that
 * is a map, and fresh keys for every ministry. Everything listens on the loopback interface on free ports. In the profile
 * {@code docker} broker, store and registry are the real servers, in containers.
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration READING_WITHIN = Duration.ofMinutes(2);

    private final List<String> countries;
    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final Path keys;
    private final ExchangeParts parts;
    private final Line storeLine;
    private final Optional<Line> registryLine;
    private final InMemoryRegistry memory = new InMemoryRegistry();
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
        parts = ExchangeParts.start();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, parts.brokers()))) {
            admin.createTopics(catalogue.all(countries).stream().map(EmbeddedExchange::topic).toList()).all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were made", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot make the topics", e);
        }
        storeLine = new Line(parts.store());
        registryLine = parts.registry().map(Line::new);
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
        return parts.brokers();
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

    /** Cuts the schema registry off, for everybody. */
    public void registryDown() {
        registryLine.ifPresentOrElse(Line::cut, () -> InMemorySchemas.reachable(false));
    }

    /** Lets the schema registry answer again, with all it had. */
    public void registryUp() {
        registryLine.ifPresentOrElse(Line::mend, () -> InMemorySchemas.reachable(true));
    }

    /** A codec as the services of this exchange use it; the caller closes it. */
    public EventCodec codec() {
        MessagingProperties bound = new Binder(new MapConfigurationPropertySource(
                properties(countries.getFirst(), "referral-service"))).bind("safereturn", MessagingProperties.class).get();
        return EventCodec.of(bound.codec().serializer(), bound.codec().deserializer(), bound.codecSettings());
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
        properties.putAll(registryLine.map(EmbeddedExchange::registryProperties).orElseGet(() -> Map.of(
                "safereturn.registry.url", memory.address(),
                "safereturn.registry.repair-every", "0s",
                "safereturn.codec.serializer", InMemorySchemas.AvroSerializer.class.getName(),
                "safereturn.codec.deserializer", InMemorySchemas.AvroDeserializer.class.getName())));
        properties.put("safereturn.inbox.pause", "3ms");
        properties.put("safereturn.inbox.first-back-off", "50ms");
        properties.put("safereturn.inbox.longest-back-off", "500ms");
        properties.put("spring.kafka.bootstrap-servers", brokers());
        properties.put("spring.cloud.stream.kafka.binder.consumer-properties.[fetch.max.wait.ms]", "50");
        properties.put("spring.mongodb.uri", storeUri(database(country, service)));
        properties.put("management.health.mongodb.enabled", "false");
        return properties;
    }

    private static Map<String, String> registryProperties(Line registry) {
        Map<String, String> properties = new LinkedHashMap<>(InboundBindingDefaults.codecOfTheBuild());
        properties.put("safereturn.registry.url", "http://127.0.0.1:" + registry.port());
        return properties;
    }

    /**
     * Returns when a service that was started reads its topics: when it has joined its group and the group stands still.
     * What is sent before that waits, and a test that measures from there measures the start of the service too.
     */
    public void awaitReader(String country, String service) {
        String group = AccessRules.principal(country, service);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers()))) {
            Awaitility.await().atMost(READING_WITHIN).ignoreExceptionsInstanceOf(ExecutionException.class).until(() -> {
                ConsumerGroupDescription found = Objects.requireNonNull(
                        admin.describeConsumerGroups(List.of(group)).describedGroups().get(group), group)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return found.groupState() == GroupState.STABLE && found.members().stream()
                        .anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
            });
        }
    }

    /** Sets the {@link #properties} of a service under test. */
    public void register(DynamicPropertyRegistry registry, String country, String service) {
        properties(country, service).forEach((name, value) -> registry.add(name, () -> value));
    }

    @Override
    public void close() {
        peers.values().forEach(PeerMinistry::close);
        storeLine.close();
        memory.close();
        registryLine.ifPresent(Line::close);
        parts.close();
    }
}
