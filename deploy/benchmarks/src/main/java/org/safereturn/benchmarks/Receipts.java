package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Watches the receiver's machine receipts. The receiver commits the receipt in the same write as the referral in its
 * inbox and hands it to its producer after that. The producer notes the time on the record, in whole milliseconds of its
 * machine's clock; the end of that millisecond is taken for the moment when the referral was in the inbox, of which it is
 * an upper bound. On another machine than this one that needs clocks that agree.
 */
final class Receipts implements AutoCloseable {

    private static final String TYPE = ".DeliveryReceipt";
    private static final long LOOK_NANOS = 5_000_000;

    private final Map<String, Moments> moments = new ConcurrentHashMap<>();
    private final Set<String> awaited;
    private final Thread watcher;
    private volatile boolean open = true;

    /**
     * Of one case, by {@link System#nanoTime()}.
     *
     * @param stored when the referral was in the receiver's inbox
     * @param seen when this process had the receipt
     */
    record Moments(long stored, long seen) {
    }

    /** Starts at the present end of the receiver's topic; returns once that position is fixed. */
    Receipts(Target target, List<String> caseRefs) {
        awaited = Set.copyOf(caseRefs);
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
                            && awaited.contains(record.key())) {
                        moments.putIfAbsent(record.key(), moments(record.timestamp()));
                    }
                }
            }
        }
    }

    private static Moments moments(long sentAtMillis) {
        long seen = System.nanoTime();
        long since = Duration.between(Instant.ofEpochMilli(sentAtMillis + 1), Instant.now()).toNanos();
        return new Moments(seen - Math.max(0, since), seen);
    }

    /** Waits until a receipt was seen for every case. */
    void awaitAll(Duration limit) {
        int missing = missing(awaited, limit);
        if (missing > 0) {
            throw new IllegalStateException(missing + " of " + awaited.size()
                    + " referrals did not reach the other country within " + limit.toSeconds() + " seconds.");
        }
    }

    /** Waits until a receipt was seen for every one of these, and returns for how many none was when the time was over. */
    int missing(Collection<String> some, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end && !moments.keySet().containsAll(some)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (int) some.stream().filter(each -> !moments.containsKey(each)).count();
    }

    /** Whether the receipt of this case was seen. */
    boolean isSeen(String caseRef) {
        return moments.containsKey(caseRef);
    }

    /** The moments of this case, whose receipt was seen. */
    Moments of(String caseRef) {
        Moments at = moments.get(caseRef);
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
