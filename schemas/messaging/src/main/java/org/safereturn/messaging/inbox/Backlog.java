package org.safereturn.messaging.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.safereturn.messaging.wire.KafkaConnection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How far this service is behind in the topics that it reads. It asks the broker each time and joins no group. */
public final class Backlog {

    private final Map<String, Object> settings;
    private final List<String> topics;

    /**
     * The backlog of one service.
     *
     * @param group in which the service reads
     * @param topics that it reads
     */
    public Backlog(KafkaConnection connection, String group, Collection<String> topics) {
        Map<String, Object> chosen = new HashMap<>(Redelivery.reading(connection));
        chosen.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        this.settings = Map.copyOf(chosen);
        this.topics = topics.stream().sorted().toList();
    }

    /**
     * What lies in a topic and is not read to its end.
     *
     * @param topic that the service reads
     * @param records how many there are behind the last offset that was committed; a service that has never read a
     *     partition has all of it before it
     */
    public record Behind(String topic, long records) {
    }

    /** Each topic, in the order of their names; also those without a backlog. */
    public Mono<List<Behind>> behind() {
        return Mono.fromCallable(this::read).subscribeOn(Schedulers.boundedElastic());
    }

    private List<Behind> read() {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = new ArrayList<>();
            topics.forEach(topic -> consumer.partitionsFor(topic).forEach(info ->
                    partitions.add(new TopicPartition(topic, info.partition()))));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> read = consumer.committed(Map.copyOf(ends).keySet());
            return topics.stream().map(topic -> new Behind(topic, partitions.stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .mapToLong(partition -> Math.max(0, ends.getOrDefault(partition, 0L)
                            - Optional.ofNullable(read.get(partition)).map(OffsetAndMetadata::offset)
                                    .orElse(begins.getOrDefault(partition, 0L))))
                    .sum())).toList();
        }
    }
}
