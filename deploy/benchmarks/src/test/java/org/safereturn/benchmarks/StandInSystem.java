package org.safereturn.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.safereturn.messaging.testkit.LoopbackBroker;

/**
 * What the benchmark sees of two countries, in one process: a broker, a store, and the two requests it sends. A referral
 * arrives a fixed time after it was accepted, one of them leaves its first sending without an answer. Who comes sooner
 * after another one than it can bear is told to come again in a second.
 */
final class StandInSystem {

    static final Duration WAY = Duration.ofMillis(30);
    static final int DOCUMENT_BYTES = 500;
    static final int RECORD_BYTES = 300;

    private static final Pattern CASE_REF = Pattern.compile("\"caseRef\": \"([0-9a-f-]{36})\"");
    private static final int UNANSWERED = 7;
    private static final long SOONEST_NANOS = 5_000_000;

    private final LoopbackBroker broker = new LoopbackBroker(Map.of());
    private final MongoServer store = new MongoServer(new MemoryBackend());
    private final HttpServer http;
    private final Target target;
    private final MongoClient documents;
    private final KafkaProducer<String, String> producer;
    private final Thread referralService;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private long lastTaken = System.nanoTime();
    private volatile boolean open = true;

    StandInSystem() throws IOException {
        String address = "mongodb://127.0.0.1:" + store.bind().getPort();
        documents = MongoClients.create(address);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI services = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        target = new Target(Map.of("bootstrap.servers", broker.address()), address, address, services,
                services, services, "AA", "BB", "system", Path.of("none"), Path.of("none"));
        try (Admin admin = Admin.create(target.kafka(Map.of()))) {
            admin.createTopics(List.of(target.submissions(), target.receipts(), target.standings()).stream()
                    .map(each -> new NewTopic(each, 2, (short) 1)).toList()).all().toCompletionStage()
                    .toCompletableFuture().join();
        }
        producer = new KafkaProducer<>(target.kafka(Map.of("key.serializer", StringSerializer.class,
                "value.serializer", StringSerializer.class)));
        http.createContext("/cases", this::openCase);
        http.createContext("/referrals", this::refer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        referralService = Thread.ofPlatform().start(this::readStandings);
    }

    Target target() {
        return target;
    }

    /** The collections that the floor left behind. */
    List<String> leftovers() {
        return documents.getDatabase("bench_floor").listCollectionNames().into(new ArrayList<>());
    }

    private void openCase(HttpExchange exchange) throws IOException {
        String caseRef = UUID.randomUUID().toString();
        exchange.getRequestBody().readAllBytes();
        publish(target.standings(), caseRef, "CaseStandingChanged");
        answer(exchange, 201, "{\"caseRef\": \"" + caseRef + "\"}");
    }

    private void refer(HttpExchange exchange) throws IOException {
        Matcher found = CASE_REF.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!found.find() || !known.contains(found.group(1))
                || !"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 404, "{}");
            return;
        }
        if (isTooSoon()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            answer(exchange, 503, "{}");
            return;
        }
        String caseRef = found.group(1);
        if (keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
            store(target.senderDatabase(), caseRef);
            publish(target.submissions(), caseRef, "ReferralSubmitted");
            CompletableFuture.delayedExecutor(WAY.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> arrive(caseRef));
        }
        if (requests.incrementAndGet() == UNANSWERED) {
            exchange.close();
        } else {
            answer(exchange, 201, "{}");
        }
    }

    private synchronized boolean isTooSoon() {
        long now = System.nanoTime();
        if (now - lastTaken < SOONEST_NANOS) {
            return true;
        }
        lastTaken = now;
        return false;
    }

    private void arrive(String caseRef) {
        store(target.receiverDatabase(), caseRef);
        publish(target.receipts(), caseRef, "DeliveryReceipt");
    }

    private void store(String database, String caseRef) {
        documents.getDatabase(database).getCollection("referrals")
                .insertOne(new Document("_id", caseRef).append("state", "x".repeat(DOCUMENT_BYTES)));
    }

    private void publish(String topic, String key, String type) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, "x".repeat(RECORD_BYTES));
        record.headers().add("ce_type", ("org.example." + type).getBytes(StandardCharsets.UTF_8));
        var _ = producer.send(record);
    }

    private void readStandings() {
        try (var consumer = new KafkaConsumer<String, String>(target.kafka(Map.of("group.id", target.senderGroup(),
                "auto.offset.reset", "earliest", "enable.auto.commit", false, "key.deserializer",
                StringDeserializer.class, "value.deserializer", StringDeserializer.class)))) {
            consumer.subscribe(List.of(target.standings()));
            while (open) {
                consumer.poll(Duration.ofMillis(50)).forEach(each -> known.add(each.key()));
                consumer.commitSync();
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws InterruptedException {
        open = false;
        referralService.join();
        http.stop(0);
        producer.close(Duration.ofSeconds(2));
        documents.close();
        store.shutdownNow();
        broker.close();
    }
}
