package org.safereturn.access.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.Running;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.outcome.Cause;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

class RepliesTest extends Running {

    @Test
    void a_stored_change_is_answered_with_its_version_as_tag() {
        post("/outcomes/stored", "").exchange()
                .expectStatus().isCreated()
                .expectHeader().valueEquals("ETag", "\"7\"")
                .expectHeader().doesNotExist(Replies.REPLAYED);
    }

    @Test
    void a_repeated_request_gets_the_same_answer_marked() {
        post("/outcomes/repeated", "").exchange()
                .expectStatus().isCreated()
                .expectHeader().valueEquals("ETag", "\"7\"")
                .expectHeader().valueEquals(Replies.REPLAYED, "true");
    }

    @ParameterizedTest
    @CsvSource({"conflict,409", "refused,422"})
    void a_refused_change_is_a_problem(String which, int status) {
        post("/outcomes/" + which, "").exchange()
                .expectStatus().isEqualTo(status)
                .expectBody().jsonPath("$.rule").isEqualTo("idempotency-key-reused");
    }

    @Test
    void a_rule_without_a_text_is_still_told_by_its_id() {
        get("/samples/1").exchange()
                .expectStatus().isNotFound()
                .expectBody().jsonPath("$.type").isEqualTo("urn:safereturn:problem:sample-unknown")
                .jsonPath("$.title").isEqualTo("sample-unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "km|km", "km-KH|km", "th-TH,en;q=0.5|th", "en|en", "fr|en", "fr,th;q=0.2|th", "en;q=0.1,km;q=0.9|km",
        "km;q=0,en|en", "*|en", "th;q=abc|en", ";;;|en"})
    void a_problem_speaks_the_callers_language(String wanted, String language) {
        client().get().uri("/nowhere").header("Accept-Language", wanted).exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().valueEquals("Content-Language", language)
                .expectHeader().valueMatches("Vary", ".*Accept-Language.*")
                .expectBody().jsonPath("$.title").isEqualTo(switch (language) {
                    case "km" -> "ត្រូវចូលប្រើប្រព័ន្ធជាមុន";
                    case "th" -> "ต้องลงชื่อเข้าใช้ก่อน";
                    default -> "Sign in is needed";
                });
    }

    @Test
    void the_fingerprint_is_the_same_for_the_same_request_only() {
        String first = cause("/causes?x=1", "{\"a\":1}").fingerprint();
        assertThat(cause("/causes?x=1", "{\"a\":1}").fingerprint()).isEqualTo(first).hasSize(64);
        Set<String> others = new HashSet<>(List.of(
                cause("/causes?x=1", "{\"a\":2}").fingerprint(),
                cause("/causes?x=2", "{\"a\":1}").fingerprint(),
                cause("/causes", "{\"a\":1}").fingerprint(),
                cause("/causes?x=1", "").fingerprint()));
        assertThat(others).hasSize(4).doesNotContain(first);
    }

    @Test
    void the_cause_names_the_actor_and_the_key() {
        Cause.Request cause = cause(post("/causes", "{}").header("Idempotency-Key", "k-1"));
        assertThat(cause.actor()).isEqualTo(Tokens.actor(Role.INTAKE_OFFICER, "KH").reference());
        assertThat(cause.idempotencyKey()).isEqualTo(Optional.of("k-1"));
        assertThat(cause("/causes", "").idempotencyKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "é", "x\ty"})
    void a_malformed_idempotency_key_is_refused(String key) {
        post("/causes", "{}").header("Idempotency-Key", key).exchange()
                .expectStatus().isBadRequest();
    }

    @Test
    void an_idempotency_key_too_long_or_given_twice_is_refused() {
        post("/causes", "{}").header("Idempotency-Key", "x".repeat(128)).exchange().expectStatus().isOk();
        post("/causes", "{}").header("Idempotency-Key", "x".repeat(129)).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("idempotency-key-malformed");
        post("/causes", "{}").header("Idempotency-Key", "a", "b").exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("idempotency-key-malformed");
    }

    @Test
    void the_cause_says_which_version_the_change_is_for() {
        assertThat(cause("/causes", "").expected()).isEmpty();
        assertThat(expected("\"7\"")).isEqualTo(new Cause.Expected(false, Set.of(7L)));
        assertThat(expected("\"7\", \"9\"")).isEqualTo(new Cause.Expected(false, Set.of(7L, 9L)));
        assertThat(expected("*")).isEqualTo(new Cause.Expected(true, Set.of()));
        assertThat(expected("W/\"7\"")).as("a weak tag").isEqualTo(new Cause.Expected(false, Set.of()));
        assertThat(expected("\"seven\"")).isEqualTo(new Cause.Expected(false, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "\"7\" \"8\"", "\"7\",", "*, \"7\""})
    void a_malformed_if_match_is_refused(String tags) {
        post("/causes", "{}").header("If-Match", tags).exchange()
                .expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("if-match-malformed");
    }

    @Test
    void what_has_no_version_cannot_be_changed_for_one() {
        post("/unversioned", "").header("If-Match", "\"1\"").exchange()
                .expectStatus().isEqualTo(412)
                .expectBody().jsonPath("$.rule").isEqualTo("not-versioned");
        post("/unversioned", "").exchange().expectStatus().isOk();
    }

    private Cause.Expected expected(String tags) {
        return cause(post("/causes", "{}").header("If-Match", tags)).expected().orElseThrow();
    }

    private Cause.Request cause(String path, String body) {
        return cause(post(path, body));
    }

    private static Cause.Request cause(WebTestClient.RequestHeadersSpec<?> request) {
        return Objects.requireNonNull(request.exchange()
                .expectStatus().isOk().expectBody(Cause.Request.class).returnResult().getResponseBody());
    }
}
