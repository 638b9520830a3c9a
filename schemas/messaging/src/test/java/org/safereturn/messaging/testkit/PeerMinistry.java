package org.safereturn.messaging.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.KeyGenerator;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.exchange.v1.CaseKeyState;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeyWrapping;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;

/**
 * A whole ministry played by a test: it signs, seals and sends with its own keys on its own topics, rightly or as wrongly
 * as asked, and reads what others send. Sequences are counted for each topic and key.
 */
public final class PeerMinistry implements AutoCloseable {

    /** The type of {@link #ofUnknownType}. */
    public static final String UNKNOWN_TYPE = "org.safereturn.future.v9.SomethingNewHappened";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedExchange exchange;
    private final String country;
    private final EventCodec codec;
    private final Signer signer;
    private final Sealing sealing;
    private final CaseKeyWrapping wrapping;
    private final Pseudonyms statRefs;
    private final ByteProducer producer;
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    PeerMinistry(EmbeddedExchange exchange, String country) {
        this.exchange = exchange;
        this.country = country;
        MinistryKeys keys = MinistryKeys.load(exchange.keys(country));
        codec = exchange.codec();
        signer = new Signer(keys);
        sealing = new Sealing(codec, keys);
        wrapping = new CaseKeyWrapping(keys);
        statRefs = new Pseudonyms(keys.stat().orElseThrow());
        producer = new ByteProducer(exchange.brokers(), Map.of());
    }

    /** Its country, upper case. */
    public String country() {
        return country;
    }

    /** A topic of its own, for example {@code ("exchange", "referral")}. */
    public String topic(String audience, String entity) {
        return exchange.catalogue().topic(country, audience, entity);
    }

    /** Signs an event with the next sequence of its topic and key; it is not sent yet. */
    public InboundRecord prepare(String topic, String key, SpecificRecord body, String recipient) {
        return signed(topic, key, body.getSchema().getFullName(), codec.encode(topic, body), Optional.of(recipient));
    }

    /** Signs an event without a recipient, as on statistics and national topics. */
    public InboundRecord prepare(String topic, String key, SpecificRecord body) {
        return signed(topic, key, body.getSchema().getFullName(), codec.encode(topic, body), Optional.empty());
    }

    /** Prepares and sends. */
    public InboundRecord send(String topic, String key, SpecificRecord body, String recipient) {
        return send(prepare(topic, key, body, recipient));
    }

    /** Prepares and sends, without a recipient. */
    public InboundRecord send(String topic, String key, SpecificRecord body) {
        return send(prepare(topic, key, body));
    }

    /**
     * Sends what was prepared, as often as it is called, and waits until the broker has it. What has an empty value is
     * sent as a tombstone.
     */
    public InboundRecord send(InboundRecord prepared) {
        ProducerRecord<byte[], byte[]> bytes = new ProducerRecord<>(prepared.topic(), null,
                prepared.key().getBytes(StandardCharsets.UTF_8),
                prepared.value().length == 0 ? null : prepared.value());
        prepared.headers().forEach((name, value) -> bytes.headers().add(name, value));
        producer.send(bytes).block(PATIENCE);
        return prepared;
    }

    /** A signed record whose value is no Avro record; it takes a sequence. */
    public InboundRecord poison(String topic, String key, String type, String recipient) {
        return signed(topic, key, type, new byte[] {7, 7, 7}, Optional.of(recipient));
    }

    /** A signed event with bytes behind its record; it takes a sequence. */
    public InboundRecord withBytesBehind(String topic, String key, SpecificRecord body, String recipient) {
        byte[] record = codec.encode(topic, body);
        byte[] longer = Arrays.copyOf(record, record.length + 3);
        return signed(topic, key, body.getSchema().getFullName(), longer, Optional.of(recipient));
    }

    /** A signed event that says it happened at this time, which need not be one that can be; it takes a sequence. */
    public InboundRecord happenedAt(String topic, String key, SpecificRecord body, String recipient, String time) {
        return signed(topic, key, body.getSchema().getFullName(), codec.encode(topic, body), Optional.of(recipient), time);
    }

    /** A signed record whose schema id no registry knows; it takes a sequence. */
    public InboundRecord ofUnknownSchema(String topic, String key, String type, String recipient) {
        return signed(topic, key, type, new byte[] {0, 127, 127, 127, 127, 1, 2}, Optional.of(recipient));
    }

    /** A signed event whose schema has this id, which no registry knows yet; it takes a sequence. */
    public InboundRecord ofUnknownSchema(String topic, String key, SpecificRecord body, String recipient, int id) {
        byte[] value = codec.encode(topic, body);
        ByteBuffer.wrap(value).putInt(1, id);
        return signed(topic, key, body.getSchema().getFullName(), value, Optional.of(recipient));
    }

    /** A signed record of a type that only newer software knows; it takes a sequence. */
    public InboundRecord ofUnknownType(String topic, String key, String recipient) {
        return signed(topic, key, UNKNOWN_TYPE, new byte[] {0, 0, 0, 3, 9, 1, 2}, Optional.of(recipient));
    }

    /** The same record with one header changed after it was signed. */
    public static InboundRecord withHeader(InboundRecord message, String name, String value) {
        Map<String, byte[]> headers = new LinkedHashMap<>(message.headers());
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        return new InboundRecord(message.topic(), message.key(), headers, message.value(), message.partition(),
                message.offset());
    }

    /** The same record without one header. */
    public static InboundRecord withoutHeader(InboundRecord message, String name) {
        Map<String, byte[]> headers = new LinkedHashMap<>(message.headers());
        headers.remove(name);
        return new InboundRecord(message.topic(), message.key(), headers, message.value(), message.partition(),
                message.offset());
    }

