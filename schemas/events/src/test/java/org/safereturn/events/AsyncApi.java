package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** {@code asyncapi.yaml}, made from the catalogue of topics, the schemas and {@code asyncapi-texts.yaml}. */
final class AsyncApi {

    static final Path FILE = Path.of("src/main/resources/asyncapi.yaml");
    static final String COMMAND = "mvn test -pl schemas/events -Dtest=WriteAsyncApi";

    private static final Path TEXTS = Path.of("src/main/resources/asyncapi-texts.yaml");
    private static final String HEAD = """
            # Made from topics.yaml, the schemas and asyncapi-texts.yaml; change those and run
            #   %s
            """.formatted(COMMAND);
    private static final String CASE = "0b9c5f0e-5f0c-4a52-9d0a-1b8f3f0f1c11";
    private static final String EVENT = "c7d7e0f0-7a8c-4d63-8c52-0c1c3d7f1a01";
    private static final String BINDING = "0.5.0";

    private final TopicCatalogue catalogue = TopicCatalogue.load();
    private final EventSchemas schemas = EventSchemas.load();
    private final Map<String, Object> texts;
    private final List<TopicSpec> topics;
    private final List<TopicSpec> deadLetters;

    private AsyncApi() throws IOException {
        try (InputStream in = Files.newInputStream(TEXTS)) {
            texts = new Yaml().load(in);
        }
        topics = catalogue.all(List.of("ZZ")).stream().filter(spec -> !spec.deadLetters()).toList();
        deadLetters = catalogue.all(List.of("ZZ")).stream().filter(TopicSpec::deadLetters).toList();
    }

