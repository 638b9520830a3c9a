package org.safereturn.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;

/**
 * The least that any rebuild must do: consume every record that the joint view reads, verify its signature, decode it.
 * Nothing is checked besides, folded or stored. One thread polls, one thread for each processor verifies and decodes.
 *
 * <p>It runs in a process of its own, which is started as the joint view is: see {@link #main}.
 */
final class RawReading {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int AT_ONCE = 500;
    private static final int MOST_UNDER_WAY = 8;

    private final Map<String, Object> kafka;
    private final List<String> topics;
    private final Verifier verifier;
    private final EventCodec codec;

    RawReading(Map<String, Object> kafka, List<String> topics, Verifier verifier, EventCodec codec) {
        this.kafka = kafka;
        this.topics = topics;
        this.verifier = verifier;
        this.codec = codec;
    }

    /**
     * What was read.
     *
     * @param records all there were
     * @param good of them, those that verified and decoded
     * @param seconds from the first poll to the last record
     */
    record Result(long records, long good, double seconds) {

        /** Records a second. */
        double rate() {
            return records / seconds;
        }

        String line() {
            return records + " " + good + " " + seconds;
        }

        /** What {@link #line} wrote. */
        static Result read(String line) {
            String[] parts = line.strip().split(" ", -1);
            if (parts.length != 3) {
                throw new IllegalStateException("The raw reading said: " + line);
            }
            return new Result(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
        }
    }

    /** Prints one {@link Result#line}. Arguments: file of the Kafka client, address of the registry, folder of the joint view's keys. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        List<String> topics = TopicCatalogue.load().subscriptions("monitoring-service", TopicCatalogue.JOINT,
                List.of("KH", "TH"));
        Path keys = Path.of(arguments[2]);
        try (EventCodec codec = Codecs.of(URI.create(arguments[1]), keys)) {
            System.out.println(new RawReading(Target.connection(Path.of(arguments[0])), topics,
                    new Verifier(MinistryKeys.load(keys)), codec).run().line());
        }
    }

    Result run() throws InterruptedException, ExecutionException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
                ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<TopicPartition> partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Deque<Future<Integer>> underWay = new ArrayDeque<>();
            long records = 0;
            long good = 0;
            long start = System.nanoTime();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
                consumer.poll(POLL).forEach(batch::add);
                records += batch.size();
                underWay.add(workers.submit(() -> good(batch)));
                while (underWay.size() >= MOST_UNDER_WAY) {
                    good += underWay.remove().get();
                }
            }
            for (Future<Integer> each : underWay) {
                good += each.get();
            }
            return new Result(records, good, (System.nanoTime() - start) / 1e9);
        }
    }

    private int good(List<ConsumerRecord<byte[], byte[]>> batch) {
        int good = 0;
        for (ConsumerRecord<byte[], byte[]> each : batch) {
            Map<String, byte[]> headers = new HashMap<>();
            each.headers().forEach(header -> headers.put(header.key(), header.value()));
            String key = new String(Objects.requireNonNullElseGet(each.key(), () -> new byte[0]), StandardCharsets.UTF_8);
            byte[] value = Objects.requireNonNullElseGet(each.value(), () -> new byte[0]);
            if (verifier.verify(each.topic(), key, headers, value) == Verifier.Verdict.VALID
                    && codec.decode(each.topic(), value) instanceof EventCodec.Decoded.Body) {
                good++;
            }
        }
        return good;
    }
}
