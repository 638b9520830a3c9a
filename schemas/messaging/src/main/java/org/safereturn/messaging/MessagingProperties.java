package org.safereturn.messaging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.wire.RememberedDatums;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the kit.
 *
 * @param country upper-case code of the own country, or {@code JOINT} for the joint monitoring view
 * @param service name of the service in the catalogue of topics
 * @param countries all countries of the exchange; by default the own one with its profile's peers, or whoever has a key
 *     in {@code peers.jwks}
 * @param instance names this process in leases and in its consumer group: letters, digits, dot, dash and underscore; by
 *     default made up at each start
 * @param keys where keys are
 * @param registry where schemas are
 * @param codec how records become bytes
 * @param outbox how committed events are sent
 * @param inbox how received records are handled
 */
@ConfigurationProperties("safereturn")
public record MessagingProperties(String country, String service, @DefaultValue List<String> countries,
        Optional<String> instance, Keys keys, @DefaultValue Registry registry, @DefaultValue Codec codec,
        @DefaultValue Outbox outbox, @DefaultValue Inbox inbox) {

    /** What is not set is bound as null, whatever the type says. */
    public MessagingProperties {
        instance = Objects.requireNonNullElse(instance, Optional.empty());
    }

    /**
     * Where keys are.
     *
     * @param directory of the ministry's JWK files
     * @param database of the ministry's key store; by default {@code <country>_keys}
     */
    public record Keys(Path directory, Optional<String> database) {

        /** What is not set is bound as null, whatever the type says. */
        public Keys {
            database = Objects.requireNonNullElse(database, Optional.empty());
        }
    }

    /**
     * Where schemas are.
     *
     * @param url of the schema registry, without a path
     * @param tokenFile file with the bearer token for writing to it, where it asks for one
     * @param repairEvery how often the schemas of this release are registered again at most, when it has lost one
     */
    public record Registry(@DefaultValue("http://127.0.0.1:8081") String url, @Nullable Path tokenFile,
            @DefaultValue("30s") Duration repairEvery) {
    }

    /**
     * How records become bytes.
     *
     * @param serializer class name of a Kafka serializer that writes Confluent's wire format; by default the one that
     *     this was built with, see {@link InboundBindingDefaults}
     * @param deserializer class name of its counterpart; by default the one that this was built with
     * @param properties more settings for both
     */
    public record Codec(String serializer, String deserializer, @DefaultValue Map<String, String> properties) {
    }

    /**
     * How committed events are sent.
     *
     * @param lease how long one process may send a case's events unless it asks again
     * @param margin nothing is sent when less than this remains of the lease
     * @param firstBackOff wait after a first failure
     * @param longestBackOff wait after many failures
     * @param scanEvery how often forgotten events are looked for
     */
    public record Outbox(@DefaultValue("30s") Duration lease, @DefaultValue("15s") Duration margin,
            @DefaultValue("100ms") Duration firstBackOff, @DefaultValue("30s") Duration longestBackOff,
            @DefaultValue("10m") Duration scanEvery) {
    }

    /**
     * How received records are handled.
     *
     * @param largestRecord bytes beyond which a record is a dead letter
     * @param concurrency how many keys are handled at the same time
     * @param pause rest after a batch that was not full, in which the next one collects more records
     * @param commitEvery how often offsets are committed; what comes again after a crash is recognised
     * @param patience how long one batch may take before it is offered again
     * @param firstBackOff wait before a failed batch is offered again
     * @param longestBackOff wait after many failures
     */
    public record Inbox(@DefaultValue("1048576") int largestRecord, @DefaultValue("256") int concurrency,
            @DefaultValue("3ms") Duration pause, @DefaultValue("500ms") Duration commitEvery,
            @DefaultValue("2m") Duration patience, @DefaultValue("200ms") Duration firstBackOff,
            @DefaultValue("10s") Duration longestBackOff) {
    }

    /** Whether this is the joint monitoring view, which has no keys of its own and sends nothing but dead letters. */
    public boolean isJoint() {
        return "JOINT".equals(country);
    }

    /** The ministry's key store. */
    public String keyDatabase() {
        return keys.database().orElse(country.toLowerCase(Locale.ROOT) + "_keys");
    }

    /** What events of this service show as their source. */
    public String source() {
        return "urn:safereturn:" + country.toLowerCase(Locale.ROOT) + ":" + service;
    }

    /** What the serializer and deserializer are configured with: Apicurio's settings, Confluent's, and the extra ones. */
    public Map<String, Object> codecSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("apicurio.registry.url", registry.url() + "/apis/registry/v3");
        settings.put("apicurio.registry.auto-register", "false");
        settings.put("apicurio.registry.artifact-resolver-strategy",
                "io.apicurio.registry.serde.avro.strategy.QualifiedRecordIdStrategy");
        // Each schema is registered whole; without this the serializer looks for one that refers to its named parts.
        settings.put("apicurio.registry.dereference-schema", "true");
        settings.put("apicurio.registry.use-id", "contentId");
        settings.put("apicurio.registry.use-specific-avro-reader", "true");
        // An id means the same schema for good; by default each is asked for again every 30 seconds, on the way of an event.
        settings.put("apicurio.registry.check-period-ms", Long.toString(Duration.ofDays(365).toMillis()));
        // The default one, on Vert.x, now and then never gives the answer to a question that was among its first.
        settings.put("apicurio.registry.http.adapter", "JDK");
        settings.put("apicurio.registry.avro-datum-provider", RememberedDatums.class.getName());
        settings.put("schema.registry.url", registry.url() + "/apis/ccompat/v7");
        settings.put("auto.register.schemas", "false");
        settings.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        settings.put("specific.avro.reader", "true");
        settings.putAll(codec.properties());
        return settings;
    }
}
