package org.safereturn.monitoringservice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.OpenApiContract;
import org.safereturn.access.testing.ProtectionContract;
import org.safereturn.access.testing.Tokens;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.store.LiveView;
import org.safereturn.stats.v1.NonVictimReturnsCounted;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service as it runs, behind a real broker, with a third country that exists only here. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceTest extends OpenApiContract {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");
    private static final TopicCatalogue CATALOGUE = EXCHANGE.catalogue();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Views views;

    @Autowired
    private LiveView live;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        EXCHANGE.register(registry, "JOINT", "monitoring-service");
        Tokens.settings().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("safereturn.monitoring.country-profiles",
                () -> "classpath:country/kh.yaml,classpath:country/th.yaml,classpath:country/zz.yaml");
        registry.add("safereturn.monitoring.refresh", () -> "100ms");
        registry.add("safereturn.monitoring.publish-every", () -> "50ms");
        registry.add("safereturn.monitoring.most-listeners", () -> "2");
        registry.add("safereturn.access.limits.sign-ins.count", () -> "2");
        registry.add("safereturn.access.limits.sign-ins.per", () -> "1s");
        registry.add("safereturn.access.limits.sign-ins.burst", () -> "3");
    }

    @AfterAll
    static void close() {
        EXCHANGE.close();
    }

    @Override
    protected Set<String> pages() {
        return Set.of("/", "/live");
    }

    @Override
    protected Set<String> repeatableWrites() {
        return Set.of("POST /rebuild");
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
    void a_rebuild_from_the_first_event_gives_the_same_figures_while_events_arrive() {
        Random random = new Random(11);
        int before = journeys();
        send(journeys(30, random));
        awaitJourneys(before + 30);
        JsonNode figures = settled();

        List<JourneyFixtures.Sent> more = journeys(20, random);
        post("/rebuild", Role.OPERATOR).expectStatus().isAccepted();
        post("/rebuild", Role.OPERATOR).expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.rule").isEqualTo("rebuild-running");
        awaitRebuilt();
        assertThat(comparable(settled())).isEqualTo(comparable(figures));

        post("/rebuild", Role.MINISTRY_SYSTEM).expectStatus().isAccepted();
        send(more);
        awaitRebuilt();
        awaitJourneys(before + 50);
        JsonNode grown = settled();
        post("/rebuild", Role.ME_OFFICER).expectStatus().isAccepted();
        awaitRebuilt();
        assertThat(comparable(settled())).isEqualTo(comparable(grown));
    }

    @Test
    void an_event_reaches_a_listener_without_the_case_reference() {
        WebClient listener = WebClient.create("http://127.0.0.1:" + port);
        List<ServerSentEvent<String>> heard = new ArrayList<>();
        var listening = listener.get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "TH"))
                .retrieve().bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                .subscribe(event -> {
                    synchronized (heard) {
                        heard.add(event);
                    }
                });
        await().atMost(PATIENCE).until(() -> all(heard).contains("alive") || all(heard).contains("figures"));
        List<JourneyFixtures.Sent> events = journeys(6, new Random(3));
        String caseRef = reference(events.getFirst());
        send(events);
        await().atMost(PATIENCE).until(() -> all(heard).contains("REFERRAL_SUBMITTED"));
        assertThat(all(heard)).doesNotContain(caseRef).contains("\"journey\":\"")
                .as("a step of the other ministry").doesNotContain("\"country\":\"KH\"");
        listening.dispose();
    }

    @Test
    void who_comes_again_hears_what_was_missed_or_that_something_was() {
        List<ServerSentEvent<String>> heard = new ArrayList<>();
        Disposable listening = listen("", heard);
        send(journeys(6, new Random(23)));
        await().atMost(PATIENCE).until(() -> ids(heard).size() > 2);
        listening.dispose();
        List<ServerSentEvent<String>> again = new ArrayList<>();
        Disposable listeningAgain = listen(ids(heard).getFirst(), again);
        await().atMost(PATIENCE).until(() -> ids(again).contains(ids(heard).get(1)));
        listeningAgain.dispose();
        assertThat(all(again)).doesNotContain("LINES_MISSED");
        List<ServerSentEvent<String>> tooLate = new ArrayList<>();
        Disposable listeningTooLate = listen("never-heard-of", tooLate);
        await().atMost(PATIENCE).until(() -> all(tooLate).contains("LINES_MISSED"));
        listeningTooLate.dispose();
    }

    private Disposable listen(String lastHeard, List<ServerSentEvent<String>> heard) {
        return WebClient.create("http://127.0.0.1:" + port).get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "TH"))
                .header("Last-Event-ID", lastHeard).retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() { })
                .subscribe(event -> {
                    synchronized (heard) {
                        heard.add(event);
                    }
                });
    }

    private static List<String> ids(List<ServerSentEvent<String>> heard) {
        synchronized (heard) {
            return heard.stream().flatMap(each -> Stream.ofNullable(each.id())).toList();
        }
    }

    @Test
    void what_another_ministry_says_in_a_countrys_name_is_a_dead_letter_and_is_not_shown_after_a_rebuild_either() {
        JourneyFixtures.Sent forged = counts("KH-FORGED", 1, 40);
        PeerMinistry thailand = EXCHANGE.peer("TH");
        thailand.send(thailand.topic("stats", "case"), forged.key(), forged.body());
        assertThat(deadLetter(forged.key(), HeaderNames.DLQ_REASON)).isEqualTo("wrong-sender");
        post("/rebuild", Role.OPERATOR).expectStatus().isAccepted();
        awaitRebuilt();
        assertThat(settled().toString()).doesNotContain("KH-FORGED");
        assertThat(deadLetters(forged.key())).as("the rebuild sends no second letter").hasSize(1);
    }

    @Test
    void a_version_beyond_all_bounds_is_a_dead_letter_and_later_corrections_are_shown() {
        JourneyFixtures.Sent endless = counts("KH-ENDLESS", Long.MAX_VALUE, 40);
        send(List.of(endless));
        assertThat(deadLetter(endless.key(), HeaderNames.DLQ_REASON)).isEqualTo("rule-refused");
        assertThat(deadLetter(endless.key(), HeaderNames.DLQ_RULE)).isEqualTo("version-out-of-bounds");
        send(List.of(counts("KH-ENDLESS", 1, 50), counts("KH-ENDLESS", 2, 60)));
        await().atMost(PATIENCE).until(() -> total("KH-ENDLESS") == 60);
    }

    @Test
    void an_event_of_an_impossible_year_is_a_dead_letter_and_the_page_still_answers() {
        JourneyFixtures.Sent sent = new JourneyFixtures.Sent(NonVictimReturnsCounted.newBuilder(
                (NonVictimReturnsCounted) counts("KH-IMPOSSIBLE", 1, 40).body())
                .setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)).build(), Optional.empty());
        send(List.of(sent));
        assertThat(deadLetter(sent.key(), HeaderNames.DLQ_REASON)).isEqualTo("time-out-of-bounds");
        assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("IND-A1").doesNotContain("KH-IMPOSSIBLE");
    }

    @Test
    void a_system_pages_through_the_journeys() {
        send(journeys(3, new Random(8)));
        awaitJourneys(3);
        JsonNode first = journeyPage("?size=2");
        assertThat(first.path("items").size()).isEqualTo(2);
        JsonNode second = journeyPage("?size=2&after=" + first.path("next").asString(""));
        assertThat(second.path("items").size()).isPositive();
        assertThat(second.path("items").path(0).path("statRef").asString(""))
                .isNotIn(first.path("items").findValuesAsString("statRef"));
    }

    @Test
    void a_ministry_sees_its_own_steps_of_a_journey_and_none_of_the_other_side() {
        UUID caseRef = UUID.randomUUID();
        String statRef = EXCHANGE.peer("KH").statRef(caseRef.toString());
        send(JourneyFixtures.journey(caseRef, statRef, new Direction("TH", "KH"), Instant.parse("2026-11-01T00:00:00Z"),
                Duration.ofMinutes(7), JourneyFixtures.Until.HANDED_OVER, new Random(4)));
        await().atMost(PATIENCE).until(() -> journeyPage("?size=200", "TH").toString().contains("HANDED_OVER"));
        JsonNode host = row(statRef, "TH");
        JsonNode origin = row(statRef, "KH");
        assertThat(host.path("milestones").has("HANDOVER_EXECUTED")).isTrue();
        assertThat(host.path("milestones").has("TRACING_RESULT_ISSUED")).isFalse();
        assertThat(origin.path("milestones").has("TRACING_RESULT_ISSUED")).isTrue();
        assertThat(origin.path("milestones").has("HANDOVER_EXECUTED")).isFalse();
        assertThat(origin.path("state").isMissingNode() || origin.path("state").isNull())
                .as("the handover is the other side's step").isTrue();
        assertThat(journeyPage("?size=200", "ZZ").toString()).as("a third country").doesNotContain(statRef);
    }

    @Test
    void a_body_of_both_ministries_gets_no_rows_of_persons() {
        client().get().uri("/journeys").headers(Tokens.as(Role.ME_OFFICER, "JOINT")).exchange()
                .expectStatus().isForbidden().expectBody().jsonPath("$.rule").isEqualTo("own-rows-only");
    }

    private JsonNode row(String statRef, String ministry) {
        return journeyPage("?size=200", ministry).path("items").valueStream()
                .filter(each -> each.path("statRef").asString("").equals(statRef)).findFirst().orElseThrow();
    }

    private JsonNode journeyPage(String query) {
        return journeyPage(query, "KH");
    }

    private JsonNode journeyPage(String query, String ministry) {
        byte[] body = client().get().uri("/journeys" + query).headers(Tokens.as(Role.MINISTRY_SYSTEM, ministry)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    /** Women counted by Cambodia at a checkpoint this month. */
    private static JourneyFixtures.Sent counts(String checkpoint, long version, int women) {
        return JourneyFixtures.counts("KH", YearMonth.now(ZoneId.of("Asia/Bangkok")).toString(), checkpoint,
                new Direction("TH", "KH"), version, women, 0);
    }

    private int total(String checkpoint) {
        for (JsonNode row : figures().path("checkpointReturns")) {
            if (row.path("checkpoint").asString("").equals(checkpoint)) {
                return row.path("total").path("value").asInt(0);
            }
        }
        return 0;
    }

    private static String deadLetter(String key, String header) {
        await().atMost(PATIENCE).until(() -> !deadLetters(key).isEmpty());
        return PeerMinistry.header(deadLetters(key).getFirst(), header);
    }

    private static List<InboundRecord> deadLetters(String key) {
        return EXCHANGE.peer("KH").deadLetters("JOINT", "monitoring-service", key);
    }

    @Test
    void streams_are_bounded() {
        WebClient listener = WebClient.create("http://127.0.0.1:" + port);
        List<Disposable> open = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            open.add(listener.get().uri("/events").headers(Tokens.as(Role.ME_OFFICER, "KH")).retrieve()
                    .bodyToFlux(String.class).subscribe());
        }
        await().atMost(PATIENCE).untilAsserted(() -> client().get().uri("/events").headers(
                Tokens.as(Role.ME_OFFICER, "KH")).exchange().expectStatus().isEqualTo(409));
        open.forEach(Disposable::dispose);
    }

    @Test
    void journeys_of_a_third_country_are_counted_like_any_other() {
        UUID caseRef = UUID.randomUUID();
        send(JourneyFixtures.journey(caseRef, EXCHANGE.peer("ZZ").statRef(caseRef.toString()),
                new Direction("ZZ", "KH"),
                Instant.parse("2026-11-01T00:00:00Z"), Duration.ofMinutes(7), JourneyFixtures.Until.MONITORED,
                new Random(4)));
        await().atMost(PATIENCE).until(() -> figures("KH").at("/thisQuarter/RETURNS/ZZ_TO_KH/value").asInt(0) >= 1);
        assertThat(figures().at("/readiness/KH/state").asString("")).isEqualTo("NOT_STARTED");
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
        client().get().uri("/").accept(MediaType.TEXT_HTML).exchange().expectStatus().isFound()
                .expectHeader().location("/oauth2/authorization/safereturn");
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
    void an_observer_sees_figures_but_neither_journeys_nor_a_rebuild() {
        client().get().uri("/figures").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus().isOk();
        client().get().uri("/journeys").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus()
                .isForbidden();
        post("/rebuild", Role.OBSERVER).expectStatus().isForbidden();
        client().get().uri("/events").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange().expectStatus()
                .isForbidden();
    }

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
    void an_observer_reads_the_level_for_readers_outside() {
        byte[] body = client().get().uri("/figures").headers(Tokens.as(Role.OBSERVER, "JOINT")).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        JsonNode figures = JSON.readTree(Objects.requireNonNull(body));
        assertThat(figures.path("level").asString("")).isEqualTo("L3");
        assertThat(figures.path("hiddenBelow").asInt(0)).isEqualTo(11);
        assertThat(page("joint-observer-1", "OBSERVER", "JOINT")).contains("L3").doesNotContain("L2");
    }

    @Test
    void a_count_of_no_month_is_a_dead_letter_and_the_page_still_answers() {
        JourneyFixtures.Sent sent = JourneyFixtures.counts("KH", "2026-13", "KH-NO-MONTH", new Direction("TH", "KH"), 1, 40, 0);
        send(List.of(sent));
        assertThat(deadLetter(sent.key(), HeaderNames.DLQ_RULE)).isEqualTo("count-impossible");
        assertThat(page("th-me-1", "ME_OFFICER", "TH")).contains("IND-A1").doesNotContain("KH-NO-MONTH");
    }

    private String page(String reference, String role, String ministry) {
        return new String(Objects.requireNonNull(browser(reference, role, ministry).get().uri("/")
                .accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk().expectBody().returnResult()
                .getResponseBody()), StandardCharsets.UTF_8);
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

    private WebTestClient browser() {
        return browser("th-me-1", "ME_OFFICER", "TH");
    }

    private WebTestClient browser(String reference, String role, String ministry) {
        return WebTestClient.bindToApplicationContext(context)
                .apply(SecurityMockServerConfigurers.springSecurity()).build()
                .mutateWith(SecurityMockServerConfigurers.mockOidcLogin().idToken(token -> token.subject(reference)
                        .claim("role", role).claim("unit", "SOME-UNIT").claim("ministry", ministry)));
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:" + port, PATIENCE);
    }

    private WebTestClient.ResponseSpec post(String path, Role role) {
        return client().post().uri(path).headers(Tokens.as(role, role == Role.OBSERVER ? "JOINT" : "KH")).exchange();
    }

    private JsonNode figures() {
        return figures("TH");
    }

    private JsonNode figures(String ministry) {
        byte[] body = client().get().uri("/figures").headers(Tokens.as(Role.MINISTRY_SYSTEM, ministry)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }

    /** Figures once nothing changes them any more. */
    private JsonNode settled() {
        long[] changes = {-1};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            boolean same = changes[0] == live.changes();
            changes[0] = live.changes();
            return same;
        });
        return figures();
    }

    private static String comparable(JsonNode figures) {
        return figures.toString().replaceAll("\"(at|published|nextPublication)\":\"[^\"]*\"", "");
    }

    private int journeys() {
        return live.live().flatMap(views::countJourneys).blockOptional().orElseThrow().intValue();
    }

    private void awaitJourneys(int count) {
        await().atMost(PATIENCE).until(() -> journeys() >= count);
    }

    private void awaitRebuilt() {
        await().atMost(PATIENCE).until(() -> {
            byte[] body = client().get().uri("/rebuild").headers(Tokens.as(Role.OPERATOR, "KH")).exchange()
                    .expectBody().returnResult().getResponseBody();
            return JSON.readTree(Objects.requireNonNull(body)).path("state").asString("").equals("DONE");
        });
    }

    private static List<JourneyFixtures.Sent> journeys(int count, Random random) {
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
    private static void send(List<JourneyFixtures.Sent> events) {
        for (JourneyFixtures.Sent event : events) {
            PeerMinistry sender = EXCHANGE.peer(event.sender());
            if (CATALOGUE.audience(event.topic()).orElse("").equals("stats")) {
                sender.send(event.topic(), event.key(), event.body());
            } else {
                sender.send(event.topic(), event.key(), event.body(), event.recipient());
            }
        }
    }

    private static String reference(JourneyFixtures.Sent event) {
        return String.valueOf(event.body().get(event.body().getSchema().getField("caseRef").pos()));
    }

    private static String all(List<ServerSentEvent<String>> heard) {
        synchronized (heard) {
            return heard.toString();
        }
    }
}
