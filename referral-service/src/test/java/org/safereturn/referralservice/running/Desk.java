package org.safereturn.referralservice.running;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What officers of a running service do over HTTP, and what a test waits for. */
final class Desk {

    /** How long a test waits for what is under way; a machine that builds other things needs some of it. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    private Desk() {
    }

    static int status(RunningService service, Actor actor, String path) {
        return service.http().get().uri(path).headers(Tokens.as(actor)).exchange().expectBody().returnResult().getStatus()
                .value();
    }

    static JsonNode read(RunningService service, Actor actor, String path) {
        return JSON.readTree(Objects.requireNonNull(service.http().get().uri(path).headers(Tokens.as(actor)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody()));
    }

    static Actor intake(String country) {
        return Tokens.actor(Role.INTAKE_OFFICER, country);
    }

    /** Whose business the step is. */
    private static Actor actor(String country, String path) {
        if (path.endsWith("/return-decision") || path.endsWith("/proposal")) {
            return Tokens.actor(Role.CASE_MANAGER, country);
        }
        return path.endsWith("/handover") || path.endsWith("/handover-correction")
                ? Tokens.actor(Role.RECEPTION_OFFICER, country) : intake(country);
    }

    static String refused(RunningService service, String path, Object body) {
        return post(service, path, body, 422).path("rule").asString("");
    }

    static JsonNode post(RunningService service, String path, Object body, int status) {
        return post(service, actor(service.country(), path), path, body, status);
    }

    static JsonNode post(RunningService service, Actor actor, String path, Object body, int status) {
        EntityExchangeResult<byte[]> result = service.http().post().uri(path).headers(Tokens.as(actor))
                .header("Content-Type", "application/json").bodyValue(JSON.writeValueAsString(body)).exchange()
                .expectBody().returnResult();
        byte[] answer = result.getResponseBody();
        JsonNode node = answer == null ? JSON.createObjectNode() : JSON.readTree(answer);
        assertThat(result.getStatus().value()).as(node.toString()).isEqualTo(status);
        return node;
    }

    /** Sends it until it is answered so: what it rests on may still be under way between services. */
    static JsonNode awaitDone(RunningService service, String path, Object body, int status) {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> answer.set(post(service, path, body, status)));
        return answer.get();
    }

    /** The host refers a case whose file it has heard of. */
    static void refer(RunningService service, Sent sent) {
        PeerMinistry self = RunningService.ministry(service.country());
        self.send(self.topic("national", "case"), sent.ref(), sent.standing());
        awaitDone(service, "/referrals", referral(sent, sent.origin()), 201);
    }

    /** What a referral says beside the case file. */
    static Map<String, Object> referral(Sent sent, String origin) {
        Map<String, Object> body = new HashMap<>(Map.of("caseRef", sent.ref(), "originCountry", origin, "receivingUnit",
                sent.origin().equals("TH") ? "TH-DATIP" : "KH-DVP", "urgency", "ROUTINE",
                "questions", List.of("TRACING", "NATIONALITY_CHECK")));
        body.put("content", Map.of("safeContact", Map.of("familyMayBeContacted", true, "doNotVisit", false)));
        return body;
    }

    static JsonNode get(RunningService service, String path) {
        byte[] answer = service.http().get().uri(path)
                .headers(Tokens.as(Role.CASE_MANAGER, service.country())).exchange()
                .expectBody().returnResult().getResponseBody();
        return answer == null ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    static void awaitReferral(RunningService service, Sent sent, Predicate<JsonNode> until) {
        await(service, "/referrals/" + sent.ref(), until);
    }

    static void awaitReturn(RunningService service, Sent sent, Predicate<JsonNode> until) {
        await(service, "/repatriations/" + sent.ref(), until);
    }

    static JsonNode await(RunningService service, String path, Predicate<JsonNode> until) {
        AtomicReference<JsonNode> seen = new AtomicReference<>();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode node = get(service, path);
            assertThat(until.test(node)).as(node.toString()).isTrue();
            seen.set(node);
        });
        return seen.get();
    }

    static <T extends SpecificRecord> T awaitEvent(PeerMinistry reader, String topic, String key, Class<T> type) {
        return Awaitility.await().atMost(PATIENCE).until(() -> reader.readBodies(topic, key).stream()
                .filter(type::isInstance).map(type::cast).findFirst(), Optional::isPresent).orElseThrow();
    }
}
