package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.local.Settings;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.sealing.Pseudonyms;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.wire.EventCodec;

/**
 * Both ministries, which sign and send what they are given: each service with its own certificate, as the real ones do,
 * by the kit's own encoder. Many threads may send.
 */
final class Ministries implements AutoCloseable {

    private final Settings settings;
    private final TopicCatalogue catalogue;
    private final EventCodec codec;
    private final Map<String, EventEncoder> encoders = new ConcurrentHashMap<>();
    private final Map<String, KafkaProducer<byte[], byte[]>> producers = new ConcurrentHashMap<>();
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Ministries(Settings settings, TopicCatalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.codec = Codecs.of(settings);
    }

    /** Signs and sends; {@link #flush} tells whether it arrived. */
    void send(MadeUpJourneys.Sent event, long sequence) {
        send(event, sequence, false);
    }

    /** Sends with a signature that does not hold. */
    void sendForged(MadeUpJourneys.Sent event, long sequence) {
        send(event, sequence, true);
    }

    private void send(MadeUpJourneys.Sent event, long sequence, boolean forged) {
        EventDraft draft = event.draft();
        String service = catalogue.producers(draft.topic()).getFirst();
        String principal = AccessRules.principal(event.country(), service);
        OutboundMessage message = encoders.computeIfAbsent(principal, _ -> encoder(event.country(), service))
                .encode(List.of(draft), new Cause.Internal("benchmark"), sequence, _ -> sequence).getFirst();
        byte[] value = forged ? forged(message.value()) : message.value();
        ProducerRecord<byte[], byte[]> bytes = new ProducerRecord<>(message.topic(), null,
                message.key().getBytes(StandardCharsets.UTF_8), value);
        message.headers().forEach((name, text) -> bytes.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var _ = producers.computeIfAbsent(principal, this::producer).send(bytes, (_, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            }
        });
    }

    private static byte[] forged(byte[] value) {
        byte[] other = value.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    /** Returns when the broker has everything; fails when it refused something. */
    void flush() {
        producers.values().forEach(KafkaProducer::flush);
        Exception refused = failure.get();
        if (refused != null) {
            throw new IllegalStateException("The broker refused an event: " + refused, refused);
        }
    }

    private EventEncoder encoder(String country, String service) {
        Signer signer = signers.computeIfAbsent(country, _ -> new Signer(MinistryKeys.load(
                settings.keys().resolve(country.toLowerCase(Locale.ROOT)))));
        return new EventEncoder(codec, signer, "urn:safereturn:" + country.toLowerCase(Locale.ROOT) + ":" + service,
                UUID::randomUUID);
    }

    private KafkaProducer<byte[], byte[]> producer(String principal) {
        Map<String, Object> client = new HashMap<>(Target.connection(settings.clientFile(principal)));
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        client.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        client.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaProducer<>(client);
    }

    @Override
    public void close() {
        producers.values().forEach(KafkaProducer::close);
        codec.close();
    }

    /** The statistical references that both share. */
    Pseudonyms references() {
        return new Pseudonyms(MinistryKeys.load(settings.keys().resolve("kh")).stat().orElseThrow());
    }
}
