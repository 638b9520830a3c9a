package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.RawBsonDocument;

/**
 * How large a referral is, as it was found in the running system: means over what the warm-up sent.
 *
 * @param partitions of the topic that carries it
 * @param record value and headers of its record
 * @param sent its document at the sender when it is written, which is with the record in it
 * @param received its document at the receiver
 * @param writes durable writes that it takes in the services of both countries, see {@link Writes}
 */
record Sizes(int partitions, int record, int sent, int received, int writes) {

    private static final int LOOKED_AT = 200;
    private static final String TYPE = ".ReferralSubmitted";

    /** Looks at what was sent for these cases. */
    static Sizes of(Target target, List<String> caseRefs, int writes) {
        List<String> some = caseRefs.subList(0, Math.min(LOOKED_AT, caseRefs.size()));
        try (var consumer = new KafkaConsumer<String, byte[]>(target.kafka(Map.of("key.deserializer",
                StringDeserializer.class, "value.deserializer", ByteArrayDeserializer.class, "enable.auto.commit",
                false)))) {
            List<TopicPartition> partitions = consumer.partitionsFor(target.submissions()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition())).toList();
            int record = record(consumer, partitions);
            return new Sizes(partitions.size(), record,
                    document(target.senderStore(), target.senderDatabase(), some) + record,
                    document(target.receiverStore(), target.receiverDatabase(), some), writes);
        }
    }

    private static int record(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        partitions.forEach(each -> consumer.seek(each,
                Math.max(first.getOrDefault(each, 0L), ends.getOrDefault(each, 0L) - LOOKED_AT)));
        long bytes = 0;
        long records = 0;
        long limit = System.nanoTime() + 30_000_000_000L;
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The sender's topic cannot be read.");
            }
            for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                if (isReferral(each)) {
                    records++;
                    bytes += each.value().length + headers(each);
                }
            }
        }
        return mean(bytes, records, "no referral is in the sender's topic");
    }

    private static boolean isReferral(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        return type != null && record.value() != null
                && new String(type.value(), StandardCharsets.UTF_8).endsWith(TYPE);
    }

    private static long headers(ConsumerRecord<String, byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .mapToLong(each -> each.key().length() + (each.value() == null ? 0 : each.value().length)).sum();
    }

    private static int document(String store, String database, List<String> caseRefs) {
        long bytes = 0;
        long documents = 0;
        try (MongoClient client = MongoClients.create(store)) {
            for (RawBsonDocument each : client.getDatabase(database).getCollection("referrals", RawBsonDocument.class)
                    .find(Filters.in("_id", caseRefs))) {
                documents++;
                bytes += each.getByteBuffer().remaining();
            }
        }
        return mean(bytes, documents, "no referral is in " + database);
    }

    private static int mean(long bytes, long count, String otherwise) {
        if (count == 0) {
            throw new IllegalStateException("The sizes of a referral are not known: " + otherwise + ".");
        }
        return (int) (bytes / count);
    }
}
