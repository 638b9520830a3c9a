package org.safereturn.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Opens the cases of people who do not exist, so that they can be referred. */
final class Cases {

    private static final String STANDINGS = "kh.national.case.v1";
    private static final String SENDING_UNIT = "KH-DVP";
    private static final String RECEIVING_UNIT = "TH-DATIP";
    private static final Pattern CASE_REF = Pattern.compile("\"caseRef\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final LocalDate DECIDED = LocalDate.of(2026, 1, 12);
    private static final String CASE = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY",
             "identification": {"body": "Team of the benchmark", "decidedOn": "%1$s", "outcome": "VICTIM"},
             "wishToReturn": "YES",
             "person": {"nameOwnScript": "บุคคล ทดสอบ", "nameRomanised": "Benchmark Testperson", "nicknames": [],
              "aliases": [], "sex": "FEMALE", "dateOfBirth": "1995-05-05", "languages": ["th"], "documents": [],
              "originAddress": {"province": "Sa Kaeo", "village": "Village of the benchmark"}},
             "careFlags": [],
             "consents": [%2$s]}
            """.formatted(DECIDED, List.of("TRACING", "FAMILY_CONTACT", "NATIONALITY_CHECK", "RETURN", "DATA_SHARING",
                    "MONITORING_AND_EVALUATION").stream()
            .map(purpose -> """
                    {"purpose": "%s", "decision": "GIVEN", "givenBy": "PERSON", "language": "th", "decidedOn": "%s"}"""
                    .formatted(purpose, DECIDED))
            .collect(Collectors.joining(", ")));

    private final Target target;
    private final Sender sender;

    Cases(Target target, Sender sender) {
        this.target = target;
        this.sender = sender;
    }

    /** Opens this many cases and returns their references once the referral service knows all of them. */
    List<String> open(int count) throws Exception {
        Semaphore room = new Semaphore(32);
        List<CompletableFuture<String>> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            room.acquire();
            opened.add(sender.post(target.senderCases(), "/cases", UUID.randomUUID().toString(), CASE)
                    .whenComplete((reply, error) -> room.release())
                    .thenApply(reply -> caseRef(reply.statusCode(), reply.body())));
        }
        List<String> caseRefs = new ArrayList<>();
        for (CompletableFuture<String> each : opened) {
            caseRefs.add(each.get());
        }
        awaitStandings();
        return caseRefs;
    }

    static String referral(String caseRef) {
        return """
                {"caseRef": "%s", "originCountry": "TH", "sendingUnit": "%s", "receivingUnit": "%s",
                 "urgency": "ROUTINE", "sex": "FEMALE", "ageGroup": "AGE_18_59", "exploitationType": "FORCED_LABOUR",
                 "careFlags": [], "questions": ["TRACING", "NATIONALITY_CHECK"],
                 "content": {"nameOwnScript": "บุคคล ทดสอบ", "nameRomanised": "Benchmark Testperson",
                  "sex": "FEMALE", "dateOfBirth": "1995-05-05", "dateOfBirthPrecision": "EXACT",
                  "nationalityClaimed": "TH", "languages": ["th"],
                  "originAddress": {"country": "TH", "province": "Sa Kaeo", "village": "Village of the benchmark"},
                  "relatives": [{"name": "Mother of the Testperson", "relation": "MOTHER", "lifeStatus": "ALIVE",
                   "caregiver": true}],
                  "safeContact": {"familyMayBeContacted": true, "doNotVisit": false}}}
                """.formatted(caseRef, SENDING_UNIT, RECEIVING_UNIT);
    }

    private static String caseRef(int status, String body) {
        Matcher found = CASE_REF.matcher(body);
        if (status != 201 || !found.find()) {
            throw new IllegalStateException("A case could not be opened: " + status + " " + body);
        }
        return found.group(1);
    }

    /** The standing of a case travels to the referral service as an event; this waits until none is on its way. */
    private void awaitStandings() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", target.brokers()))) {
            Set<TopicPartition> partitions = admin.describeTopics(List.of(STANDINGS)).allTopicNames().get().values()
                    .stream().flatMap(topic -> topic.partitions().stream())
                    .map(each -> new TopicPartition(STANDINGS, each.partition())).collect(Collectors.toSet());
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends = admin.listOffsets(partitions.stream()
                    .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()))).all().get();
            long limit = System.nanoTime() + 60_000_000_000L;
            while (true) {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets("kh.referral-service")
                        .partitionsToOffsetAndMetadata().get();
                if (ends.entrySet().stream().allMatch(end -> hasReached(read.get(end.getKey()), end.getValue()))) {
                    return;
                }
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("The referral service did not read the new cases in a minute.");
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static boolean hasReached(@Nullable OffsetAndMetadata read, ListOffsetsResult.ListOffsetsResultInfo end) {
        return end.offset() == 0 || (read != null && read.offset() >= end.offset());
    }
}
