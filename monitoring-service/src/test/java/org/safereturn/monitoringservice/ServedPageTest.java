package org.safereturn.monitoringservice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page as a browser gets it. */
class ServedPageTest extends RunningService {

    @Test
    void an_observers_page_holds_no_line_of_a_single_event() {
        send(journeys(1, new Random(7)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("class=\"what\""));
        assertThat(page("joint-observer-1", "OBSERVER", "JOINT")).contains("id=\"notices\"")
                .doesNotContain("class=\"what\"");
    }

    @ParameterizedTest
    @CsvSource({"en,Sign out", "km,ចាកចេញ", "th,ออกจากระบบ"})
    void who_does_case_work_gets_a_page_in_the_language_that_says_so_and_lets_them_sign_out(String language,
            String signOut) {
        byte[] body = browser("kh-case-1", "CASE_MANAGER", "KH").get().uri("/").accept(MediaType.TEXT_HTML)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language).exchange().expectStatus().isForbidden()
                .expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML).expectBody().returnResult().getResponseBody();
        assertThat(new String(Objects.requireNonNull(body), StandardCharsets.UTF_8))
                .contains("<html lang=\"" + language + "\"", "action=\"/logout\"", "name=\"_csrf\"", signOut)
                .doesNotContain("IND-A1", "urn:safereturn");
    }

    @Test
    void who_signs_out_is_signed_out_at_the_provider_too() {
        ClientRegistration page = context.getBean(ReactiveClientRegistrationRepository.class)
                .findByRegistrationId("safereturn").blockOptional().orElseThrow();
        WebTestClient.bindToApplicationContext(context).apply(SecurityMockServerConfigurers.springSecurity()).build()
                .mutateWith(SecurityMockServerConfigurers.csrf())
                .mutateWith(SecurityMockServerConfigurers.mockOidcLogin().clientRegistration(page).idToken(token -> token
                        .subject("th-me-1").claim("role", "ME_OFFICER").claim("unit", "SOME-UNIT").claim("ministry", "TH")))
                .post().uri("/logout").exchange().expectStatus().isFound()
                .expectHeader().value(HttpHeaders.LOCATION, location -> assertThat(location)
                        .startsWith(Tokens.ISSUER + "/connect/logout?id_token_hint=").contains("/signed-out"));
    }

    @Test
    void an_officer_who_signed_in_gets_the_page_with_what_it_needs_and_nothing_inline() {
        WebTestClient browser = browser();
        byte[] body = browser.get().uri("/?lang=km").accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk()
                .expectHeader().value("Content-Security-Policy", policy -> assertThat(policy)
                        .contains("default-src 'none'").doesNotContain("unsafe"))
                .expectHeader().valueMatches(HttpHeaders.SET_COOKIE, "lang=km.*")
                .expectBody().returnResult().getResponseBody();
        String html = new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
        assertThat(html).contains("<html lang=\"km\"").contains("name=\"_csrf\"").contains("th-me-1");
        for (String path : List.of("/assets/page.css", "/assets/icon.svg", "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/htmx-ext-sse/sse.js")) {
            browser.get().uri(path).exchange().expectStatus().isOk();
        }
    }

    @ParameterizedTest
    @CsvSource({"en,8.1.3,not built yet", "km,8.1.3,មិនទាន់បង្កើត", "th,8.1.3,ยังไม่ได้สร้าง"})
    void an_official_follows_the_link_to_the_minutes_and_reads_them_in_the_language(String language, String item, String mark) {
        assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("href=\"/minutes\"");
        assertThat(page("joint-observer-1", "OBSERVER", "JOINT")).doesNotContain("href=\"/minutes\"");
        byte[] body = browser().get().uri("/minutes?lang=" + language).accept(MediaType.TEXT_HTML).exchange()
                .expectStatus().isOk().expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody().returnResult().getResponseBody();
        assertThat(new String(Objects.requireNonNull(body), StandardCharsets.UTF_8))
                .contains("<html lang=\"" + language + "\"", "name=\"_csrf\"", item, mark)
                .doesNotContain("<script", "NOT_BUILT");
    }

    @Test
    void a_program_gets_the_page_without_the_button_that_needs_a_browser() {
        byte[] body = client().get().uri("/").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        assertThat(new String(Objects.requireNonNull(body), StandardCharsets.UTF_8)).doesNotContain("name=\"_csrf\"");
    }

    @Test
    void a_rebuild_from_the_page_needs_its_csrf_token() {
        browser().post().uri("/rebuild").exchange().expectStatus().isForbidden();
    }
}
