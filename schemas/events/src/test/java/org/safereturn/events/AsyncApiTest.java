package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTest {

    private static final Path FILE = Path.of("src/main/resources/asyncapi.yaml");

    private static JsonNode api = SchemaFiles.JSON.createObjectNode();

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final Map<String, TopicSpec> specs = new LinkedHashMap<>();

    AsyncApiTest() {
        catalogue.all(List.of("zz")).stream().filter(spec -> !spec.deadLetters())
                .forEach(spec -> specs.put(spec.name().replaceFirst("zz", "{country}"), spec));
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Files.newInputStream(FILE)) {
            api = SchemaFiles.JSON.valueToTree(new Yaml().load(in));
        }
    }

    @Test
    void it_is_an_asyncapi_3_document() {
        assertThat(api.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(api.path("info").path("version").asText()).isEqualTo(SchemaFiles.releases().getLast());
    }

    @Test
    void every_topic_of_the_catalogue_is_a_channel_and_every_channel_is_a_topic() {
        Set<String> addresses = new TreeSet<>();
        api.path("channels").forEach(channel -> addresses.add(channel.path("address").asText()));

        Set<String> expected = new TreeSet<>(specs.keySet());
        expected.add("{country}.dlq.{service}.v1");
        assertThat(addresses).isEqualTo(expected);
    }

    @Test
    void every_channel_carries_the_records_of_its_topic_with_its_partitions_and_retention() {
        specs.forEach((address, spec) -> {
            JsonNode channel = channel(address);
            Set<String> names = new TreeSet<>();
            channel.path("messages").forEach(reference -> names.add(resolve(reference).path("name").asText()));
            assertThat(names).as(address).isEqualTo(new TreeSet<>(spec.records()));

            JsonNode kafka = channel.path("bindings").path("kafka");
            assertThat(kafka.path("partitions").asInt()).isEqualTo(spec.partitions());
            JsonNode configuration = kafka.path("topicConfiguration");
            assertThat(configuration.path("retention.ms").asLong())
                    .isEqualTo(spec.retention().map(Duration::toMillis).orElse(-1L));
            assertThat(configuration.path("cleanup.policy").path(0).asText())
                    .isEqualTo(spec.compacted() ? "compact" : "delete");
        });
    }

    @Test
    void every_operation_is_one_of_the_catalogues_writers_and_readers() {
        Set<String> described = new TreeSet<>();
        api.path("operations").forEach(operation -> {
            String address = resolve(operation.path("channel")).path("address").asText();
            if (specs.containsKey(address)) {
                described.add(operation.path("action").asText() + " " + address + " "
                        + operation.path("x-service").asText() + " " + operation.path("x-reads").toString());
            }
        });
        Set<String> expected = new TreeSet<>();
        List<String> services = List.of("case-service", "tracing-service", "referral-service", "monitoring-service");
        specs.forEach((address, spec) -> {
            expected.add("send " + address + " " + spec.producer() + " ");
            for (String service : services) {
                List<String> reads = new ArrayList<>();
                if (catalogue.subscriptions(service, "kh", List.of("zz")).contains(spec.name())) {
                    reads.add("\"PEER\"");
                }
                if (catalogue.subscriptions(service, "zz", List.of("zz")).contains(spec.name())) {
                    reads.add("\"OWN\"");
                }
                if (!reads.isEmpty()) {
                    expected.add("receive " + address + " " + service + " [" + String.join(",", reads) + "]");
                }
            }
        });
        assertThat(described).isEqualTo(expected);
    }

    @Test
    void every_message_describes_its_headers_its_key_and_the_newest_released_copy_of_its_record() {
        String newest = SchemaFiles.releases().getLast();
        api.path("components").path("messages").forEach(message -> {
            String name = message.path("name").asText();
            if (name.equals("DeadLetter")) {
                return;
            }
            assertThat(message.path("payload").path("schema").path("$ref").asText())
                    .isEqualTo("released/" + newest + "/" + name + ".avsc");
            assertThat(FILE.resolveSibling("released/" + newest + "/" + name + ".avsc")).exists();
            assertThat(message.path("bindings").path("kafka").path("key").path("type").asText()).isEqualTo("string");
            String trait = message.path("traits").path(0).path("$ref").asText();
            assertThat(trait).endsWith("/" + catalogue.audience(catalogue.topicsOf(name, "zz").get(0)).orElseThrow());
            assertThat(headers(resolve(message.path("traits").path(0)).path("headers"))).contains("ce_specversion", "ce_id",
                    "ce_type", "ce_source", "ce_time", "ce_subject", "ce_sequence", "ce_correlationid",
                    "ce_causationid", "content-type", "traceparent", "sr_signature");
        });
        catalogue.sealedContents().forEach((content, inside) -> {
            JsonNode message = api.path("components").path("messages").path(inside.substring(inside.lastIndexOf('.') + 1));
            assertThat(message.path("x-sealed-content").path("$ref").asText())
                    .isEqualTo("released/" + newest + "/" + content + ".avsc");
        });
    }

    @Test
    void only_exchange_messages_name_a_recipient_and_a_statistical_reference() {
        JsonNode traits = api.path("components").path("messageTraits");

        assertThat(headers(traits.path("exchange").path("headers"))).contains("ce_recipient", "ce_statref");
        assertThat(headers(traits.path("stats").path("headers"))).doesNotContain("ce_recipient", "ce_statref");
        assertThat(headers(traits.path("national").path("headers"))).doesNotContain("ce_recipient", "ce_statref");
    }

    @Test
    void every_dead_letter_topic_of_the_catalogue_fits_the_channel_of_dead_letters() {
        JsonNode channel = channel("{country}.dlq.{service}.v1");
        Set<String> services = new TreeSet<>();
        channel.path("parameters").path("service").path("enum").forEach(service -> services.add(service.asText()));
        Set<String> expected = new TreeSet<>();
        catalogue.all(List.of("zz")).stream().filter(TopicSpec::deadLetters).forEach(spec -> {
            expected.add(spec.producer());
            assertThat(channel.path("bindings").path("kafka").path("topicConfiguration").path("retention.ms").asLong())
                    .isEqualTo(spec.retention().orElseThrow().toMillis());
        });
        assertThat(services).isEqualTo(expected);
    }

    private static Set<String> headers(JsonNode reference) {
        JsonNode schema = reference.has("$ref") ? resolve(reference) : reference;
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> names.addAll(headers(part)));
        return names;
    }

    private static JsonNode channel(String address) {
        for (JsonNode channel : api.path("channels")) {
            if (channel.path("address").asText().equals(address)) {
                return channel;
            }
        }
        throw new AssertionError("no channel " + address);
    }

    private static JsonNode resolve(JsonNode reference) {
        String target = reference.path("$ref").asText();
        JsonNode found = api.at(target.substring(1));
        assertThat(found.isMissingNode()).as(target).isFalse();
        return found;
    }
}
