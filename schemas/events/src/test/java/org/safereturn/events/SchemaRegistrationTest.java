package org.safereturn.events;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.consent.v1.ConsentWithdrawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaRegistrationTest {

    private record Asked(String method, String path, String body) {}

    private final List<Asked> asked = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final HttpServer server;
    private final SchemaRegistration registration;

    SchemaRegistrationTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registration = new SchemaRegistration(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/"),
                Duration.ofSeconds(5));
    }

    @BeforeEach
    void answer() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        registration.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).ifPresent(tokens::add);
        int status = statuses.isEmpty() ? 200 : statuses.pop();
        byte[] body = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void the_compatibility_level_is_set_before_any_schema_arrives() throws Exception {
        assertThat(registration.registerAll()).hasSameSizeAs(EventSchemas.load().all());

        assertThat(asked.get(0)).isEqualTo(new Asked("PUT", "/api/config", "{\"compatibility\":\"FULL_TRANSITIVE\"}"));
        assertThat(asked).hasSize(1 + 2 * EventSchemas.load().all().size());
    }

    @Test
    void every_subject_says_what_is_enforced() throws Exception {
        registration.registerAll();
        assertThat(asked).filteredOn(each -> each.path().startsWith("/api/config/")).hasSameSizeAs(
                EventSchemas.load().all().keySet()).allMatch(each -> each.body().contains("FULL_TRANSITIVE"));
    }

    @Test
    void whoever_brings_the_schemas_again_needs_no_administrator_and_shows_a_token() throws Exception {
        try (SchemaRegistration again = new SchemaRegistration(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5),
                Optional.of("made-up-token"))) {
            again.registerAgain();
        }
        assertThat(asked).hasSameSizeAs(EventSchemas.load().all().keySet())
                .allMatch(each -> each.path().startsWith("/subjects/"));
        assertThat(tokens).hasSize(asked.size()).allMatch("Bearer made-up-token"::equals);
    }

    @Test
    void the_registered_text_is_the_one_that_a_serializer_looks_up() throws Exception {
        Schema schema = ConsentWithdrawn.getClassSchema();
        assertThat(registration.register(schema.getFullName(), schema)).isEqualTo(7);

        JsonNode body = SchemaFiles.JSON.readTree(asked.get(0).body());
        assertThat(asked.get(0).path()).isEqualTo("/api/subjects/org.safereturn.consent.v1.ConsentWithdrawn/versions");
        assertThat(body.path("schema").asText()).isEqualTo(new ConsentWithdrawn().getSchema().toString());
    }

    @Test
    void a_registry_that_is_not_ready_is_asked_again() throws Exception {
        statuses.addAll(List.of(503, 500, 200));

        registration.requireCompatibility();

        assertThat(asked).hasSize(3);
    }

    @Test
    void a_refusal_is_final_and_tells_its_status() {
        statuses.add(409);

        assertThatThrownBy(() -> registration.register("org.safereturn.sample.v1.Sample",
                ConsentWithdrawn.getClassSchema()))
                .isInstanceOfSatisfying(SchemaRegistration.Refused.class, refused ->
                        assertThat(refused.status()).isEqualTo(409))
                .hasMessageContaining("org.safereturn.sample.v1.Sample");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_registry_that_never_answers_well_ends_the_patience() throws Exception {
        statuses.addAll(Collections.nCopies(100, 503));

        try (SchemaRegistration impatient = new SchemaRegistration(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofMillis(600))) {
            assertThatThrownBy(impatient::requireCompatibility)
                    .isInstanceOfSatisfying(SchemaRegistration.Refused.class, refused ->
                            assertThat(refused.status()).isZero())
                    .hasMessageContaining("status 503");
        }
    }
}
