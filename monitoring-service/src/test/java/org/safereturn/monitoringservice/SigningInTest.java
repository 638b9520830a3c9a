package org.safereturn.monitoringservice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Where a browser is after it has signed in, and what it is told when that does not work. */
class SigningInTest extends RunningService {

    private static final String SOME_SESSION = "session-of-a-reader";

    @AfterEach
    void mendProvider() {
        PROVIDER.breakOff(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/minutes?lang=th", "/?live=off", "/minutes"})
    void the_page_that_was_asked_for_is_shown_after_the_sign_in(String page) {
        patiently().untilAsserted(() -> assertThat(PROVIDER.signIn(client(), asked(page, MediaType.TEXT_HTML), SOME_SESSION, page))
                .isNotEmpty());
    }

    @Test
    void what_a_program_asked_for_is_not_where_a_browser_is_sent() {
        patiently().untilAsserted(() -> assertThat(PROVIDER.signIn(client(), asked("/minutes", MediaType.APPLICATION_JSON),
                SOME_SESSION, "/")).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/figures", "/live", "/events", "/minutes/more"})
    void what_is_no_page_says_that_a_sign_in_is_needed_and_begins_none(String address) {
        client().get().uri(address).accept(MediaType.TEXT_HTML).exchange().expectStatus().isUnauthorized()
                .expectHeader().doesNotExist(HttpHeaders.SET_COOKIE);
    }

    @ParameterizedTest
    @CsvSource({"en,Signing in did not work", "km,ការចូលប្រើមិនបានសម្រេច", "th,เข้าสู่ระบบไม่สำเร็จ"})
    void a_provider_that_breaks_off_is_told_on_a_page_in_the_language(String language, String told) {
        PROVIDER.breakOff(true);
        assertThat(failed(language, "code", "some-code")).contains("<html lang=\"" + language + "\"", told, "href=\"/\"");
    }

    @ParameterizedTest
    @CsvSource({"en,Signing in did not work", "km,ការចូលប្រើមិនបានសម្រេច", "th,เข้าสู่ระบบไม่สำเร็จ"})
    void a_provider_that_refuses_is_told_on_a_page_in_the_language(String language, String told) {
        assertThat(failed(language, "error", "access_denied")).contains("<html lang=\"" + language + "\"", told, "href=\"/\"");
    }

    @Test
    void an_answer_to_a_sign_in_that_nobody_began_is_told_on_a_page() {
        patiently().untilAsserted(() -> client().get().uri("/login/oauth2/code/safereturn?code=some&state=some")
                .accept(MediaType.TEXT_HTML).exchange().expectStatus().is5xxServerError()
                .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML));
    }

    private String failed(String language, String name, String value) {
        WebTestClient reader = client().mutate().defaultHeader(HttpHeaders.ACCEPT_LANGUAGE, language)
                .defaultHeader(HttpHeaders.ACCEPT, MediaType.TEXT_HTML_VALUE).build();
        EntityExchangeResult<byte[]> told = patiently().ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> PROVIDER.end(reader, PROVIDER.begin(reader, ""), name, value).expectStatus().is5xxServerError()
                        .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML).expectBody().returnResult(), Objects::nonNull);
        return new String(Objects.requireNonNull(told.getResponseBody()), StandardCharsets.UTF_8);
    }

    /** The session of somebody who asked for a page and was sent to sign in. */
    private String asked(String page, MediaType as) {
        return SigningIn.cookie(client().get().uri(page).accept(as).exchange().expectStatus().isFound()
                .expectHeader().location("/oauth2/authorization/safereturn").expectBody().returnResult(), "");
    }

    /** Only so many sign-ins are begun in a while. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(2));
    }
}
