package org.safereturn.monitoringservice;

import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.ProtectionContract;
import org.safereturn.access.testing.Tokens;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service as it runs: who gets in, what is refused, and what its description says. */
class ServiceTest extends RunningService {

    /** What it says of itself. */
    @Nested
    class Description extends OpenApiContract {

        @Override
        protected Set<String> pages() {
            return Set.of("/", "/live", "/minutes");
        }

        @Override
        protected Set<String> repeatableWrites() {
            return Set.of("POST /rebuild");
        }
    }

    /** The same service under attack. */
    @Nested
    class UnderAttack extends ProtectionContract {

        @Override
        protected ApplicationContext service() {
            return context;
        }

        @Override
        protected Set<String> streams() {
            return Set.of("/events", "/live");
        }

        /** A quarter, and whether the page is kept current. */
        @Override
        protected Set<String> harmlessTexts() {
            return Set.of("quarter", "live", "chosen");
        }
    }

    @Test
    void nothing_is_open_without_sign_in_but_health_and_what_says_that_one_is_signed_out() {
        for (String path : List.of("/assets/page.css", "/signed-out")) {
            client().get().uri(path).exchange().expectStatus().isOk();
        }
        for (String path : List.of("/figures", "/journeys", "/events", "/live", "/rebuild", "/assets/icon.svg",
                "/webjars/htmx.org/dist/htmx.min.js")) {
            client().get().uri(path).exchange().expectStatus().isUnauthorized();
        }
        client().post().uri("/rebuild").exchange().expectStatus().isForbidden();
        for (String page : List.of("/", "/minutes")) {
            await().atMost(PATIENCE).untilAsserted(() -> client().get().uri(page).accept(MediaType.TEXT_HTML).exchange()
                    .expectStatus().isFound().expectHeader().location("/oauth2/authorization/safereturn"));
        }
        await().atMost(PATIENCE).untilAsserted(() -> client().get().uri("/oauth2/authorization/safereturn").exchange()
                .expectStatus().isFound()
                .expectHeader().value(HttpHeaders.LOCATION, location -> assertThat(location)
                        .startsWith(Tokens.ISSUER + "/oauth2/authorize?").contains("code_challenge_method=S256")
                        .contains("client_id=monitoring-page"))
                .expectHeader().value(HttpHeaders.SET_COOKIE, cookie -> assertThat(cookie).startsWith("monitoring=")
                        .containsIgnoringCase("HttpOnly").contains("SameSite=Lax")));
        client().get().uri("/actuator/health").exchange().expectStatus().isOk();
        client().get().uri("/actuator/metrics").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void what_a_page_of_another_site_has_the_browser_send_is_refused_as_a_page() {
        client().post().uri("/logout").header("Sec-Fetch-Site", "cross-site").header(HttpHeaders.ACCEPT_LANGUAGE, "th").exchange()
                .expectStatus().isForbidden().expectHeader().contentType("text/html;charset=UTF-8")
                .expectBody(String.class).value(page -> assertThat(page).contains("คำขอนี้มาจากหน้าของเว็บไซต์อื่น"));
    }

    @Test
    void an_address_may_begin_only_so_many_sign_ins() {
        assertThat(Stream.generate(() -> client().get().uri("/oauth2/authorization/safereturn").exchange()
                        .returnResult(Void.class).getStatus().value())
                .limit(200).anyMatch(status -> status == 429)).isTrue();
    }

    @Test
    void a_cookie_that_is_no_session_and_the_pages_of_the_framework_let_nobody_in() {
        client().get().uri("/figures").cookie("monitoring", "00000000-0000-0000-0000-000000000000").exchange()
                .expectStatus().isUnauthorized()
                .expectHeader().value(HttpHeaders.SET_COOKIE, cookie -> assertThat(cookie).startsWith("monitoring=;"));
        client().get().uri("/login").exchange().expectStatus().isUnauthorized();
        client().get().uri("/logout").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void bad_questions_are_refused_in_the_callers_language() {
        client().get().uri("/figures?quarter=2026-Q7").headers(Tokens.as(Role.ME_OFFICER, "TH"))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "th").exchange().expectStatus().isBadRequest()
                .expectBody().jsonPath("$.rule").isEqualTo("unknown-quarter");
        client().get().uri("/journeys?size=100000").headers(Tokens.as(Role.ME_OFFICER, "TH")).exchange()
                .expectStatus().isBadRequest();
    }

    @Test
    void a_quarter_ahead_is_refused_and_a_buddhist_year_is_asked_about() {
        int year = Year.now(ZoneId.of("Asia/Bangkok")).getValue();
        refusedQuarter((year + 1) + "-Q1").jsonPath("$.rule").isEqualTo("quarter-not-begun");
        refusedQuarter((year + 543) + "-Q1").jsonPath("$.rule").isEqualTo("quarter-of-buddhist-year")
                .jsonPath("$.parameters.quarter").isEqualTo(year + "-Q1");
        byte[] early = client().get().uri("/figures?quarter=2023-Q1").headers(Tokens.as(Role.ME_OFFICER, "TH")).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        assertThat(JSON.readTree(Objects.requireNonNull(early)).at("/thisQuarter/REFERRALS/TH_TO_KH/state").asString(""))
                .isEqualTo("NOT_STARTED");
    }

    private WebTestClient.BodyContentSpec refusedQuarter(String quarter) {
        return client().get().uri("/figures?quarter=" + quarter).headers(Tokens.as(Role.ME_OFFICER, "TH")).exchange()
                .expectStatus().isBadRequest().expectBody();
    }

    @Test
    void an_observer_sees_figures_but_neither_journeys_nor_a_rebuild() {
        client().get().uri("/figures").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus().isOk();
        client().get().uri("/journeys").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus()
                .isForbidden();
        post("/rebuild", Role.OBSERVER).expectStatus().isForbidden();
        client().get().uri("/events").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus()
                .isForbidden();
    }

    @Test
    void an_observer_reads_the_level_for_readers_outside() {
        byte[] body = client().get().uri("/figures").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        JsonNode figures = JSON.readTree(Objects.requireNonNull(body));
        assertThat(figures.path("level").asString("")).isEqualTo("L3");
        assertThat(figures.path("hiddenBelow").asInt(0)).isEqualTo(11);
        assertThat(page("joint-observer-1", "OBSERVER", "JOINT")).contains("L3").doesNotContain("L2");
    }
}
