package org.safereturn.local;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.safereturn.local.ExpectedAccess.Cell;

/** What a principal can really do at a running broker, found out by doing it. Every topic must hold a record. */
final class ActualAccess {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String principal;
    private final Map<String, Object> client;

    ActualAccess(String principal, Map<String, Object> client) {
        this.principal = principal;
        this.client = client;
    }

    /**
     * Reads, writes, creates, deletes and alters each topic, and asks the broker what it would allow; the two must tell
     * the same.
     */
    Set<Cell> onTopics(Collection<String> topics) throws Exception {
        Set<Cell> done = new TreeSet<>();
        try (Admin admin = Admin.create(client);
                KafkaConsumer<String, String> consumer = consumer(Map.of());
                KafkaProducer<String, String> producer = producer(false)) {
            for (String topic : topics) {
                if (reads(consumer, topic)) {
                    done.add(new Cell(principal, AclOperation.READ, topic));
                }
                if (isAllowed(() -> producer.send(new ProducerRecord<>(topic, 0, "tried by", principal)))) {
                    done.add(new Cell(principal, AclOperation.WRITE, topic));
                }
                if (creates(admin, topic)) {
                    done.add(new Cell(principal, AclOperation.CREATE, topic));
                }
                if (isAllowed(() -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(64)),
                        new CreatePartitionsOptions().validateOnly(true)).all())) {
                    done.add(new Cell(principal, AclOperation.ALTER, topic));
                }
                if (isAllowed(() -> admin.describeTopics(List.of(topic)).allTopicNames())) {
                    done.add(new Cell(principal, AclOperation.DESCRIBE, topic));
                }
                if (isAllowed(() -> admin.deleteTopics(List.of(topic)).all())) {
                    done.add(new Cell(principal, AclOperation.DELETE, topic));
                }
            }
        }
        return done;
    }

    /** What the broker says that the principal may do with topics, for the operations that are asked for. */
    Set<Cell> saidOfTopics(Collection<String> topics) throws Exception {
        Set<Cell> said = new TreeSet<>();
        try (Admin admin = Admin.create(client)) {
            for (var answer : admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues().entrySet()) {
                unlessDenied(answer.getValue()).ifPresent(topic -> topic.authorizedOperations()
                        .forEach(operation -> said.add(new Cell(principal, operation, answer.getKey()))));
            }
        }
        return said;
    }

    /** The same of consumer groups, which must be there. */
    Set<Cell> saidOfGroups(Collection<String> groups) throws Exception {
        Set<Cell> said = new TreeSet<>();
        try (Admin admin = Admin.create(client)) {
            for (var answer : admin.describeConsumerGroups(groups, new DescribeConsumerGroupsOptions()
                    .includeAuthorizedOperations(true)).describedGroups().entrySet()) {
                unlessDenied(answer.getValue()).ifPresent(group -> group.authorizedOperations()
                        .forEach(operation -> said.add(new Cell(principal, operation, answer.getKey()))));
            }
        }
        return said;
    }

    /** Whether a consumer of this group gets partitions of the topic. */
    boolean joins(String group, String topic) {
        try (KafkaConsumer<String, String> consumer = consumer(Map.of("group.id", group))) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + LIMIT.toNanos();
            while (consumer.assignment().isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(principal + " neither joined " + group + " nor was refused");
                }
                consumer.poll(POLL);
            }
            return true;
        } catch (AuthorizationException _) {
            return false;
        }
    }

    /** Whether the producer that the services use, which numbers what it sends, gets a record through. */
    boolean sendsIdempotently(String topic) throws Exception {
        try (KafkaProducer<String, String> producer = producer(true)) {
            return isAllowed(() -> producer.send(new ProducerRecord<>(topic, 0, "tried by", principal)));
        }
    }

    /** Whether what was asked for is done, instead of being denied; any other failure is one of the test. */
    static boolean isAllowed(Attempt attempt) throws Exception {
        try {
            attempt.make().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (KafkaException e) {
            // A producer that was refused before it sends says so at once.
            if (e instanceof AuthorizationException || e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e;
        }
    }

    private static <T> Optional<T> unlessDenied(Future<T> answer) throws Exception {
        return isAllowed(() -> answer) ? Optional.of(answer.get()) : Optional.empty();
    }

    private boolean creates(Admin admin, String topic) throws Exception {
        try {
            return isAllowed(() -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)),
                    new CreateTopicsOptions().validateOnly(true)).all());
        } catch (TopicExistsException _) {
            return true;
        }
    }

    private boolean reads(KafkaConsumer<String, String> consumer, String topic) {
        List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
        consumer.assign(partition);
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            consumer.seekToBeginning(partition);
            while (consumer.poll(POLL).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(principal + " neither read " + topic + " nor was refused");
                }
            }
            return true;
        } catch (AuthorizationException _) {
            return false;
        }
    }

    private KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        // Whoever turns to the next topic waits until the broker has answered about the one before, which has nothing new.
        settings.put("fetch.max.wait.ms", "20");
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private KafkaProducer<String, String> producer(boolean idempotent) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("enable.idempotence", idempotent);
        settings.put("max.block.ms", "10000");
        settings.put("delivery.timeout.ms", "15000");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Something that the broker may deny. */
    @FunctionalInterface
    interface Attempt {
        Future<?> make();
    }
}
