package org.safereturn.monitoringservice.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.KafkaConnection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Reads the topics from the first record with a consumer of its own: partitions are assigned, no group knows of it and
 * nothing is committed, so the live consumer is not disturbed. What the live consumer would refuse is left out here too.
 */
final class KafkaHistory implements History {

    private static final Duration POLL = Duration.ofMillis(500);
    /** For one batch: as long as the schema registry may be away. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_UNDER_WAY = 8;
    private static final int FETCH_BYTES = 16 << 20;
    private static final int SOCKET_BYTES = 1 << 20;

    private final KafkaConnection connection;
    private final Collection<String> topics;
    private final CheckedReading reading;
    private final int atOnce;

    /**
     * The history of these topics.
     *
     * @param atOnce most records of one batch
     */
    KafkaHistory(KafkaConnection connection, Collection<String> topics, CheckedReading reading, int atOnce) {
        this.connection = connection;
        this.topics = List.copyOf(topics);
        this.reading = reading;
        this.atOnce = atOnce;
    }

    @Override
    public Mono<Position> replay(Position from, Gathering into, Consumer<Position> reached, Consumer<Position> kept) {
        return Mono.fromCallable(() -> new Replay(from, into, reached, kept).run())
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** One thread polls; meanwhile the batches before are verified and folded on all cores. */
    private final class Replay {

        private final Position from;
        private final Gathering into;
        private final Consumer<Position> reached;
        private final Consumer<Position> kept;
        private final Deque<Under> underWay = new ArrayDeque<>();
        private long done;
        private long refused;
        private long total;

        private record Under(int records, CompletableFuture<@Nullable Long> good) {
        }

        Replay(Position from, Gathering into, Consumer<Position> reached, Consumer<Position> kept) {
            this.from = from;
            this.into = into;
            this.reached = reached;
            this.kept = kept;
            this.done = from.done();
            this.refused = from.refused();
        }

        Position run() throws InterruptedException, ExecutionException, TimeoutException {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
                List<TopicPartition> partitions = partitions(consumer);
                consumer.assign(partitions);
                Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                partitions.forEach(each -> consumer.seek(each,
                        Math.max(offset(begins, each), from.read().getOrDefault(each, 0L))));
                total = done + partitions.stream()
                        .mapToLong(each -> Math.max(0, offset(ends, each) - consumer.position(each))).sum();
                reached.accept(position(Map.of()));
                while (partitions.stream().anyMatch(each -> consumer.position(each) < offset(ends, each))) {
                    begin(batch(consumer.poll(POLL), ends));
                    while (underWay.size() >= MOST_UNDER_WAY) {
                        settle(underWay.remove());
                    }
                    reached.accept(position(Map.of()));
                    if (into.isFull()) {
                        store();
                        kept.accept(position(positions(consumer, partitions)));
                    }
                }
                store();
                Position end = position(positions(consumer, partitions));
                kept.accept(end);
                reached.accept(end);
                return end;
            } finally {
                underWay.forEach(each -> each.good().cancel(true));
            }
        }

        private List<InboundRecord> batch(ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Long> ends) {
            List<InboundRecord> batch = new ArrayList<>(polled.count());
            polled.forEach(each -> {
                // What came after the beginning of the rebuild is folded by whoever takes it in.
                if (each.offset() < offset(ends, new TopicPartition(each.topic(), each.partition()))) {
                    batch.add(inbound(each));
                }
            });
            return batch;
        }

        private void begin(List<InboundRecord> batch) {
            if (!batch.isEmpty()) {
                underWay.add(new Under(batch.size(), reading.read(batch, into)
                        .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(LONGEST_PAUSE))
                        .toFuture()));
            }
        }

        private void settle(Under oldest) throws InterruptedException, ExecutionException, TimeoutException {
            long good = Objects.requireNonNull(oldest.good().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "count");
            done += oldest.records();
            refused += oldest.records() - good;
        }

        /** Everything that was read; then nothing is under way. */
        private void store() throws InterruptedException, ExecutionException, TimeoutException {
            while (!underWay.isEmpty()) {
                settle(underWay.remove());
            }
            into.store().block();
        }

        private Map<TopicPartition, Long> positions(KafkaConsumer<byte[], byte[]> consumer,
                List<TopicPartition> partitions) {
            return partitions.stream().collect(Collectors.toMap(Function.identity(), consumer::position));
        }

        private Position position(Map<TopicPartition, Long> read) {
            return new Position(done, total, refused, read);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        return partitions;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(connection.settings());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.brokers());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, SOCKET_BYTES);
        return settings;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static InboundRecord inbound(ConsumerRecord<byte[], byte[]> message) {
        Map<String, byte[]> headers = new HashMap<>();
        message.headers().forEach(each -> headers.put(each.key(),
                Objects.requireNonNullElseGet(each.value(), () -> new byte[0])));
        byte[] key = Objects.requireNonNullElseGet(message.key(), () -> new byte[0]);
        byte[] value = Objects.requireNonNullElseGet(message.value(), () -> new byte[0]);
        return new InboundRecord(message.topic(), new String(key, StandardCharsets.UTF_8), headers, value,
                message.partition(), message.offset());
    }
}
