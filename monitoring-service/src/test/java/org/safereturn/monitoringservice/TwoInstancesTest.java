package org.safereturn.monitoringservice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import com.mongodb.reactivestreams.client.MongoClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.OwnThreads;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import org.safereturn.monitoringservice.store.Rebuild;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances of the service, on one broker and one store. */
class TwoInstancesTest {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int JOURNEYS = 40;
    private static final List<ConfigurableApplicationContext> INSTANCES = new ArrayList<>();

    @BeforeAll
    static void start() {
        INSTANCES.add(instance("one"));
        INSTANCES.add(instance("other"));
    }

    @AfterAll
    static void close() {
        INSTANCES.forEach(ConfigurableApplicationContext::close);
        EXCHANGE.close();
    }

    private static ConfigurableApplicationContext instance(String name) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--safereturn.instance=" + name,
                "--safereturn.monitoring.refresh=100ms", "--safereturn.monitoring.rebuild-lease=2s",
                "--safereturn.monitoring.publish-every=50ms",
                "--spring.cloud.stream.kafka.binder.consumer-properties.[session.timeout.ms]=6000"));
        Stream.of(EXCHANGE.properties("JOINT", "monitoring-service"), Tokens.settings())
                .forEach(properties -> properties.forEach((key, value) -> arguments.add("--" + key + "=" + value)));
        return new SpringApplication(MonitoringApplication.class, OwnThreads.class).run(arguments.toArray(String[]::new));
    }

    @Test
    void both_show_the_same_figures_and_count_nobody_twice_also_when_the_one_that_rebuilds_is_gone_in_the_middle() {
        ConfigurableApplicationContext one = INSTANCES.getFirst();
        ConfigurableApplicationContext other = INSTANCES.getLast();
        List<JourneyFixtures.Sent> events = journeys();
        int half = events.size() / 2;
        send(events.subList(0, half));
        await().atMost(PATIENCE).until(() -> comparable(figures(one)).equals(comparable(figures(other))) && total(one) > 0);

        assertThat(rebuild(one)).isEqualTo(202);
        assertThat(rebuild(other)).as("one rebuild at a time, of both instances").isEqualTo(409);
        // As if the process were killed: nothing is given back.
        one.getBean(Rebuild.class).close();
        send(events.subList(half, events.size()));
        await().atMost(PATIENCE).until(() -> state(other).equals("DONE"));
        assertThat(attempts()).as("the other instance has taken it over").isEqualTo(2);
        await().atMost(PATIENCE).until(() -> total(one) == JOURNEYS && total(other) == JOURNEYS);
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(comparable(figures(one))).isEqualTo(comparable(figures(other))));

        one.close();
        String before = comparable(figures(other));
        send(List.of(events.getFirst(), events.getLast()));
        assertThat(rebuild(other)).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> state(other).equals("DONE"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(comparable(figures(other))).isEqualTo(before));
        assertThat(total(other)).isEqualTo(JOURNEYS);
    }

    private static int rebuild(ConfigurableApplicationContext instance) {
        return Client.at(address(instance), PATIENCE).post().uri("/rebuild").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                .returnResult(Void.class).getStatus().value();
    }

    private static String state(ConfigurableApplicationContext instance) {
        return json(instance, "/rebuild", Role.OPERATOR).path("state").asString("");
    }

    /** How often a rebuild was begun or taken over. */
    private static long attempts() {
        try (MongoClient client = EXCHANGE.storeClient()) {
            return Mono.from(client.getDatabase(EXCHANGE.database("JOINT", "monitoring-service"))
                    .getCollection("view_pointers").find()).blockOptional().orElseThrow().getLong("attempt");
        }
    }

    private static long total(ConfigurableApplicationContext instance) {
        return instance.getBean(LiveView.class).live().flatMap(instance.getBean(Views.class)::countJourneys)
                .blockOptional().orElseThrow();
    }

    private static String address(ConfigurableApplicationContext instance) {
        return "http://127.0.0.1:" + instance.getEnvironment().getProperty("local.server.port");
    }

    private static String comparable(JsonNode figures) {
        return figures.toString().replaceAll("\"(at|published|nextPublication)\":\"[^\"]*\"", "");
    }

    private static JsonNode figures(ConfigurableApplicationContext instance) {
        return json(instance, "/figures", Role.MINISTRY_SYSTEM);
    }

    private static JsonNode json(ConfigurableApplicationContext instance, String path, Role role) {
        byte[] body = Client.at(address(instance), PATIENCE).get().uri(path).headers(Tokens.as(role, "KH")).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    private static List<JourneyFixtures.Sent> journeys() {
        Random random = new Random(5);
        List<JourneyFixtures.Until> ends = List.of(JourneyFixtures.Until.values());
        List<JourneyFixtures.Sent> events = new ArrayList<>();
        for (int index = 0; index < JOURNEYS; index++) {
            UUID caseRef = UUID.randomUUID();
            events.addAll(JourneyFixtures.journey(caseRef, EXCHANGE.peer("KH").statRef(caseRef.toString()),
                    index % 2 == 0 ? new Direction("KH", "TH") : new Direction("TH", "KH"),
                    Instant.parse("2026-11-01T00:00:00Z"), Duration.ofMinutes(7), ends.get(index % ends.size()), random));
        }
        return events;
    }

    private static void send(List<JourneyFixtures.Sent> events) {
        JourneyFixtures.send(EXCHANGE, events);
    }
}