    /** The whole file. */
    static String generate() {
        try {
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            options.setIndicatorIndent(2);
            options.setIndentWithIndicator(true);
            options.setWidth(120);
            return HEAD + new Yaml(new Lines(options), options).dump(new AsyncApi().document());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest released copy if the record has not changed since, otherwise the living schema. */
    static String reference(String record, Schema living) {
        return SchemaFiles.releases().reversed().stream()
                .filter(release -> SchemaFiles.releasedFiles(release).stream().map(SchemaFiles::name).anyMatch(record::equals))
                .filter(release -> SchemaFiles.released(release, record).toString().equals(living.toString()))
                .map(release -> "released/" + release + "/" + record + ".avsc")
                .findFirst().orElse("../avro/" + record.replace('.', '/') + ".avsc");
    }

    private Map<String, Object> document() throws IOException {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        for (TopicSpec topic : topics) {
            channels.put(channelName(topic), channel(topic));
            operations(topic, operations);
            for (String record : topic.records()) {
                if (catalogue.topicsOf(record, topic.country()).stream()
                        .map(each -> catalogue.sender(each, record)).distinct().count() > 1) {
                    throw new IllegalStateException("topics.yaml lets another side send " + record + " on each topic");
                }
                messages.putIfAbsent(simple(record), message(topic, record));
            }
        }
        channels.put("deadLetters", deadLetterChannel());
        operations.put("sendDeadLetters", map("action", "send", "channel", ref("#/channels/deadLetters"),
                "summary", "Done by each consumer for itself."));
        messages.put("DeadLetter", map("name", "DeadLetter", "title", "Dead letter", "summary", text("deadLetters", "summary"),
                "contentType", "application/octet-stream", "headers", ref("#/components/schemas/DeadLetterHeaders"),
                "payload", map("type", "string", "format", "binary", "description", text("deadLetters", "payload"))));
        return map("asyncapi", "3.0.0",
                "info", map("title", text("title"), "version", version(), "description", withTimes(text("description")),
                        "license", node("license")),
                "defaultContentType", "application/avro", "servers", node("servers"), "channels", channels,
                "operations", operations,
                "components", map("securitySchemes", node("securitySchemes"), "parameters", node("parameters"),
                        "messageTraits", traits(), "messages", messages, "schemas", headers()));
    }

    /** The newest release, marked when a schema has changed since. */
    private String version() {
        String newest = SchemaFiles.releases().getLast();
        return schemas.all().entrySet().stream().allMatch(schema ->
                reference(schema.getKey(), schema.getValue()).startsWith("released/")) ? newest : newest + "+unreleased";
    }

    private String withTimes(String text) {
        return text.replace("{earliest}", catalogue.times().earliest().toString())
                .replace("{latest}", catalogue.times().latest().toString())
                .replace("{ahead}", catalogue.times().ahead().toHours() + " hours");
    }

    private Map<String, Object> channel(TopicSpec topic) {
        Map<String, Object> carried = new LinkedHashMap<>();
        topic.records().forEach(record -> carried.put(simple(record), ref("#/components/messages/" + simple(record))));
        return map("address", "{country}" + topic.name().substring(2),
                "description", "Written by " + String.join(", ", topic.producers()) + " of the country, " + text("audiences", topic.audience()) + ".",
                "servers", List.of(ref("#/servers/broker")),
                "parameters", map("country", ref("#/components/parameters/country")),
                "messages", carried, "bindings", topicBinding(topic));
    }

    private static Map<String, Object> topicBinding(TopicSpec topic) {
        return map("kafka", map("partitions", topic.partitions(), "topicConfiguration",
                map("cleanup.policy", List.of(topic.compacted() ? "compact" : "delete"),
                        "retention.ms", topic.retention().map(Duration::toMillis).orElse(-1L)),
                "bindingVersion", BINDING));
    }

    private Map<String, Object> deadLetterChannel() {
        return map("address", "{country}.dlq.{service}" + deadLetters.getFirst().name()
                        .substring(deadLetters.getFirst().name().lastIndexOf('.')),
                "description", text("deadLetters", "description"), "servers", List.of(ref("#/servers/broker")),
                "parameters", map("country", map("description", text("deadLetters", "country"),
                                "examples", List.of("kh", "th", TopicCatalogue.JOINT.toLowerCase(Locale.ROOT))),
                        "service", map("description", text("deadLetters", "service"),
                                "enum", deadLetters.stream().map(TopicSpec::entity).toList())),
                "messages", map("DeadLetter", ref("#/components/messages/DeadLetter")),
                "bindings", topicBinding(deadLetters.getFirst()));
    }

    private void operations(TopicSpec topic, Map<String, Object> operations) {
        String name = channelName(topic);
        String suffix = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (String producer : topic.producers()) {
            String sender = topic.producers().size() == 1 ? "" : "By" + pascal(producer);
            operations.put("send" + suffix + sender, map("action", "send", "channel", ref("#/channels/" + name),
                    "summary", "Done by " + producer + " of the country.", "x-service", producer));
        }
        for (TopicSpec consumer : deadLetters) {
            List<String> reads = new ArrayList<>();
            if (catalogue.subscriptions(consumer.entity(), "KH", List.of("ZZ")).contains(topic.name())) {
                reads.add("PEER");
            }
            if (catalogue.subscriptions(consumer.entity(), "ZZ", List.of("ZZ")).contains(topic.name())) {
                reads.add("OWN");
            }
            if (!reads.isEmpty()) {
                operations.put("receive" + suffix + "By" + pascal(consumer.entity()), map("action", "receive",
                        "channel", ref("#/channels/" + name), "summary", "Done by " + consumer.entity() + ".",
                        "x-service", consumer.entity(), "x-reads", reads));
            }
        }
    }

    private Map<String, Object> message(TopicSpec topic, String record) throws IOException {
        TopicCatalogue.Sender sender = catalogue.sender(topic.name(), record).orElseThrow();
        Schema schema = schemas.schema(record);
        Map<String, Object> message = map("name", record, "title", title(simple(record)), "summary", schema.getDoc(),
                "description", text("sides", sender.name()), "contentType", "application/avro",
                "traits", List.of(ref("#/components/messageTraits/" + topic.audience())),
                "x-sender", map("side", sender.name(), "fields", new ArrayList<>(sender.fields())),
                "x-key", new ArrayList<>(catalogue.keyFields(topic.name(), record)));
        catalogue.sealedContents().entrySet().stream().filter(content -> content.getValue().equals(record)).findFirst()
                .ifPresent(content -> message.put("x-sealed-content",
                        ref(reference(content.getKey(), schemas.schema(content.getKey())))));
        message.put("bindings", map("kafka", map("key", map("type", "string", "description", text("keys", String.join("|", catalogue.keyFields(topic.name(), record)))),
                "schemaIdLocation", "payload", "schemaIdPayloadEncoding", "confluent",
                "schemaLookupStrategy", "RecordNameStrategy", "bindingVersion", BINDING)));
        message.put("payload", map("schemaFormat", "application/vnd.apache.avro;version=1.9.0",
                "schema", ref(reference(record, schema))));
        message.put("examples", List.of(example(topic, record, schema, sender)));
        return message;
    }

    /** An invented record with every field, whose head and headers are as the checks of a reader want them. */
    private Map<String, Object> example(TopicSpec topic, String record, Schema schema, TopicCatalogue.Sender sender)
            throws IOException {
        GenericRecord sample = Samples.of(schema, Samples.Extent.FULL);
        putIfThere(sample, "caseRef", CASE);
        putIfThere(sample, "caseVersion", 7L);
        putIfThere(sample, "statVersion", 7L);
        putIfThere(sample, "hostCountry", "KH");
        putIfThere(sample, "originCountry", "TH");
        String from = sample.get(sender.fields().getFirst()).toString();
        String to = "KH".equals(from) ? "TH" : "KH";
        putIfThere(sample, "recipient", to);
        if (schema.getField("actor") != null && sample.get("actor") instanceof GenericRecord actor) {
            actor.put("ministry", from);
        }
        String key = catalogue.key(topic.name(), sample).orElseThrow();
        Map<String, Object> headers = map("ce_specversion", "1.0", "ce_id", EVENT, "ce_type", record,
                "ce_source", "urn:safereturn:" + from.toLowerCase(Locale.ROOT) + ":" + topic.producers().getFirst(),
                "ce_time", Instant.ofEpochMilli((long) sample.get("occurredAt")).toString(), "ce_subject", key,
                "ce_sequence", "1", "ce_correlationid", EVENT);
        if (topic.audience().equals("exchange")) {
            headers.put("ce_recipient", to);
        }
        headers.put("content-type", "application/avro");
        headers.put("sr_signature", "eyJhbGciOiJFZERTQSIsImtpZCI6InNhbXBsZSJ9.." + "A".repeat(86));
        return map("name", "full", "summary", "Every field is present. Invented, and the signature is none.", "headers", headers,
                "payload", SchemaFiles.JSON.convertValue(GoldenFilesTest.json(sample), new TypeReference<Map<String, Object>>() {}));
    }

    private static void putIfThere(GenericRecord sample, String field, Object value) {
        if (sample.getSchema().getField(field) != null) {
            sample.put(field, value);
        }
    }

    private Map<String, Object> traits() {
        Map<String, Object> traits = new LinkedHashMap<>();
        topics.stream().map(TopicSpec::audience).distinct().forEach(audience -> traits.put(audience, map("headers",
                ref("#/components/schemas/" + (audience.equals("exchange") ? "ExchangeHeaders" : "Headers")))));
        return traits;
    }

    private Map<String, Object> headers() {
        Map<String, Object> headers = node("headers");
        Map<String, Object> reason = in(in(in(headers, "DeadLetterHeaders"), "properties"), "sr_dlq_reason");
        reason.put("enum", List.copyOf(catalogue.deadLetterReasons().keySet()));
        reason.put("description", reason.get("description") + "\n" + catalogue.deadLetterReasons().entrySet().stream()
                .map(each -> "- `" + each.getKey() + "`: " + each.getValue()).collect(Collectors.joining("\n", "\n", "\n")));
        return headers;
    }

    private static String channelName(TopicSpec topic) {
        String entity = pascal(topic.entity());
        return entity.substring(0, 1).toLowerCase(Locale.ROOT) + entity.substring(1) + pascal(topic.audience());
    }

    private static String pascal(String kebab) {
        return Arrays.stream(kebab.split("-", -1)).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String simple(String record) {
        return record.substring(record.lastIndexOf('.') + 1);
    }

    private static String title(String simple) {
        String words = simple.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private String text(String... path) {
        Map<String, Object> at = texts;
        for (int i = 0; i < path.length - 1; i++) {
            at = in(at, path[i]);
        }
        return Objects.requireNonNull(at.get(path[path.length - 1]), () ->
                "asyncapi-texts.yaml says nothing of " + String.join(".", path)).toString();
    }

    private Map<String, Object> node(String name) {
        return in(texts, name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> in(Map<String, Object> map, String name) {
        return (Map<String, Object>) Objects.requireNonNull(map.get(name), () -> "asyncapi-texts.yaml has no " + name);
    }

    private static Map<String, Object> ref(String target) {
        return map("$ref", target);
    }

    private static Map<String, Object> map(Object... members) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(members[i].toString(), members[i + 1]);
        }
        return map;
    }

    /** Writes a text of several lines as such. */
    private static final class Lines extends Representer {

        private Lines(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
            return super.representScalar(tag, value,
                    value.indexOf('\n') >= 0 ? DumperOptions.ScalarStyle.LITERAL : style);
        }
    }
}
