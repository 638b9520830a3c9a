package org.safereturn.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.messaging.wire.KafkaConnection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The dead letters of this service, and a second try for them. A record goes through all checks again, as if it had just
 * arrived: one that was handled meanwhile is recognised, and one whose place in its stream was passed stays left out. A
 * letter is never removed; the topic's own retention ends it.
 */
public final class Redelivery {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ONE_POLL = Duration.ofMillis(250);
    /** How long the broker holds an answer back when nothing is left to read; the client is closed only after that. */
    private static final Duration AT_THE_END = Duration.ofMillis(20);

    private final Map<String, Object> settings;
    private final String topic;
    private final InboundPipeline pipeline;

    /**
     * The dead letters of one service.
     *
     * @param topic of the dead letters
     */
    public Redelivery(KafkaConnection connection, String topic, InboundPipeline pipeline) {
        this.settings = reading(connection);
        this.topic = topic;
        this.pipeline = pipeline;
    }

    /** How a client reads that belongs to no group and commits nothing. */
    static Map<String, Object> reading(KafkaConnection connection) {
        Map<String, Object> chosen = new HashMap<>();
        chosen.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.brokers());
        chosen.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        chosen.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        chosen.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        chosen.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        chosen.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) AT_THE_END.toMillis());
        chosen.putAll(connection.settings());
        return Map.copyOf(chosen);
    }

    /**
     * A dead letter.
     *
     * @param partition of the topic of dead letters
     * @param offset within the partition; both together name the letter
     * @param key of the record, usually the case reference
     * @param reason code of a {@link DeadLetterReason}
     * @param rule that refused it, where one did
     * @param type of the record, as its sender says
     * @param messageId of the record, as its sender says
     * @param topic it was read from
     * @param origin partition and offset it was read from
     * @param at when it became one
     */
    public record Letter(int partition, long offset, String key, String reason, Optional<String> rule,
            Optional<String> type, Optional<String> messageId, String topic, Position origin, Optional<Instant> at) {

        /** Where it lies among the dead letters. */
        public Position place() {
            return new Position(partition, offset);
        }
    }

    /**
     * A place in a topic.
     *
     * @param partition of the topic
     * @param offset within the partition
     */
    public record Position(int partition, long offset) {
    }

    /**
     * What became of letters.
     *
     * @param redelivered how many were tried again
     * @param deadAgain how many of them are dead letters again
     */
    public record Result(int redelivered, int deadAgain) {
    }

    /** The newest letters, newest first. */
    public Mono<List<Letter>> letters(int most) {
        return Mono.fromCallable(() -> read(most)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Those at these places, in no order; one is left out where none is, or none is any more. */
    public Mono<List<Letter>> at(Collection<Position> places) {
        return Mono.fromCallable(() -> read(List.copyOf(places))).subscribeOn(Schedulers.boundedElastic());
    }

    /** Tries these again, one after the other, oldest first. */
    public Mono<Result> redeliver(Collection<Letter> letters) {
        List<Letter> inOrder = letters.stream().sorted(Comparator.comparing((Letter letter) -> letter.topic())
                .thenComparingInt(letter -> letter.origin().partition())
                .thenComparingLong(letter -> letter.origin().offset())).toList();
        return Flux.fromIterable(inOrder)
                .concatMap(letter -> Mono.fromCallable(() -> record(letter)).subscribeOn(Schedulers.boundedElastic())
                        .flatMap(found -> found.map(pipeline::again).orElseGet(() -> Mono.just(1))))
                .collectList()
                .map(dead -> new Result(dead.size(), (int) dead.stream().filter(count -> count > 0).count()));
    }

    private List<Letter> read(int most) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            partitions.forEach(partition -> consumer.seek(partition,
                    Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - most)));
            List<Letter> letters = new ArrayList<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline && ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(ONE_POLL).forEach(record -> letters.add(letter(record)));
            }
            return letters.stream().sorted(Comparator.comparing((Letter letter) -> letter.at().orElse(Instant.MIN))
                    .reversed()).limit(most).toList();
        }
    }

    private List<Letter> read(List<Position> places) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            List<Letter> letters = new ArrayList<>();
            for (Position place : places) {
                TopicPartition partition = new TopicPartition(topic, place.partition());
                if (place.offset() >= begins.getOrDefault(partition, 0L) && place.offset() < ends.getOrDefault(partition, 0L)) {
                    read(consumer, partition, place.offset()).map(Redelivery::letter).ifPresent(letters::add);
                }
            }
            return letters;
        }
    }

    /** The record at exactly this place. */
    private static Optional<ConsumerRecord<byte[], byte[]>> read(Consumer<byte[], byte[]> consumer, TopicPartition place,
            long offset) {
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(ONE_POLL)) {
                return record.offset() == offset ? Optional.of(record) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The record as it came: its headers and value from the letter, or from its own topic where the letter has no value. */
    private Optional<InboundRecord> record(Letter letter) {
        boolean left = letter.reason().equals(DeadLetterReason.OVERSIZE.code());
        TopicPartition place = left ? new TopicPartition(letter.topic(), letter.origin().partition())
                : new TopicPartition(topic, letter.partition());
        long offset = left ? letter.origin().offset() : letter.offset();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            return read(consumer, place, offset).map(found -> inbound(found, letter));
        }
    }

    private static InboundRecord inbound(ConsumerRecord<byte[], byte[]> record, Letter letter) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(HeaderNames.DLQ_PREFIX)) {
                headers.put(header.key(), header.value());
            }
        }
        byte[] value = record.value();
        return new InboundRecord(letter.topic(), letter.key(), headers, value == null ? new byte[0] : value,
                letter.origin().partition(), letter.origin().offset());
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return new Letter(record.partition(), record.offset(),
                key == null ? "" : new String(key, StandardCharsets.UTF_8),
                text(record, HeaderNames.DLQ_REASON).orElse(""), text(record, HeaderNames.DLQ_RULE),
                text(record, HeaderNames.TYPE), text(record, HeaderNames.ID), text(record, HeaderNames.DLQ_TOPIC).orElse(""),
                new Position(text(record, HeaderNames.DLQ_PARTITION).map(Integer::valueOf).orElse(0),
                        text(record, HeaderNames.DLQ_OFFSET).map(Long::valueOf).orElse(0L)),
                text(record, HeaderNames.DLQ_TIME).flatMap(Redelivery::time));
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
