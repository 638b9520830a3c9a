package org.safereturn.monitoringservice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.awaitility.Awaitility.await;

/** The service as it runs, behind a real broker, with a third country that exists only here. All its tests share it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningService {

    static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");
    static final SigningIn PROVIDER = new SigningIn();
    static final TopicCatalogue CATALOGUE = EXCHANGE.catalogue();
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Views views;

    @Autowired
    LiveView live;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        EXCHANGE.register(registry, "JOINT", "monitoring-service");
        Tokens.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("safereturn.monitoring.login.token", () -> PROVIDER.address() + "/token");
        registry.add("safereturn.monitoring.login.jwks", () -> PROVIDER.address() + "/jwks");
        registry.add("safereturn.monitoring.country-profiles",
                () -> "classpath:country/kh.yaml,classpath:country/th.yaml,classpath:country/zz.yaml");
        registry.add("safereturn.monitoring.refresh", () -> "100ms");
        registry.add("safereturn.monitoring.publish-every", () -> "50ms");
        registry.add("safereturn.monitoring.most-listeners", () -> "2");
        registry.add("safereturn.access.limits.sign-ins.count", () -> "2");
        registry.add("safereturn.access.limits.sign-ins.per", () -> "1s");
        registry.add("safereturn.access.limits.sign-ins.burst", () -> "20");
    }

    String page(String reference, String role, String ministry) {
        return new String(Objects.requireNonNull(browser(reference, role, ministry).get().uri("/")
                .accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody().returnResult()
                .getResponseBody()), StandardCharsets.UTF_8);
    }

    WebTestClient browser() {
        return browser("th-me-1", "ME_OFFICER", "TH");
    }

    WebTestClient browser(String reference, String role, String ministry) {
        return WebTestClient.bindToApplicationContext(context)
                .apply(SecurityMockServerConfigurers.springSecurity()).build()
                .mutateWith(SecurityMockServerConfigurers.mockOidcLogin().idToken(token -> token.subject(reference)
                        .claim("role", role).claim("unit", "SOME-UNIT").claim("ministry", ministry)));
    }

    WebTestClient client() {
        return Client.at("http://127.0.0.1:" + port, PATIENCE);
    }

    WebTestClient.ResponseSpec post(String path, Role role) {
        return client().post().uri(path).headers(Tokens.as(role, role == Role.OBSERVER ? "JOINT" : "KH")).exchange();
    }

    JsonNode figures() {
        return figures("TH");
    }

    JsonNode figures(String ministry) {
        byte[] body = client().get().uri("/figures").headers(Tokens.as(Role.MINISTRY_SYSTEM, ministry)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    /** Figures once nothing changes them any more. */
    JsonNode settled() {
        long[] changes = {-1};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            long before = changes[0];
            changes[0] = live.since(Optional.empty()).blockOptional().orElseThrow().number();
            return before == changes[0];
        });
        return figures();
    }

    int journeys() {
        return live.live().flatMap(views::countJourneys).blockOptional().orElseThrow().intValue();
    }

    void awaitJourneys(int count) {
        await().atMost(PATIENCE).until(() -> journeys() >= count);
    }

    void awaitRebuilt() {
        await().atMost(PATIENCE).until(() -> {
            byte[] body = client().get().uri("/rebuild").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                    .expectBody().returnResult().getResponseBody();
            return JSON.readTree(Objects.requireNonNull(body)).path("state").asString("").equals("DONE");
        });
    }

    static List<JourneyFixtures.Sent> journeys(int count, Random random) {
        List<JourneyFixtures.Until> ends = List.of(JourneyFixtures.Until.values());
        List<JourneyFixtures.Sent> events = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            UUID caseRef = UUID.randomUUID();
            events.addAll(JourneyFixtures.journey(caseRef, EXCHANGE.peer("KH").statRef(caseRef.toString()),
                    random.nextBoolean() ? new Direction("KH", "TH") : new Direction("TH", "KH"),
                    Instant.parse("2026-11-01T00:00:00Z"), Duration.ofMinutes(7),
                    ends.get(random.nextInt(ends.size())), random));
        }
        return events;
    }

    /** Sends each event as the ministry that would. */
    static void send(List<JourneyFixtures.Sent> events) {
        JourneyFixtures.send(EXCHANGE, events);
    }
}
