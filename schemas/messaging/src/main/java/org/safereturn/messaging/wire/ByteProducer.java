package org.safereturn.messaging.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one producer of a process. When the client library declares the producer broken, the next record uses a new one.
 */
public final class ByteProducer implements AutoCloseable {

    private final Map<String, Object> settings;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    /** A producer for these brokers; {@code extra} settings win over the ones chosen here. */
    public ByteProducer(String brokers, Map<String, ?> extra) {
        Map<String, Object> chosen = new HashMap<>();
        chosen.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        chosen.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        chosen.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        chosen.put(ProducerConfig.ACKS_CONFIG, "all");
        chosen.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // What one commit sends to two topics leaves in one request.
        chosen.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        chosen.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        chosen.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
        // A send must end, one way or the other, well within the margin of a lease.
        chosen.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 6_000);
        chosen.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        chosen.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        chosen.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        chosen.putAll(extra);
        settings = Map.copyOf(chosen);
    }

    /**
     * Hands a record over; the callback is called exactly once, also when the record is refused at once. Waits up to
     * two seconds for the broker when its topic is not yet known.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    public void send(ProducerRecord<byte[], byte[]> message, Callback callback) {
        Producer<byte[], byte[]> current;
        try {
            current = current();
        } catch (KafkaException | IllegalStateException e) {
            callback.onCompletion(null, e);
            return;
        }
        boolean[] told = new boolean[1];
        try {
            current.send(message, (metadata, failure) -> {
                told[0] = true;
                if (failure != null && isFatal(failure)) {
                    replace(current);
                }
                callback.onCompletion(metadata, failure);
            });
        } catch (RuntimeException e) {
            if (!told[0]) {
                if (isFatal(e)) {
                    replace(current);
                }
                callback.onCompletion(null, e);
            }
        }
    }

    /** Sends a record and answers when the broker has it. */
    public Mono<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
        return Mono.create(sink -> send(message, (metadata, failure) -> {
            if (failure == null) {
                sink.success(metadata);
            } else {
                sink.error(failure);
            }
        }));
    }

    /** Whether sending the same record again can never help. */
    public static boolean isPermanent(Exception failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException
                || failure instanceof SerializationException || failure instanceof InvalidTopicException
                || failure instanceof org.apache.kafka.common.InvalidRecordException;
    }

    private static boolean isFatal(Exception failure) {
        return failure instanceof IllegalStateException
                || (failure instanceof KafkaException && !(failure instanceof RetriableException)
                && !isPermanent(failure));
    }

    private synchronized Producer<byte[], byte[]> current() {
        if (closed) {
            throw new IllegalStateException("The producer is closed");
        }
        Producer<byte[], byte[]> present = producer;
        if (present == null) {
            present = new KafkaProducer<>(settings);
            producer = present;
        }
        return present;
    }

    @SuppressWarnings("ReferenceEquality") // only this very producer is to be replaced
    private synchronized void replace(Producer<byte[], byte[]> broken) {
        if (producer == broken && !closed) {
            producer = null;
            // Not on this thread: it may be the producer's own.
            Thread.ofVirtual().start(() -> broken.close(Duration.ZERO));
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = producer;
            producer = null;
        }
        if (last != null) {
            last.close(Duration.ofSeconds(5));
        }
    }
}
