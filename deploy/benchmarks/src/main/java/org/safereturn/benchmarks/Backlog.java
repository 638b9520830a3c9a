package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.safereturn.local.Endpoint;
import org.safereturn.local.LocalSystem;
import org.safereturn.local.Settings;
import org.safereturn.local.client.SystemLogin;

/** A receiver that was down while the other country went on, and what happens once it is back. */
final class Backlog implements AutoCloseable {

    private static final String RECEIVER = "th-referral";
    private static final int AT_ONCE = 32;
    private static final int WITHDRAWN = 3;
    private static final int A_SECOND = 5;
    private static final int FRESH_MOST = 1500;
    private static final double NANOS = 1e6;
    private static final double SECOND = 1e9;
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final long LIMIT_NANOS = 900L * 1_000_000_000L;
    private static final String WITHDRAWAL = "{\"reason\": \"VICTIM_WITHDREW\"}";

    private final LocalSystem system;
    private final Settings settings;
    private final Target target;
    private final Sender sender;
    private final Cases cases;
    private final Admin admin;

    Backlog(LocalSystem system) {
        this.system = system;
        settings = system.settings();
        target = Target.of(settings);
        sender = new Sender(() -> SystemLogin.token(target.identity(), target.client(), SystemLogin.key(target.key())));
        cases = new Cases(target, sender);
        admin = Admin.create(target.kafka());
    }

    /**
     * Lets this many events wait for the receiver and then brings it back.
     *
     * <p>Each case sends its key and its referral; every third one is withdrawn after that, which must not overtake the
     * referral.
     */
    BacklogReport run(int events) throws InterruptedException, ExecutionException {
        sender.signIn();
        List<String> fresh = new ArrayList<>(cases.open(FRESH_MOST));
        int referred = Math.max(1, events * WITHDRAWN / (2 * WITHDRAWN + 1));
        system.kill(RECEIVER);
        long began = System.nanoTime();
        List<String> caseRefs = new ArrayList<>();
        while (caseRefs.size() < referred) {
            sender.signIn();
            List<String> some = cases.open(Math.min(2000, referred - caseRefs.size()));
            all(some.stream().map(caseRef -> new Request("/referrals", Cases.referral(caseRef), 201)).toList());
            caseRefs.addAll(some);
        }
        sender.signIn();
        List<String> withdrawn = new ArrayList<>();
        for (int i = 0; i < caseRefs.size(); i += WITHDRAWN) {
            withdrawn.add(caseRefs.get(i));
        }
        all(withdrawn.stream().map(caseRef -> new Request("/referrals/" + caseRef + "/withdrawal", WITHDRAWAL, 200)).toList());
        Map<TopicPartition, Long> waiting = settledEnds();
        double made = (System.nanoTime() - began) / SECOND;
        int waits = 2 * caseRefs.size() + withdrawn.size();
        System.out.printf("%d events wait, made in %.0f s.%n", waits, made);

        ConcurrentLinkedQueue<Double> answers = new ConcurrentLinkedQueue<>();
        long back = System.nanoTime();
        Thread restart = Thread.ofVirtual().start(this::startAgain);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        int next = 0;
        while (!isDrained(waiting)) {
            if (System.nanoTime() - back > LIMIT_NANOS) {
                throw new IllegalStateException("The receiver did not catch up in " + LIMIT_NANOS / 1_000_000_000L + " s.");
            }
            while (next < fresh.size() && System.nanoTime() - back >= next * 1_000_000_000L / A_SECOND) {
                long due = back + next * 1_000_000_000L / A_SECOND;
                sent.add(post(new Request("/referrals", Cases.referral(fresh.get(next)), 201))
                        .thenRun(() -> answers.add((System.nanoTime() - due) / NANOS)));
                next++;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        double drained = (System.nanoTime() - back) / SECOND;
        restart.join();
        for (CompletableFuture<Void> each : sent) {
            each.get();
        }
        return new BacklogReport(waits, made, drained, answers.stream().mapToDouble(Double::doubleValue).toArray(),
                wrong(caseRefs, withdrawn));
    }

    private void startAgain() {
        try {
            system.startAgain(RECEIVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Request(String path, String body, int expected) {
    }

    private void all(List<Request> requests) throws InterruptedException, ExecutionException {
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (Request each : requests) {
            room.acquire();
            sent.add(post(each).whenComplete((_, _) -> room.release()));
        }
        for (CompletableFuture<Void> each : sent) {
            each.get();
        }
    }

    private CompletableFuture<Void> post(Request request) {
        return sender.post(target.senderReferrals(), request.path(), request.body()).thenAccept(answer -> {
            if (answer.reply().statusCode() != request.expected()) {
                throw new IllegalStateException(request.path() + " was answered " + answer.reply().statusCode() + " "
                        + answer.reply().body());
            }
        });
    }

    /** The ends of the topic once the sender's outbox has nothing more for it. */
    private Map<TopicPartition, Long> settledEnds() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> before = Map.of();
        Map<TopicPartition, Long> now = ends();
        while (!now.equals(before)) {
            Thread.sleep(2000);
            before = now;
            now = ends();
        }
        return now;
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        String topic = target.submissions();
        return admin.listOffsets(admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(each -> each.partitions().stream())
                .collect(Collectors.toMap(each -> new TopicPartition(topic, each.partition()), _ -> OffsetSpec.latest())))
                .all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private boolean isDrained(Map<TopicPartition, Long> waiting) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(
                Target.lower(target.receiver()) + ".referral-service").partitionsToOffsetAndMetadata().get();
        return waiting.entrySet().stream().allMatch(each -> read.containsKey(each.getKey())
                && read.get(each.getKey()).offset() >= each.getValue());
    }

    /** What is not as its sender sent it, in words: a case that is missing, or that is not in its last state, or that waits. */
    private List<String> wrong(List<String> caseRefs, List<String> withdrawn) {
        Map<String, String> expected = new HashMap<>();
        caseRefs.forEach(caseRef -> expected.put(caseRef, "REFERRED"));
        withdrawn.forEach(caseRef -> expected.put(caseRef, "WITHDRAWN"));
        List<String> wrong = new ArrayList<>();
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + settings.port(Endpoint.STORE_TH))) {
            MongoCollection<Document> referrals = client.getDatabase(target.receiverDatabase()).getCollection("referrals");
            for (int from = 0; from < caseRefs.size(); from += 500) {
                List<String> some = caseRefs.subList(from, Math.min(caseRefs.size(), from + 500));
                Map<String, Document> found = new HashMap<>();
                referrals.find(Filters.in("_id", some)).forEach(each -> found.put(each.getString("_id"), each));
                some.forEach(caseRef -> BacklogReport.fault(found.get(caseRef), expected.get(caseRef)).ifPresent(wrong::add));
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        admin.close();
        sender.close();
    }
}
