package org.safereturn.access;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.testing.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class TokenChecksTest extends Running {

    private static final Actor OFFICER = Tokens.actor(Role.TRACING_OFFICER, "KH");
    private static final RSAKey STRANGER = Tokens.key("test-1");

    @Test
    void health_is_open_and_says_only_up_or_down() {
        client().get().uri("/actuator/health/liveness").exchange()
                .expectStatus().isOk()
                .expectBody().json("{\"status\":\"UP\"}");
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

    static Stream<Named<String>> bad_tokens() throws JOSEException {
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(5)));
        Date future = Date.from(Instant.now().plus(Duration.ofMinutes(5)));
        String good = Tokens.of(OFFICER);
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                Named.of("not a token", "abc"),
                Named.of("alg none", new PlainJWT(Tokens.claims(OFFICER).build()).serialize()),
                Named.of("alg none, signature kept", base64("{\"alg\":\"none\",\"kid\":\"test-1\"}") + "." + parts[1]
                        + "." + parts[2]),
                Named.of("no signature", parts[0] + "." + parts[1] + "."),
                Named.of("claims changed", parts[0] + "." + base64(Tokens.claims(
                        Tokens.actor(Role.ADMINISTRATOR, "KH")).build().toString()) + "." + parts[2]),
                Named.of("a stranger's key under a known id", Tokens.sign(STRANGER, Tokens.claims(OFFICER).build())),
                Named.of("unknown key id", Tokens.sign(Tokens.key("other"), Tokens.claims(OFFICER).build())),
                Named.of("no key id", signed(new JWSHeader(JWSAlgorithm.RS256))),
                Named.of("another RSA algorithm", signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("test-1").build())),
                Named.of("public key as HMAC secret", confused()),
                Named.of("key in the header", signed(new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("stranger").jwk(STRANGER.toPublicJWK()).build(), STRANGER)),
                Named.of("address of the key in the header", signed(new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("stranger").jwkURL(URI.create(Tokens.publish(STRANGER))).build(), STRANGER)),
                Named.of("unknown critical header", signed(new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("test-1").criticalParams(Set.of("x")).customParam("x", "y").build())),
                spoilt("expired", Map.of("exp", past)),
                spoilt("not yet valid", Map.of("nbf", future)),
                Named.of("no expiry", Tokens.sign(
                        Tokens.KEY, Tokens.claims(OFFICER).expirationTime(null).build())),
                spoilt("another issuer", Map.of("iss", "http://identity.invalid/")),
                spoilt("another audience", Map.of("aud", "monitoring-page")),
                Named.of("no audience", Tokens.sign(
                        Tokens.KEY, Tokens.claims(OFFICER).audience((String) null).build())),
                spoilt("unknown role", Map.of("role", "KING")),
                spoilt("several roles", Map.of("role", List.of("SUPERVISOR"))),
                spoilt("no unit", Map.of("unit", "")),
                spoilt("odd ministry", Map.of("ministry", "kh")),
                spoilt("markup as subject", Map.of("sub", "<b>1</b>")));
    }

    @ParameterizedTest
    @MethodSource("bad_tokens")
    void a_bad_token_is_refused_without_saying_why(String token) {
        client().get().uri("/actor").headers(headers -> headers.setBearerAuth(token)).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueEquals("WWW-Authenticate", "Bearer")
                .expectBody().jsonPath("$.rule").isEqualTo("sign-in-required")
                .jsonPath("$.parameters").isEmpty();
    }

    @Test
    void a_token_in_the_address_is_not_looked_at() {
        client().get().uri("/actor?access_token=" + Tokens.of(OFFICER)).exchange().expectStatus().isUnauthorized();
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

    private static Named<String> spoilt(String name, Map<String, Object> claims) {
        JWTClaimsSet.Builder builder = Tokens.claims(OFFICER);
        claims.forEach(builder::claim);
        return Named.of(name, Tokens.sign(Tokens.KEY, builder.build()));
    }

    private static String signed(JWSHeader header) throws JOSEException {
        return signed(header, Tokens.KEY);
    }

    private static String signed(JWSHeader header, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header, Tokens.claims(OFFICER).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String confused() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test-1").build(), Tokens.claims(OFFICER).build());
        token.sign(new MACSigner(Tokens.KEY.toRSAPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