    /** The same record with another value than was signed. */
    public static InboundRecord withValue(InboundRecord message, byte[] value) {
        return new InboundRecord(message.topic(), message.key(), message.headers(), value, message.partition(),
                message.offset());
    }

    private InboundRecord signed(String topic, String key, String type, byte[] value, Optional<String> recipient) {
        return signed(topic, key, type, value, recipient, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private InboundRecord signed(String topic, String key, String type, byte[] value, Optional<String> recipient,
            String time) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        String id = UUID.randomUUID().toString();
        String service = exchange.catalogue().producers(topic).getFirst();
        add(headers, HeaderNames.SPEC_VERSION, "1.0");
        add(headers, HeaderNames.ID, id);
        add(headers, HeaderNames.TYPE, type);
        add(headers, HeaderNames.SOURCE, "urn:safereturn:" + country.toLowerCase(Locale.ROOT) + ":" + service);
        add(headers, HeaderNames.TIME, time);
        add(headers, HeaderNames.SUBJECT, key);
        add(headers, HeaderNames.SEQUENCE, Long.toString(sequences.merge(topic + "/" + key, 1L, Long::sum)));
        add(headers, HeaderNames.CORRELATION_ID, id);
        recipient.ifPresent(to -> {
            add(headers, HeaderNames.RECIPIENT, to);
            add(headers, HeaderNames.STAT_REF, statRef(key));
        });
        add(headers, HeaderNames.SIGNATURE, signer.sign(topic, key, headers, value));
        add(headers, HeaderNames.CONTENT_TYPE, "application/avro");
        return new InboundRecord(topic, key, headers, value, 0, 0);
    }

    private static void add(Map<String, byte[]> headers, String name, String value) {
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The case's pseudonym for statistics. */
    public String statRef(String caseRef) {
        return statRefs.of(caseRef);
    }

    /** A new key for a case. */
    public CaseKey newCaseKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return new CaseKey(UUID.randomUUID().toString(), generator.generateKey());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals content for a case. */
    public Sealed seal(CaseKey key, String caseRef, SpecificRecord content) {
        return sealing.seal(key, caseRef, content);
    }

    /** Opens what was sealed for a case. */
    public <T extends SpecificRecord> T open(CaseKey key, String caseRef, Sealed sealed, Class<T> type) {
        return sealing.open(key, caseRef, sealed, type);
    }

    /** The case key out of an event that was meant for this ministry. */
    public CaseKey unwrap(CaseKeyIssued issued) {
        return wrapping.unwrap(issued.getKeyId(), issued.getWrappedKey());
    }

    /** Sends a case key to another ministry, on its own topic. */
    public InboundRecord sendCaseKey(String caseRef, CaseKey key, String recipient) {
        return send(topic("exchange", "case-key"), caseRef, caseKeyIssued(caseRef, key, recipient), recipient);
    }

    /** Signs the tombstone that erases a case key it issued; it takes a sequence. */
    public InboundRecord caseKeyErased(String caseRef, String recipient) {
        return signed(topic("exchange", "case-key"), caseRef, CaseKeyIssued.getClassSchema().getFullName(), new byte[0],
                Optional.of(recipient));
    }

    /** The event with a case key for another ministry. */
    public CaseKeyIssued caseKeyIssued(String caseRef, CaseKey key, String recipient) {
        return CaseKeyIssued.newBuilder().setCaseRef(UUID.fromString(caseRef)).setCaseVersion(1L)
                .setHostCountry(country).setOriginCountry(recipient).setResultingState(CaseKeyState.ISSUED)
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS)).setActor(system())
                .setRecipient(recipient).setKeyId(key.id()).setWrappedKey(sealing.wrapFor(recipient, key)).build();
    }

    /** Its machine as an actor. */
    public ActorReference system() {
        return new ActorReference(country.toLowerCase(Locale.ROOT) + "-system", "SYSTEM", country + "-UNIT", country);
    }

    /** Everything on a topic now, oldest first within a partition. */
    public List<InboundRecord> read(String topic) {
        // At the end of a topic the broker holds each answer back for this long, in milliseconds, and closing waits for it.
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, exchange.brokers(),
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        List<InboundRecord> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    Map<String, byte[]> headers = new LinkedHashMap<>();
                    each.headers().forEach(header -> headers.put(header.key(), header.value()));
                    records.add(new InboundRecord(topic,
                            each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8), headers,
                            each.value() == null ? new byte[0] : each.value(), each.partition(), each.offset()));
                });
            }
        }
        return records;
    }

    /** Everything on a topic now with this key. */
    public List<InboundRecord> read(String topic, String key) {
        return read(topic).stream().filter(each -> each.key().equals(key)).toList();
    }

    /** Everything on a topic now with this key, decoded. */
    public List<SpecificRecord> readBodies(String topic, String key) {
        return read(topic, key).stream().map(this::decode).toList();
    }

    /** The dead letters of a service with this key. */
    public List<InboundRecord> deadLetters(String consumerCountry, String service, String key) {
        return read(exchange.catalogue().dlq(consumerCountry, service), key);
    }

    /** The record in the value. */
    public SpecificRecord decode(InboundRecord message) {
        if (codec.decode(message.topic(), message.value()) instanceof EventCodec.Decoded.Body(SpecificRecord body)) {
            return body;
        }
        throw new IllegalArgumentException("No known record in " + message);
    }

    /** A header as text, empty when it is missing. */
    public static String header(InboundRecord message, String name) {
        return new String(message.headers().getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        codec.close();
    }
}
