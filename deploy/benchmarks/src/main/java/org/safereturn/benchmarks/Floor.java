package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The least that any exchange of one record between two ministries must do, with the bare drivers and no framework:
 * one acknowledged write in the sender's store, one acknowledged produce, one consume, one acknowledged write in the
 * receiver's store. No HTTP, no token, no signature, no sealing.
 */
final class Floor {

    private static final int RECORD_BYTES = 2048;

    private final Target target;
    private final int concurrency;

    Floor(Target target, int concurrency) {
        this.target = target;
        this.concurrency = concurrency;
    }

    /** Records per second from the first write at the sender to the last write at the receiver. */
    double run(int records) throws InterruptedException {
        String run = UUID.randomUUID().toString();
        String topic = "bench.floor." + run;
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", target.brokers()));
                MongoClient sender = MongoClients.create(target.senderStore());
                MongoClient receiver = MongoClients.create(target.receiverStore());
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1)));
            MongoCollection<Document> from = sender.getDatabase("bench_floor").getCollection("sent_" + run);
            MongoCollection<Document> to = receiver.getDatabase("bench_floor").getCollection("received_" + run);
            try (var producer = new KafkaProducer<String, byte[]>(producerSettings())) {
                CountDownLatch received = new CountDownLatch(records);
                workers.execute(() -> receive(run, topic, to, received, workers));
                long start = System.nanoTime();
                send(records, topic, from, producer, workers);
                if (!received.await(5, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("The floor did not finish in 5 minutes.");
                }
                return records / ((System.nanoTime() - start) / 1e9);
            } finally {
                from.drop();
                to.drop();
                admin.deleteTopics(List.of(topic));
            }
        }
    }

    private void send(int records, String topic, MongoCollection<Document> from,
            KafkaProducer<String, byte[]> producer, ExecutorService workers) throws InterruptedException {
        byte[] value = new byte[RECORD_BYTES];
        new Random(7).nextBytes(value);
        Semaphore room = new Semaphore(concurrency);
        for (int i = 0; i < records; i++) {
            String id = "r" + i;
            room.acquire();
            workers.execute(() -> {
                try {
                    from.insertOne(new Document("_id", id).append("value", new Binary(value)));
                    producer.send(new ProducerRecord<>(topic, id, value));
                } finally {
                    room.release();
                }
            });
        }
    }

    private void receive(String run, String topic, MongoCollection<Document> to, CountDownLatch received,
            ExecutorService workers) {
        Semaphore room = new Semaphore(concurrency);
        try (var consumer = new KafkaConsumer<String, byte[]>(consumerSettings(run))) {
            consumer.subscribe(List.of(topic));
            while (received.getCount() > 0) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    room.acquireUninterruptibly();
                    workers.execute(() -> {
                        try {
                            to.insertOne(new Document("_id", record.key()).append("value", new Binary(record.value())));
                            received.countDown();
                        } finally {
                            room.release();
                        }
                    });
                }
            }
        }
    }

    private Map<String, Object> producerSettings() {
        return Map.of("bootstrap.servers", target.brokers(), "acks", "all", "batch.size", 131072, "linger.ms", 0,
                "key.serializer", StringSerializer.class, "value.serializer", ByteArraySerializer.class);
    }

    private Map<String, Object> consumerSettings(String group) {
        return Map.of("bootstrap.servers", target.brokers(), "group.id", "bench.floor." + group, "auto.offset.reset",
                "earliest", "key.deserializer", StringDeserializer.class, "value.deserializer",
                ByteArrayDeserializer.class);
    }
}
