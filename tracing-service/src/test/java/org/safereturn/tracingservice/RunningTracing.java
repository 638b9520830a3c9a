package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referral.v1.ReferralContent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** The whole service between HTTP and a real broker, and the other ministry that the test plays; run once for every country. */
@ExtendWith(NoPersonalDataOutside.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningTracing {

    static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");
    /** Where pages lead to the case service; nothing is there. */
    static final String HOME = "http://127.0.0.1:9";
    static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Of a result that no recorded action shows. */
    static final Map<String, Object> APPROVAL = Map.of("decision", "APPROVED", "gapAnswers", List.of(
            Map.of("gap", "SOURCE_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER"),
            Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "DONE_BY_ANOTHER_AUTHORITY")));

    @Autowired
    Environment environment;

    @Autowired
    CaseKeys keys;

    @Autowired
    TemporaryReading temporary;

    final String caseRef = UUID.randomUUID().toString();

    /** The country under test. */
    abstract String own();

    /** The other side. */
    abstract String other();

    /**
     * Settings as a process gets them: the import of the country profile and the topics to read are decided before a
     * test's dynamic properties would be there.
     */
    static void use(String country) {
        DynamicPropertyRegistry settings = (name, value) -> System.setProperty(name, String.valueOf(value.get()));
        EXCHANGE.register(settings, country, "tracing-service");
        settings.add("safereturn.profile-file",
                () -> "classpath:country/" + country.toLowerCase(Locale.ROOT) + ".yaml");
        Tokens.settings().forEach(System::setProperty);
        SignInProvider.started().settings().forEach(System::setProperty);
        settings.add("safereturn.pages.services.case-service", () -> HOME);
    }

    @BeforeEach
    void theServiceReads() {
        EXCHANGE.awaitReader(own(), "tracing-service");
    }

    int status(Actor actor) {
        return client().get().uri("/tracings/" + caseRef).headers(Tokens.as(actor)).exchange().expectBody().returnResult()
                .getStatus().value();
    }

    String officer() {
        return Tokens.actor(Role.TRACING_OFFICER, own()).reference();
    }

    CaseKey referredHere(CareFlag... careFlags) {
        return referredHere(ExchangeFixtures.person(own()), careFlags);
    }

    CaseKey referredHere(ReferralContent person, CareFlag... careFlags) {
        PeerMinistry host = EXCHANGE.peer(other());
        PeerMinistry here = EXCHANGE.peer(own());
        CaseKey key = host.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, host.country(), key.id(),
                host.caseKeyIssued(caseRef, key, own()).getWrappedKey())))
                .block(PATIENCE);
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(
                host.seal(key, caseRef, ExchangeFixtures.flagged(person, careFlags))), own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        return key;
    }

    ExchangeFixtures fromOther() {
        return new ExchangeFixtures(caseRef, other(), own());
    }

    ExchangeFixtures fromHere() {
        return new ExchangeFixtures(caseRef, own(), other());
    }

    static Map<String, Object> result(String family, String... careAnswer) {
        return Map.of("nationalityOutcome", "CONFIRMED", "nationalityBasis", List.of("CIVIL_REGISTRY"),
                "familyOutcome", family, "careAnswers", careAnswer.length == 0 ? List.of()
                        : List.of(Map.of("careFlag", careAnswer[0], "capacity", careAnswer[1])),
                "content", Map.of("relatives", List.of(Map.of("name", "Malee Samplename", "relation", "AUNT",
                        "caregiver", true, "contactAllowed", true))));
    }

    /** What this service has published about the case, once there is as much as that. */
    List<SpecificRecord> sent(int count) {
        String topic = EXCHANGE.catalogue().topic(own(), "exchange", "tracing");
        return await().atMost(PATIENCE).until(() -> EXCHANGE.peer(other()).readBodies(topic, caseRef),
                bodies -> bodies.size() == count);
    }

    JsonNode sees(Predicate<JsonNode> expected) {
        return await().atMost(PATIENCE).until(() -> {
            byte[] body = client().get().uri("/tracings/" + caseRef).headers(Tokens.as(Role.TRACING_OFFICER, own()))
                    .header("Accept-Language", "th").exchange().expectBody().returnResult().getResponseBody();
            return JsonMapper.shared().readTree(body == null ? new byte[0] : body);
        }, node -> node.has("caseRef") && expected.test(node));
    }

    JsonNode get(String uri) {
        return get(Tokens.actor(Role.TRACING_OFFICER, own()), uri);
    }

    JsonNode get(Actor actor, String uri) {
        byte[] body = client().get().uri(uri).headers(Tokens.as(actor)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JsonMapper.shared().readTree(body == null ? new byte[0] : body);
    }

    WebTestClient.ResponseSpec post(Role role, String action, Map<String, ?> body) {
        return post(role, action, body, UUID.randomUUID().toString());
    }

    WebTestClient.ResponseSpec post(Actor actor, String action, Map<String, ?> body) {
        return post(actor, action, body, UUID.randomUUID().toString());
    }

    WebTestClient.ResponseSpec post(Role role, String action, Map<String, ?> body, String idempotencyKey) {
        return post(Tokens.actor(role, own()), action, body, idempotencyKey);
    }

    WebTestClient.ResponseSpec post(Actor actor, String action, Map<String, ?> body, String idempotencyKey) {
        return client().post().uri("/tracings/" + caseRef + "/" + action).headers(Tokens.as(actor))
                .header("Idempotency-Key", idempotencyKey).bodyValue(body).exchange();
    }

    static void problem(WebTestClient.ResponseSpec response, int status, String rule) {
        response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.rule").isEqualTo(rule)
                .jsonPath("$.type").isEqualTo("urn:safereturn:problem:" + rule);
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    WebTestClient client() {
        return Client.at("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), PATIENCE);
    }
}
