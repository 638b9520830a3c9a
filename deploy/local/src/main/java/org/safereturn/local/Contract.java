package org.safereturn.local;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.safereturn.events.SchemaRegistration;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.events.TopicSpec;

/** Brings the contract between the ministries to the broker and to the registry; what is there already stays. */
final class Contract {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Contract() {
    }

    /** Creates the topics of the catalogue and returns how many there are. */
    static int createTopics(Broker broker) throws InterruptedException {
        List<NewTopic> topics = topics();
        broker.create(topics);
        return topics.size();
    }

    /** The topics of the catalogue. */
    static List<NewTopic> topics() {
        return TopicCatalogue.load().all(Service.COUNTRIES).stream().map(Contract::topic).toList();
    }

    private static NewTopic topic(TopicSpec spec) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, spec.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT
                : TopicConfig.CLEANUP_POLICY_DELETE);
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, spec.retention().map(Duration::toMillis).orElse(-1L)
                .toString());
        return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(configuration);
    }

    /** Registers every schema under its record name and returns how many there are. */
    static int registerSchemas(URI registry, Optional<String> token) throws InterruptedException {
        try (SchemaRegistration registration = new SchemaRegistration(registry, PATIENCE, token)) {
            return registration.registerAll().size();
        } catch (SchemaRegistration.Refused e) {
            throw new StartFailure("The schema registry does not take the contract: " + e.getMessage() + ".");
        }
    }
}
