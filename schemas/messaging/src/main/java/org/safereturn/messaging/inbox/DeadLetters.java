package org.safereturn.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.HeaderNames;
import reactor.core.publisher.Mono;

/**
 * Writes records that the service can never handle to its dead-letter topic: the original key, headers and value, and
 * headers with the origin and a reason code. Nothing is decrypted, nothing is explained in words.
 */
public final class DeadLetters {

    private final Function<ProducerRecord<byte[], byte[]>, Mono<?>> sending;
    private final String topic;
    private final Clock clock;

    public DeadLetters(ByteProducer producer, String topic, Clock clock) {
        this(producer::send, topic, clock);
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

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
