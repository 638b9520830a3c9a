package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Watches the receiver's machine receipts. The receiver commits the receipt in the same write as the referral in its
 * inbox and publishes it after that, so the moment a receipt is seen is an upper bound of the moment the referral was
 * there. It is taken on the clock of this process, as the moment of acceptance is.
 */
final class Receipts implements AutoCloseable {

    private static final String TYPE = ".DeliveryReceipt";

    private final Map<String, Long> seenAtNanos = new ConcurrentHashMap<>();
    private final Set<String> awaited;
    private final CountDownLatch missing;
    private final Thread watcher;
    private volatile boolean open = true;

    /** Starts at the present end of the receiver's topic; returns once that position is fixed. */
    Receipts(Target target, List<String> caseRefs) {
        awaited = Set.copyOf(caseRefs);
        missing = new CountDownLatch(awaited.size());
        var consumer = new KafkaConsumer<String, byte[]>(target.kafka(Map.of("key.deserializer",
                StringDeserializer.class, "value.deserializer", ByteArrayDeserializer.class, "enable.auto.commit",
                false)));
        List<TopicPartition> partitions = consumer.partitionsFor(target.receipts()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        watcher = Thread.ofPlatform().daemon().name("receipts").start(() -> watch(consumer));
    }

    private void watch(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (open) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Header type = record.headers().lastHeader("ce_type");
                    if (type != null && new String(type.value(), StandardCharsets.UTF_8).endsWith(TYPE)
                            && awaited.contains(record.key())
                            && seenAtNanos.putIfAbsent(record.key(), System.nanoTime()) == null) {
                        missing.countDown();
                    }
                }
            }
        }
    }

    /** Waits until a receipt was seen for every case. */
    void awaitAll(Duration limit) throws InterruptedException {
        if (!missing.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(missing.getCount() + " of " + awaited.size()
                    + " referrals did not reach the other country within " + limit.toSeconds() + " seconds.");
        }
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
