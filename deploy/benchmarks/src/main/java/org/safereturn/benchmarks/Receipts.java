package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Watches the receiver's machine receipts. The receiver publishes one only after the referral stands in its inbox, so
 * the moment a receipt is seen is an upper bound of the moment the referral was there.
 */
final class Receipts implements AutoCloseable {

    private final Map<String, Long> seenAtNanos = new ConcurrentHashMap<>();
    private final Thread watcher;
    private volatile boolean open = true;

    /** Starts at the present end of the topic; returns once that position is fixed. */
    Receipts(String brokers, String topic) {
        var consumer = new KafkaConsumer<String, byte[]>(Map.of("bootstrap.servers", brokers, "key.deserializer",
                StringDeserializer.class, "value.deserializer", ByteArrayDeserializer.class, "enable.auto.commit",
                false));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        watcher = Thread.ofPlatform().daemon().name("receipts").start(() -> watch(consumer));
    }

    private void watch(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (open) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    Header type = record.headers().lastHeader("ce_type");
                    if (type != null && new String(type.value(), StandardCharsets.UTF_8).endsWith(".DeliveryReceipt")) {
                        seenAtNanos.putIfAbsent(record.key(), System.nanoTime());
                    }
                }
            }
        }
    }

    int count(Iterable<String> caseRefs) {
        int seen = 0;
        for (String caseRef : caseRefs) {
            seen += seenAtNanos.containsKey(caseRef) ? 1 : 0;
        }
        return seen;
    }

    /** The {@link System#nanoTime()} at which the receipt for this case was seen. */
    long seenAtNanos(String caseRef) {
        Long at = seenAtNanos.get(caseRef);
        if (at == null) {
            throw new IllegalStateException("No receipt came back for a case of this run.");
        }
        return at;
    }

    @Override
    public void close() {
        open = false;
        try {
            watcher.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
