package org.safereturn.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.safereturn.events.EventSchemas;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.events.TopicSpec;
import tools.jackson.databind.json.JsonMapper;

/** Brings the contract between the ministries to the broker and to the registry; what is there already stays. */
final class Contract {

    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    static int registerSchemas(URI registry) throws InterruptedException {
        Map<String, Schema> schemas = EventSchemas.load().all();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE).build()) {
            send(client, registry.resolve("config"), "PUT", Map.of("compatibility", "FULL_TRANSITIVE"));
            for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
                // The serializer looks schemas up by exactly this text.
                send(client, registry.resolve("subjects/" + schema.getKey() + "/versions"), "POST",
                        Map.of("schemaType", "AVRO", "schema", schema.getValue().toString()));
            }
        }
        return schemas.size();
    }

    private static void send(HttpClient client, URI address, String method, Map<String, String> body)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Content-Type", JSON)
                .method(method, HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StartFailure("The schema registry refused " + address.getPath() + " with status "
                        + answer.statusCode() + ".");
            }
        } catch (IOException e) {
            throw new StartFailure("The schema registry does not take " + address.getPath() + ": " + e.getMessage() + ".");
        }
    }
}
