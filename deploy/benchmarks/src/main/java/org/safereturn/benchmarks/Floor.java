package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The least that any exchange of one record between two ministries must do, with the bare drivers and no framework:
 * one journaled majority write in the sender's store, one produce that all replicas acknowledge, one consume, one
 * journaled majority write in the receiver's store. Documents and records are as large as those of the referrals. No
 * HTTP, no token, no signature, no sealing, no receipt.
 *
 * <p>The same with more writes tells how far such bare drivers come when they write as often as the services do.
 */
final class Floor {

    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Target target;
    private final Sizes sizes;
    private final int atOnce;
    private final int writesOfSender;
    private final int writesOfReceiver;

    /** With one write on either side. */
    Floor(Target target, Sizes sizes, int atOnce) {
        this(target, sizes, atOnce, 2);
    }

    /** With this many writes for each record, half of them on either side; at least 2. */
    Floor(Target target, Sizes sizes, int atOnce, int writes) {
        this.target = target;
        this.sizes = sizes;
        this.atOnce = atOnce;
        this.writesOfReceiver = writes / 2;
        this.writesOfSender = writes - writesOfReceiver;
    }

    /** One exchange of many records, and where it goes wrong if it does. */
    private record Exchange(String topic, MongoCollection<Document> from, MongoCollection<Document> to,
            CountDownLatch received, ExecutorService workers, AtomicReference<@Nullable Exception> failure) {

        boolean isUnderWay() {
            return received.getCount() > 0 && failure.get() == null;
        }

        void failed(Exception reason) {
            failure.compareAndSet(null, reason);
            while (received.getCount() > 0) {
                received.countDown();
            }
        }
    }

    /** Records per second from the first write at the sender to the last write at the receiver. */
    double run(int records) throws InterruptedException, ExecutionException {
        String run = UUID.randomUUID().toString();
        String topic = "bench.floor." + run;
        try (Admin admin = Admin.create(target.kafka());
                MongoClient sender = MongoClients.create(target.senderStore());
                MongoClient receiver = MongoClients.create(target.receiverStore())) {
            MongoCollection<Document> from = collection(sender, "sent_" + run);
            MongoCollection<Document> to = collection(receiver, "received_" + run);
            admin.createTopics(List.of(new NewTopic(topic, sizes.partitions(), (short) 1))).all().get();
            try {
                double rate = run(records, topic, from, to);
                if (to.countDocuments() != (long) records * writesOfReceiver) {
                    throw new IllegalStateException("The floor lost records.");
                }
                return rate;
            } finally {
                from.drop();
                to.drop();
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
    }

    private double run(int records, String topic, MongoCollection<Document> from, MongoCollection<Document> to)
            throws InterruptedException {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
                var producer = new KafkaProducer<String, byte[]>(producerSettings());
                var consumer = new KafkaConsumer<String, byte[]>(consumerSettings())) {
            // Everybody is in place before the clock runs; a floor that waits for a group to form would be too low.
            producer.partitionsFor(topic);
            List<TopicPartition> partitions = IntStream.range(0, sizes.partitions())
                    .mapToObj(each -> new TopicPartition(topic, each)).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            partitions.forEach(consumer::position);
            Exchange exchange = new Exchange(topic, from, to, new CountDownLatch(records), workers,
                    new AtomicReference<>());
            Thread receiving = Thread.ofPlatform().name("floor").start(() -> receive(exchange, consumer));
            try {
                long start = System.nanoTime();
                send(exchange, records, producer);
                if (!exchange.received().await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    exchange.failed(new IllegalStateException("It did not finish in " + LIMIT.toMinutes() + " minutes."));
                }
                long end = System.nanoTime();
                Exception failure = exchange.failure().get();
                if (failure != null) {
                    throw new IllegalStateException("The floor cannot be measured: " + failure.getMessage(), failure);
                }
                return records / ((end - start) / 1e9);
            } finally {
                if (exchange.isUnderWay()) {
                    exchange.failed(new InterruptedException("Stopped."));
                }
                receiving.join();
            }
        }
    }

    private void send(Exchange exchange, int records, KafkaProducer<String, byte[]> producer)
            throws InterruptedException {
        byte[] value = random(sizes.record());
        byte[] document = random(sizes.sent());
        Semaphore room = new Semaphore(atOnce);
        for (int i = 0; i < records && exchange.isUnderWay(); i++) {
            String id = UUID.randomUUID().toString();
            room.acquire();
            exchange.workers().execute(() -> {
                try {
                    insert(exchange.from(), id, document, writesOfSender);
                    var _ = producer.send(new ProducerRecord<>(exchange.topic(), id, value), (_, failure) -> {
                        if (failure != null) {
                            exchange.failed(failure);
                        }
                    });
                } catch (RuntimeException e) {
                    exchange.failed(e);
                } finally {
                    room.release();
                }
            });
        }
    }

    private void receive(Exchange exchange, KafkaConsumer<String, byte[]> consumer) {
        byte[] document = random(sizes.received());
        Semaphore room = new Semaphore(atOnce);
        try {
            while (exchange.isUnderWay()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    room.acquireUninterruptibly();
                    exchange.workers().execute(() -> {
                        try {
                            insert(exchange.to(), record.key(), document, writesOfReceiver);
                            exchange.received().countDown();
                        } catch (RuntimeException e) {
                            exchange.failed(e);
                        } finally {
                            room.release();
                        }
                    });
                }
            }
        } catch (RuntimeException e) {
            exchange.failed(e);
        }
    }

    private static void insert(MongoCollection<Document> collection, String id, byte[] document, int times) {
        for (int i = 0; i < times; i++) {
            collection.insertOne(new Document("_id", id + "/" + i).append("value", new Binary(document)));
        }
    }

    private static MongoCollection<Document> collection(MongoClient client, String name) {
        return client.getDatabase("bench_floor").getCollection(name).withWriteConcern(DURABLE);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private Map<String, Object> producerSettings() {
        return target.kafka(Map.of("acks", "all", "batch.size", 131072, "linger.ms", 2, "key.serializer",
                StringSerializer.class, "value.serializer", ByteArraySerializer.class));
    }

    private Map<String, Object> consumerSettings() {
        return target.kafka(Map.of("enable.auto.commit", false, "key.deserializer", StringDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class));
    }
}
