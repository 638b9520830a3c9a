package org.safereturn.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.inbox.InboundBinding;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Configures Spring Cloud Stream for a service that names its country and itself: one batch binding over all topics
 * that the catalogue lets it read; and the codec that the build has put on the class path. A setting of the service
 * wins.
 */
public final class InboundBindingDefaults
        implements EnvironmentPostProcessor, ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    private static final String NAME = "safereturn-messaging";
    private static final String BINDING = "spring.cloud.stream.bindings.inbound-in-0.";
    private static final String KAFKA_BINDING = "spring.cloud.stream.kafka.bindings.inbound-in-0.consumer.";
    private static final String BINDER = "spring.cloud.stream.kafka.binder.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        addTo(environment);
    }

    /** Once more for properties that come later than configuration files, as those of a test do. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().getPropertySources().contains(NAME)) {
            addTo(context.getEnvironment());
        }
    }

    private static void addTo(ConfigurableEnvironment environment) {
        String country = environment.getProperty("safereturn.country");
        String service = environment.getProperty("safereturn.service");
        if (country == null || service == null || environment.getProperty("safereturn.keys.directory") == null) {
            return;
        }
        Map<String, Object> defaults = new HashMap<>(codecOfTheBuild());
        defaults.put("spring.cloud.function.definition", "inbound");
        defaults.put(BINDING + "destination", String.join(",",
                TopicCatalogue.load().subscriptions(service, country, ExchangeCountries.of(environment))));
        defaults.put(BINDING + "group", AccessRules.principal(country, service));
        defaults.put(BINDING + "consumer.batch-mode", "true");
        defaults.put(BINDING + "consumer.multiplex", "true");
        defaults.put(BINDING + "consumer.use-native-decoding", "true");
        defaults.put(BINDING + "consumer.max-attempts", "1");
        // Without it the broker keeps the partitions of a process that crashed for 45 seconds before the next one gets them.
        String instance = environment.getProperty("safereturn.instance");
        if (instance != null) {
            defaults.put(KAFKA_BINDING + "configuration.[group.instance.id]", instance);
        }
        defaults.put(KAFKA_BINDING + "start-offset", "earliest");
        defaults.put(KAFKA_BINDING + "enable-dlq", "false");
        defaults.put(BINDER + "brokers", "${spring.kafka.bootstrap-servers}");
        defaults.put(BINDER + "auto-create-topics", "false");
        defaults.put(BINDER + "auto-add-partitions", "false");
        // In batch mode the binder's header mapper is not asked; the batch converter's is.
        defaults.put(KAFKA_BINDING + "converter-bean-name", "untouchedBatch");
        defaults.put(BINDER + "consumer-properties.[max.poll.records]", Integer.toString(InboundBinding.LARGEST_BATCH));
        // The broker answers as soon as there is a record, and otherwise this rarely.
        defaults.put(BINDER + "consumer-properties.[fetch.max.wait.ms]", "2000");
        defaults.put(BINDER + "consumer-properties.[max.poll.interval.ms]", "600000");
        defaults.put(BINDER + "consumer-properties.[isolation.level]", "read_committed");
        // Kafka's clients print their whole configuration and every assignment; the lag meter warns once per partition.
        defaults.put("logging.level.org.apache.kafka", "warn");
        defaults.put("logging.level.org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", "error");
        defaults.put("management.endpoint.health.status.order", "DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN");
        environment.getPropertySources().addLast(new MapPropertySource(NAME, defaults));
    }

    /** The codec that the build has put on the class path, as properties. */
    public static Map<String, String> codecOfTheBuild() {
        try (InputStream in = InboundBindingDefaults.class.getResourceAsStream("codec.properties")) {
            Properties built = new Properties();
            built.load(Objects.requireNonNull(in, "codec.properties is missing from the class path"));
            return built.stringPropertyNames().stream()
                    .collect(Collectors.toMap(Function.identity(), built::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException("codec.properties cannot be read", e);
        }
    }

    /** After the configuration files were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
