package org.safereturn.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One topic as the broker must have it.
 *
 * @param name full topic name, for example {@code th.exchange.referral.v1}
 * @param country owner in upper case: a country as ISO 3166-1 alpha-2, or {@link TopicCatalogue#JOINT}
 * @param audience {@code exchange}, {@code stats}, {@code national} or {@code dlq}
 * @param entity what the topic is about; the consuming service for dead letters
 * @param producers the services that write it, usually one; for dead letters the consuming service
 * @param key what the message key holds: {@code caseRef}, {@code statRef}, or {@code original} for dead letters
 * @param partitions number of partitions
 * @param retention how long messages are kept, empty for ever
 * @param compacted whether only the last message of each key is kept
 * @param records full names of the record types, empty for dead letters
 */
public record TopicSpec(
        String name,
        String country,
        String audience,
        String entity,
        List<String> producers,
        String key,
        int partitions,
        Optional<Duration> retention,
        boolean compacted,
        List<String> records) {

    /** Copies the lists, so that a specification never changes. */
    public TopicSpec {
        producers = List.copyOf(producers);
        records = List.copyOf(records);
    }

    /** Whether this is a topic of dead letters. */
    public boolean deadLetters() {
        return audience.equals("dlq");
    }
}
