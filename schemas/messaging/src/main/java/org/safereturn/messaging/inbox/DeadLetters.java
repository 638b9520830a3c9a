package org.safereturn.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.HeaderNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Writes records that the service can never handle to its dead-letter topic: the original key, headers and value, and
 * headers with the origin and a reason code. Nothing is decrypted, nothing is explained in words. Each has a line in the
 * log: reason, rule, place, and the case where the key is a case reference. What else a sender may have written is left out.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Pattern CASE_REF = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Function<ProducerRecord<byte[], byte[]>, Mono<?>> sending;
    private final String topic;
    private final Clock clock;

    /**
     * Dead letters that are sent.
     *
     * @param namesCases whether the log names the case; the joint view knows none
     */
    public DeadLetters(ByteProducer producer, String topic, Clock clock, boolean namesCases) {
        this(letter -> producer.send(letter).doOnSuccess(sent -> log(letter, namesCases)), topic, clock);
    }

    /** Dead letters that are handed over otherwise, for whoever reads records a second time and sends no second letter. */
    public DeadLetters(Function<ProducerRecord<byte[], byte[]>, Mono<?>> sending, String topic, Clock clock) {
        this.sending = sending;
        this.topic = topic;
        this.clock = clock;
    }

    /** Completes when the broker has the dead letter. */
    public Mono<Void> add(InboundRecord message, DeadLetterReason reason, Optional<String> rule) {
        return Mono.defer(() -> {
            // A record beyond the limit leaves its value behind, it is still where it was.
            byte[] value = reason == DeadLetterReason.OVERSIZE ? new byte[0] : message.value();
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, null,
                    message.key().getBytes(StandardCharsets.UTF_8), value);
            Headers headers = letter.headers();
            message.headers().forEach((name, content) -> {
                if (!name.startsWith(HeaderNames.DLQ_PREFIX)
                        && (reason != DeadLetterReason.OVERSIZE || content.length <= 1024)) {
                    headers.add(name, content);
                }
            });
            add(headers, HeaderNames.DLQ_REASON, reason.code());
            rule.ifPresent(id -> add(headers, HeaderNames.DLQ_RULE, id));
            add(headers, HeaderNames.DLQ_TOPIC, message.topic());
            add(headers, HeaderNames.DLQ_PARTITION, Integer.toString(message.partition()));
            add(headers, HeaderNames.DLQ_OFFSET, Long.toString(message.offset()));
            add(headers, HeaderNames.DLQ_TIME, clock.instant().toString());
            return sending.apply(letter).then();
        });
    }

    private static void log(ProducerRecord<byte[], byte[]> letter, boolean namesCases) {
        String key = new String(letter.key(), StandardCharsets.UTF_8);
        LOG.warn("Dead letter: reason {}, rule {}, topic {}, partition {}, offset {}, case {}",
                text(letter, HeaderNames.DLQ_REASON), text(letter, HeaderNames.DLQ_RULE), text(letter, HeaderNames.DLQ_TOPIC),
                text(letter, HeaderNames.DLQ_PARTITION), text(letter, HeaderNames.DLQ_OFFSET),
                namesCases && CASE_REF.matcher(key).matches() ? key : "-");
    }

    private static String text(ProducerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? "-" : new String(value, StandardCharsets.UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
