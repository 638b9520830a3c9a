package org.safereturn.access.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.Running;
import org.safereturn.access.testing.TokenAttacks;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class TokenChecksTest extends Running {

    private static final Actor OFFICER = Tokens.actor(Role.TRACING_OFFICER, "KH");

    @Autowired
    private ApplicationContext context;

    @Test
    void health_is_open_and_says_only_up_or_down() {
        client().get().uri("/actuator/health/liveness").exchange()
                .expectStatus().isOk()
                .expectBody().json("{\"status\":\"UP\"}");
    }

    @Test
    void health_has_its_status_for_everybody_and_its_details_for_operators_of_the_ministry() {
        assertThat(health(null)).containsOnlyKeys("status");
        assertThat(health(Tokens.of(Role.SUPERVISOR, "KH"))).containsOnlyKeys("status");
        assertThat(health(Tokens.of(Role.OPERATOR, "KH"))).containsKey("components");
        client().get().uri("/actuator/health").headers(Tokens.as(Role.OPERATOR, "TH")).exchange()
                .expectStatus().isForbidden()
                .expectBody().jsonPath("$.rule").isEqualTo("foreign-ministry");
        client().get().uri("/actuator/health/diskSpace").exchange().expectStatus().isNotFound();
    }

    private Map<String, Object> health(@Nullable String token) {
        Map<String, Object> body = client().get().uri("/actuator/health")
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                }).exchange().expectStatus().isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {}).returnResult().getResponseBody();
        Map<String, Object> shown = new HashMap<>(Objects.requireNonNull(body));
        shown.remove("groups");
        return shown;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/actor", "/samples/1", "/openapi", "/actuator", "/actuator/env", "/nowhere",
        "/actuator/healthy", "/favicon.ico"})
    void everything_else_needs_a_token(String path) {
        client().get().uri(path).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().contentType("application/problem+json")
                .expectHeader().valueEquals("WWW-Authenticate", "Bearer")
                .expectBody().jsonPath("$.type").isEqualTo("urn:safereturn:problem:sign-in-required");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_good_token_gives_the_controller_its_actor(Role role) {
        client().get().uri("/actor").headers(Tokens.as(role, "KH")).exchange()
                .expectStatus().isOk()
                .expectBody(Actor.class).isEqualTo(Tokens.actor(role, "KH"));
    }

    static List<TokenAttacks.Attack> bad_tokens() {
        return TokenAttacks.on(OFFICER);
    }

    @ParameterizedTest
    @MethodSource("bad_tokens")
    void a_bad_token_is_refused_without_saying_why(TokenAttacks.Attack attack) {
        client().get().uri("/actor").headers(headers -> headers.setBearerAuth(attack.token())).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueEquals("WWW-Authenticate", "Bearer")
                .expectBody().jsonPath("$.rule").isEqualTo("sign-in-required")
                .jsonPath("$.parameters").isEmpty();
    }

    @Test
    void a_token_in_the_address_is_not_looked_at() {
        client().get().uri("/actor?access_token=" + Tokens.of(OFFICER)).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void a_browser_of_another_site_gets_no_leave() {
        client().options().uri("/actor").header("Origin", "https://elsewhere.invalid")
                .header("Access-Control-Request-Method", "GET").exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().doesNotExist("Access-Control-Allow-Origin");
    }

    @Test
    void only_tls_promises_tls() {
        get("/actor").header("X-Forwarded-Proto", "https").exchange()
                .expectHeader().doesNotExist("Strict-Transport-Security");
        WebTestClient.bindToApplicationContext(context).build().get().uri("https://service.invalid/actor").exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueMatches("Strict-Transport-Security", "max-age=31536000.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TH", "ZZ", Actor.JOINT})
    void a_token_of_another_ministry_is_forbidden(String ministry) {
        client().get().uri("/actor").headers(Tokens.as(Role.SUPERVISOR, ministry)).exchange()
                .expectStatus().isForbidden()
                .expectBody().jsonPath("$.rule").isEqualTo("foreign-ministry");
    }

    @Test
    void what_a_controller_denies_is_a_problem_too() {
        get("/denied").exchange()
                .expectStatus().isForbidden()
                .expectBody().jsonPath("$.rule").isEqualTo("not-permitted");
    }

    @Test
    void answers_carry_the_security_headers_and_are_not_cached() {
        get("/actor").exchange()
                .expectHeader().valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader().valueEquals("X-Frame-Options", "DENY")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader().valueMatches("Cache-Control", ".*no-store.*")
                .expectHeader().valueMatches("Content-Security-Policy", "default-src 'none';.*")
                .expectHeader().doesNotExist("Set-Cookie");
        client().get().uri("/actor").exchange()
                .expectHeader().valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader().valueMatches("Cache-Control", ".*no-store.*");
    }

    @Test
    void an_actor_of_a_token_that_lacks_something_does_not_exist() {
        assertThat(Actor.fromClaims(Map.of("sub", "x", "role", "OPERATOR", "unit", "u"))).isEmpty();
    }
}
