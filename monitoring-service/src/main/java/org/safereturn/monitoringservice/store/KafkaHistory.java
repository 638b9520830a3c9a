package org.safereturn.monitoringservice.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.KafkaConnection;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the topics from the first record with a consumer of its own: partitions are assigned, no group knows of it and
 * nothing is committed, so the live consumer is not disturbed. What the live consumer would refuse is left out here too.
 */
final class KafkaHistory implements History {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STORING = Duration.ofMinutes(2);
    private static final int AT_ONCE = 1000;

    private final KafkaConnection connection;
    private final Collection<String> topics;
    private final CheckedReading reading;

    KafkaHistory(KafkaConnection connection, Collection<String> topics, CheckedReading reading) {
        this.connection = connection;
        this.topics = List.copyOf(topics);
        this.reading = reading;
    }

    @Override
    public Mono<Void> replay(View view, Views views, Consumer<Position> progress) {
        return Mono.<Void>fromRunnable(() -> read(view, views, progress)).subscribeOn(Schedulers.boundedElastic());
    }

    private void read(View view, Views views, Consumer<Position> progress) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            long total = partitions.stream().mapToLong(each -> offset(ends, each) - offset(begins, each)).sum();
            long done = 0;
            long refused = 0;
            progress.accept(new Position(done, total, refused));
            while (partitions.stream().anyMatch(each -> consumer.position(each) < offset(ends, each))) {
                List<InboundRecord> batch = new ArrayList<>();
                consumer.poll(POLL).forEach(each -> {
                    // What came after the beginning of the rebuild is folded by the live consumer.
                    if (each.offset() < offset(ends, new TopicPartition(each.topic(), each.partition()))) {
                        batch.add(inbound(each));
                    }
                });
                List<Update> updates = Objects.requireNonNull(reading.read(batch).block(STORING));
                views.apply(view, updates).block(STORING);
                done += batch.size();
                refused += batch.size() - updates.size();
                progress.accept(new Position(done, total, refused));
            }
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
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
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
