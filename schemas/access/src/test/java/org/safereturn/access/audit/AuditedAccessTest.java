package org.safereturn.access.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.HastyCaller;
import org.safereturn.access.audit.AuditedService.People;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@SpringBootTest(
        classes = AuditedService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "safereturn.country=KH",
            "safereturn.service=sample-service",
            "safereturn.profile.time-zone=Asia/Phnom_Penh",
            "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "server.address=127.0.0.1"
        })
@Timeout(60)
class AuditedAccessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Actor MANAGER = Tokens.actor(Role.CASE_MANAGER, "KH");

    @Autowired
    private Environment environment;

    @Autowired
    private MongoAuditTrail trail;

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        Tokens.register(registry);
    }

    @AfterAll
    static void stop() {
        AuditedService.STORE.close();
    }

    @Test
    void reading_a_person_is_on_record_with_who_what_for_whose_and_the_result() {
        long before = count();
        get(MANAGER, "/people/" + People.FIRST).expectStatus().isOk().expectBody().jsonPath("$.name").isEqualTo(AuditedService.NAME);
        assertThat(since(before)).extracting(AuditRecord::entry).containsExactly(new AuditEntry(
                new Agent("kh-case-manager-1", "CASE_MANAGER", "KH-UNIT-1", "KH"), "REINTEGRATION", Action.READ,
                "GET /people/{ref}", List.of(People.FIRST), Outcome.SUCCESS, OptionalInt.of(200), Optional.empty(),
                OptionalLong.empty()));
    }

    @Test
    void reading_that_rests_on_a_temporary_access_is_on_record_as_such_and_the_next_call_is_not() {
        long before = count();
        get(MANAGER, "/strangers/" + People.FIRST).expectStatus().isOk();
        get(MANAGER, "/people/" + People.FIRST).expectStatus().isOk();
        assertThat(since(before)).extracting(record -> record.entry().purpose())
                .containsExactly("TEMPORARY_ACCESS", "REINTEGRATION");
    }

    @Test
    void a_question_for_the_headers_alone_is_on_record_too() {
        long before = count();
        client().method(HttpMethod.HEAD).uri("/people/" + People.FIRST).headers(Tokens.as(MANAGER)).exchange()
                .expectStatus().isOk();
        assertThat(since(before)).singleElement().satisfies(record ->
                assertThat(record.entry().endpoint()).isEqualTo("HEAD /people/{ref}"));
    }

    @Test
    void a_list_is_on_record_with_every_case_it_showed() {
        long before = count();
        get(MANAGER, "/people").expectStatus().isOk();
        assertThat(since(before)).singleElement().satisfies(record -> assertThat(record.entry().cases())
                .containsExactlyInAnyOrder(People.FIRST, People.SECOND));
    }

    @Test
    void a_list_that_does_not_say_whom_it_shows_is_not_shown() {
        get(MANAGER, "/unsaid").expectStatus().isEqualTo(500).expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("Sokha"));
    }

    @Test
    void a_change_is_on_record_before_it_is_made_and_again_with_its_end() {
        long before = count();
        post(MANAGER, "/people/" + People.FIRST + "/notes", "{\"text\":\"" + AuditedService.NAME + "\"}").expectStatus().isOk()
                .expectBody().jsonPath("$.sequence").isEqualTo(before + 1)
                .jsonPath("$.entry.outcome").isEqualTo("ATTEMPTED");
        List<AuditRecord> records = since(before);
        assertThat(records).extracting(record -> record.entry().outcome())
                .containsExactly(Outcome.ATTEMPTED, Outcome.SUCCESS);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.entry().action()).isEqualTo(Action.UPDATE);
            assertThat(record.entry().cases()).containsExactly(People.FIRST);
        });
        assertThat(records.getLast().entry().attempt()).hasValue(before + 1);
    }

    @Test
    void a_case_that_was_opened_is_named_when_it_has_a_reference() {
        long before = count();
        post(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/people", "{\"name\":\"" + AuditedService.NAME + "\"}").expectStatus().isCreated();
        assertThat(since(before)).extracting(record -> record.entry().action() + " " + record.entry().cases())
                .containsExactly("CREATE []", "CREATE [" + People.SECOND + "]");
    }

    @Test
    void refusals_and_failures_are_on_record_with_their_rule() {
        String unseen = UUID.randomUUID().toString();
        long before = count();
        get(MANAGER, "/people/" + unseen).expectStatus().isNotFound();
        get(Tokens.actor(Role.CASE_MANAGER, "TH"), "/people/" + People.FIRST).expectStatus().isForbidden();
        post(MANAGER, "/people/" + People.FIRST + "/notes", "{}").expectStatus().isEqualTo(422);
        post(MANAGER, "/people/" + People.FIRST + "/notes", "{\"break\":\"yes\"}").expectStatus().isEqualTo(500);
        assertThat(since(before)).extracting(record -> record.entry().agent().ministry() + " "
                        + record.entry().outcome() + " " + record.entry().rule().orElse("") + " "
                        + record.entry().cases())
                .containsExactly("KH REFUSED sample-unknown [" + unseen + "]",
                        "TH REFUSED foreign-ministry [" + People.FIRST + "]",
                        "KH ATTEMPTED  [" + People.FIRST + "]", "KH REFUSED sample-empty [" + People.FIRST + "]",
                        "KH ATTEMPTED  [" + People.FIRST + "]", "KH FAILED internal-error [" + People.FIRST + "]");
    }

    @Test
    void who_is_not_signed_in_and_what_is_about_nobody_is_not_on_record() {
        long before = count();
        client().get().uri("/people/" + People.FIRST).exchange().expectStatus().isUnauthorized();
        get(Tokens.actor(Role.ME_OFFICER, "KH"), "/counts").expectStatus().isOk();
        get(MANAGER, "/nowhere").expectStatus().isNotFound();
        assertThat(since(before)).isEmpty();
    }

    @Test
    void no_record_holds_anything_that_a_caller_typed_or_a_person_is_called() {
        String marked = "Markedname";
        get(MANAGER, "/people/" + marked).expectStatus().isNotFound();
        get(MANAGER, "/people/" + marked + "?name=" + marked).expectStatus().isBadRequest();
        post(MANAGER, "/people/" + marked + "/notes", "{\"break\":\"" + marked + "\"}").expectStatus().isEqualTo(500);
        post(MANAGER, "/people/" + People.FIRST + "/notes", "{\"text\":\"" + marked + "\"}").expectStatus().isOk();
        post(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/people", "{\"name\":\"" + marked + "\"}").expectStatus().isCreated();
        get(MANAGER, "/people").expectStatus().isOk();
        List<String> stored = Objects.requireNonNull(Flux.from(AuditedService.DATABASE
                .getCollection(MongoAuditTrail.COLLECTION).find()).map(Document::toJson).collectList().block(PATIENCE));
        assertThat(stored).hasSizeGreaterThanOrEqualTo(7)
                .noneMatch(document -> document.contains(marked) || document.contains("Sokha"));
    }

    @Test
    void while_nothing_can_be_put_on_record_nothing_is_shown_and_nothing_is_changed() {
        get(MANAGER, "/people/" + People.FIRST).expectStatus().isOk();
        AuditedService.STORE.cut();
        try {
            EntityExchangeResult<String> refused = get(MANAGER, "/people/" + People.FIRST).expectStatus().isEqualTo(503)
                    .expectHeader().doesNotExist("ETag")
                    .expectHeader().exists("Content-Security-Policy")
                    .expectHeader().valueEquals("Content-Type", "application/problem+json")
                    .expectBody(String.class).returnResult();
            assertThat(refused.getResponseBody()).contains("urn:safereturn:problem:audit-unavailable").doesNotContain("Sokha");
            get(MANAGER, "/people").expectStatus().isEqualTo(503).expectBody(String.class)
                    .value(body -> assertThat(body).doesNotContain("Sokha"));
            post(MANAGER, "/people/" + People.FIRST + "/notes", "{\"break\":\"would be a 500 if it ran\"}")
                    .expectStatus().isEqualTo(503);
            get(Tokens.actor(Role.ME_OFFICER, "KH"), "/counts").expectStatus().isOk();
        } finally {
            AuditedService.STORE.mend();
        }
        await().atMost(PATIENCE).untilAsserted(() -> get(MANAGER, "/people/" + People.FIRST).expectStatus().isOk());
        assertThat(verified(Objects.requireNonNull(trail.all().collectList().block(PATIENCE)))).isPositive();
    }

    @Test
    void a_caller_that_does_not_wait_for_its_answers_gets_them_all_and_each_is_on_record() throws IOException {
        long before = count();
        int rounds = 20;
        List<String> answers = new HastyCaller(Integer.parseInt(environment.getRequiredProperty("local.server.port")),
                Role.CASE_MANAGER).talk(rounds, "/people/" + People.FIRST, "/people/" + People.SECOND, "/people");
        assertThat(answers).hasSize(3 * rounds).allMatch(answer -> answer.startsWith("200 "));
        assertThat(since(before)).hasSize(3 * rounds);
    }

    @Test
    void a_supervisor_sees_the_access_history_of_a_person_and_is_on_record_for_it() {
        get(MANAGER, "/people/" + People.SECOND).expectStatus().isOk();
        long before = count();
        get(Tokens.actor(Role.SUPERVISOR, "KH"), "/audit/cases/" + People.SECOND + "?size=1").expectStatus().isOk()
                .expectBody().jsonPath("$.items.length()").isEqualTo(1)
                .jsonPath("$.items[0].officer").isEqualTo("kh-case-manager-1")
                .jsonPath("$.items[0].outcome").isEqualTo("SUCCESS");
        get(MANAGER, "/audit/cases/" + People.SECOND).expectStatus().isForbidden();
        get(Tokens.actor(Role.SUPERVISOR, "KH"), "/audit/cases/" + People.SECOND + "?size=201").expectStatus().isBadRequest();
        assertThat(since(before)).extracting(record -> record.entry().agent().role() + " " + record.entry().purpose()
                        + " " + record.entry().outcome() + " " + record.entry().cases())
                .containsExactly("SUPERVISOR SUPERVISION SUCCESS [" + People.SECOND + "]",
                        "CASE_MANAGER SUPERVISION REFUSED [" + People.SECOND + "]",
                        "SUPERVISOR SUPERVISION REFUSED [" + People.SECOND + "]");
    }

    @Test
    void a_history_that_a_supervisor_may_not_read_is_like_that_of_no_case_and_the_question_is_on_record() {
        get(MANAGER, "/people/" + People.SECOND).expectStatus().isOk();
        long before = count();
        Actor elsewhere = new Actor("kh-supervisor-9", Role.SUPERVISOR.name(), "KH-UNIT-9", "KH");
        for (String path : List.of("/audit/cases/" + People.SECOND, "/audit/cases/" + People.SECOND + "/page")) {
            get(elsewhere, path).expectStatus().isNotFound().expectBody().jsonPath("$.rule").isEqualTo("unknown-history")
                    .jsonPath("$.items").doesNotExist();
        }
        get(new Actor("kh-dpo-9", Role.DATA_PROTECTION_OFFICER.name(), "KH-UNIT-9", "KH"), "/audit/cases/" + People.SECOND).expectStatus().isOk();
        assertThat(since(before)).extracting(record -> record.entry().agent().reference() + " " + record.entry().outcome())
                .containsExactly("kh-supervisor-9 REFUSED", "kh-supervisor-9 REFUSED", "kh-dpo-9 SUCCESS");
    }

    @Test
    void the_history_is_read_on_from_page_to_page_and_printed_so_too() {
        String ref = "00000000-0000-4000-8000-00000000f011";
        for (int time = 0; time < 3; time++) {
            get(MANAGER, "/people/" + ref);
        }
        Actor supervisor = Tokens.actor(Role.SUPERVISOR, "KH");
        String path = "/audit/cases/" + ref;
        JsonNode first = json(supervisor, path + "?size=2");
        assertThat(first.path("total").asInt(0)).isEqualTo(3);
        JsonNode second = json(supervisor, path + "?size=200&after=" + first.path("next").asString(""));
        assertThat(second.at("/items/0/sequence").asLong(0)).isLessThan(first.at("/items/1/sequence").asLong(0));
        assertThat(second.path("items").valueStream().filter(each -> each.path("officer").asString("").equals(MANAGER.reference())))
                .as("those of before the first page only").hasSize(1);
        assertThat(second.path("next").asString("none")).isEqualTo("none");
        assertThat(json(supervisor, path + "?size=200&since=" + Instant.EPOCH).at("/items/0/sequence").asLong(0))
                .as("oldest first").isEqualTo(second.at("/items/0/sequence").asLong(0));
        String link = Objects.requireNonNull(get(supervisor, path + "/page?size=2").expectStatus().isOk()
                .returnResult(Void.class).getResponseHeaders().getFirst("Link"));
        String next = link.substring(1, link.indexOf('>'));
        assertThat(link).startsWith("<" + path + "/page?size=2&after=").endsWith(">; rel=\"next\"");
        get(supervisor, next).expectStatus().isOk().expectBody(String.class)
                .value(html -> assertThat(html).contains(MANAGER.reference()));
        get(supervisor, path + "?after=bm8").expectStatus().isBadRequest();
        get(supervisor, path + "?since=2569-11-29T00:00:00Z").expectStatus().isBadRequest().expectBody()
                .jsonPath("$.rule").isEqualTo("date-in-the-future");
        get(supervisor, path + "?after=" + Base64.getUrlEncoder().encodeToString(("n0/" + ref).getBytes(StandardCharsets.UTF_8)))
                .expectStatus().isBadRequest().expectBody().jsonPath("$.rule").isEqualTo("cursor-malformed");
    }

    private JsonNode json(Actor actor, String path) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(get(actor, path).expectStatus().isOk().expectBody()
                .returnResult().getResponseBody()));
    }

    @ParameterizedTest
    @CsvSource({"en, Tracing officer, 20", "km, ការធ្វើសមាហរណកម្ម, 20", "th, การคืนสู่สังคม, 25"})
    void the_history_of_a_person_is_printed_in_the_readers_language_without_script(String language, String word,
            String century) {
        get(MANAGER, "/people/" + People.FIRST).expectStatus().isOk();
        get(Tokens.actor(Role.TRACING_OFFICER, "KH"), "/people/" + People.FIRST).expectStatus().isForbidden();
        post(MANAGER, "/people/" + People.FIRST + "/notes", "{}").expectStatus().isEqualTo(422);
        EntityExchangeResult<byte[]> answer = client().get().uri("/audit/cases/" + People.FIRST + "/page")
                .headers(Tokens.as(Role.SUPERVISOR, "KH")).header("Accept-Language", language).exchange()
                .expectStatus().isOk()
                .expectHeader().valueEquals("Content-Type", "text/html;charset=UTF-8")
                .expectHeader().valueEquals("Content-Language", language)
                .expectHeader().valueMatches("Content-Security-Policy", "default-src 'none'; style-src 'sha256-.*")
                .expectBody().returnResult();
        String html = new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
        assertThat(html).contains("<html lang=\"" + language + "\">", "<meta charset=\"UTF-8\">", word, People.FIRST,
                        "kh-case-manager-1", "sample-empty", "not-permitted", "@page", "KH/sample-service", "<td>" + century)
                .doesNotContain("<script", "http:", "https:", "Sokha", People.SECOND);
    }

    @Test
    void the_exported_trail_is_the_whole_chain_and_says_who_took_it() {
        get(MANAGER, "/people").expectStatus().isOk();
        String lines = Objects.requireNonNull(get(Tokens.actor(Role.DATA_PROTECTION_OFFICER, "KH"), "/audit/export").expectStatus().isOk()
                .expectHeader().valueEquals("Content-Type", "application/x-ndjson")
                .expectBody(String.class).returnResult().getResponseBody());
        List<AuditRecord> exported = lines.lines().map(RecordForm::read).toList();
        assertThat(verified(exported)).isEqualTo(exported.size());
        assertThat(exported.getLast().entry().action()).isEqualTo(Action.EXECUTE);
        assertThat(exported.getLast().entry().agent().role()).isEqualTo("DATA_PROTECTION_OFFICER");
        get(Tokens.actor(Role.OPERATOR, "KH"), "/audit/export").expectStatus().isForbidden();
    }

    @Test
    void a_service_with_personal_data_and_without_a_trail_does_not_start() {
        SpringApplicationBuilder service = new SpringApplicationBuilder(WithoutTrail.class).properties(
                "safereturn.country=KH", "safereturn.access.issuer=" + Tokens.ISSUER, "server.port=0",
                "server.address=127.0.0.1",
                "spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration");
        assertThatThrownBy(service::run).hasStackTraceContaining("There is no audit trail, but personal data in ");
    }

    private static long verified(List<AuditRecord> records) {
        return Objects.requireNonNull(ChainVerification.verify("KH/sample-service", Flux.fromIterable(records), List.of())
                .block(PATIENCE)).records();
    }

    private long count() {
        return Objects.requireNonNull(trail.all().count().block(PATIENCE));
    }

    private List<AuditRecord> since(long before) {
        return Objects.requireNonNull(trail.all().skip(before).collectList().block(PATIENCE));
    }

    private WebTestClient.ResponseSpec get(Actor actor, String path) {
        return client().get().uri(path).headers(Tokens.as(actor)).exchange();
    }

    private WebTestClient.ResponseSpec post(Actor actor, String path, String json) {
        return client().post().uri(path).headers(Tokens.as(actor)).header("Content-Type", "application/json")
                .bodyValue(json).exchange();
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"),
                Duration.ofSeconds(30));
    }
}
