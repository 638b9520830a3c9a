package org.safereturn.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens the cases of people who do not exist, so that they can be referred. Their names differ as those of people do: a
 * ministry keeps by which names a case is found, and thousands of one name are no ministry.
 */
final class Cases {

    private static final Pattern CASE_REF = Pattern.compile("\"caseRef\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final String CASE = resource("case.json");
    private static final String REFERRAL = resource("referral.json");
    private static final int AT_ONCE = 32;

    private final Target target;
    private final Sender sender;
    private int persons;

    Cases(Target target, Sender sender) {
        this.target = target;
        this.sender = sender;
    }

    /** Opens this many cases and returns their references once the referral service knows all of them. */
    List<String> open(int count) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(target.kafka())) {
            long before = total(ends(admin));
            Semaphore room = new Semaphore(AT_ONCE);
            List<CompletableFuture<String>> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                room.acquire();
                opened.add(sender.post(target.senderCases(), "/cases", opening(MadeUpPersons.of(persons++)))
                        .whenComplete((_, _) -> room.release())
                        .thenApply(answer -> caseRef(answer.reply())));
            }
            List<String> caseRefs = new ArrayList<>();
            for (CompletableFuture<String> each : opened) {
                caseRefs.add(each.get());
            }
            awaitStandings(admin, before + count);
            return caseRefs;
        }
    }

    /** The request that opens the case of somebody with this name. */
    private static String opening(MadeUpPersons.MadeUp named) {
        ObjectNode opening = (ObjectNode) JsonMapper.shared().readTree(CASE);
        ObjectNode person = (ObjectNode) opening.path("person");
        person.put("nameOwnScript", named.ownScript().isEmpty() ? null : named.ownScript());
        person.put("nameRomanised", named.romanised());
        return opening.toString();
    }

    /** The request that refers this case. */
    static String referral(String caseRef) {
        return REFERRAL.replace("CASE-REF", caseRef);
    }

    /**
     * What a message of another system carries for the same referral: the request and the case that it is about, which the
     * services read from their store and send with it. {@code CASE-REF} stands for the reference.
     */
    static String content() {
        return "{\"referral\": " + REFERRAL + ", \"case\": " + CASE + "}";
    }

    private static String caseRef(HttpResponse<String> reply) {
        Matcher found = CASE_REF.matcher(reply.body());
        if (reply.statusCode() != 201 || !found.find()) {
            throw new IllegalStateException("A case could not be opened: " + reply.statusCode() + " " + reply.body());
        }
        return found.group(1);
    }

    /**
     * The standing of a case travels to the referral service as an event, at least one for each case; this waits until
     * all are in the topic and the service has handled every one.
     */
    private void awaitStandings(Admin admin, long expected) throws InterruptedException, ExecutionException {
        long limit = System.nanoTime() + 60_000_000_000L;
        while (true) {
            Map<TopicPartition, Long> ends = ends(admin);
            if (total(ends) >= expected && total(handled(admin, ends)) >= total(ends)) {
                return;
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The referral service did not learn of the new cases in a minute.");
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private Map<TopicPartition, Long> ends(Admin admin) throws InterruptedException, ExecutionException {
        String topic = target.standings();
        return admin.listOffsets(admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(each -> each.partitions().stream())
                .collect(Collectors.toMap(each -> new TopicPartition(topic, each.partition()),
                        _ -> OffsetSpec.latest()))).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private Map<TopicPartition, Long> handled(Admin admin, Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(target.senderGroup())
                .partitionsToOffsetAndMetadata().get();
        return committed.entrySet().stream().filter(each -> ends.containsKey(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static long total(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String resource(String name) {
        try (InputStream stream = Cases.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
