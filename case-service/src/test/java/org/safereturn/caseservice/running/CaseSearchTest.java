package org.safereturn.caseservice.running;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.audit.Action;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.audit.Outcome;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.caseservice.casefile.application.NamesRound;
import org.safereturn.caseservice.names.application.NameIndex;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.ReferralContent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Finding cases by the name of the person, on both sides of the border. */
@ExtendWith(NoPersonalDataOutside.class)
class CaseSearchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SEARCH = "/case-search";

    private final ConfigurableApplicationContext service = RunningService.of("KH");
    private final NameIndex index = service.getBean(NameIndex.class);
    private final NamesRound round = service.getBean(NamesRound.class);
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = officer(Role.INTAKE_OFFICER, unit);
    /** Letters that no other test has in a name. */
    private final String letters = UUID.randomUUID().toString().replace("-", "").chars().limit(16)
            .mapToObj(hex -> String.valueOf((char) (Character.isDigit(hex) ? hex - '0' + 'g' : hex))).collect(Collectors.joining());
    private final String given = "Sokha" + letters;
    private final String nickname = "Nick" + letters;
    private final String caseRef = opened(intake, person("សាកល្បង" + letters + " គំរូ", given + " Testperson", nickname));

    @Test
    void an_officer_finds_a_case_by_own_script_by_romanised_by_a_nickname_and_by_parts_in_any_order() {
        for (String name : List.of("សាកល្បង" + letters + " គំរូ", "គំរូ សាកល្បង\\u200b" + letters, "TESTPERSON, " + given,
                given + "testperson", "Ms. " + given, nickname)) {
            JsonNode found = search(intake, name);
            assertThat(found.path("items").valueStream().map(item -> item.path("caseRef").asString(""))).as(name)
                    .containsExactly(caseRef);
            JsonNode item = found.at("/items/0");
            assertThat(item.path("nameRomanised").asString("")).isEqualTo(given + " Testperson");
            assertThat(item.path("stage").asString("")).isEqualTo("IDENTIFIED");
            assertThat(item.has("dateOfBirth")).isFalse();
        }
        for (String name : List.of(given + " Othername", "Sokha", given.substring(1), "Testperson" + letters)) {
            assertThat(search(intake, name).path("items")).as(name).isEmpty();
        }
    }

    @Test
    void nobody_finds_what_the_list_of_cases_would_not_show_and_reads_no_sign_of_it() {
        for (Role role : List.of(Role.INTAKE_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR, Role.RECEPTION_OFFICER)) {
            assertThat(search(officer(role, unit), given).path("items")).as(role + " of the unit").hasSize(1);
            assertThat(search(officer(role, "KH-ELSEWHERE"), given)).as(role + " of another unit")
                    .isEqualTo(search(officer(role, "KH-ELSEWHERE"), "Nobody" + letters));
        }
        Desk.post(officer(Role.TRACING_OFFICER, unit), SEARCH, named(given), 403);
        Desk.post(new Actor("th-intake-1", Role.INTAKE_OFFICER.name(), unit, "TH"), SEARCH, named(given), 403);
    }

    @Test
    void after_a_correction_the_old_name_finds_nothing_and_nothing_of_it_is_kept() {
        Set<String> before = keys(caseRef);
        Desk.post(intake, "/cases/" + caseRef + "/person", "{\"person\": " + person("សាកល្បង" + letters + " គំរូ",
                "Dara" + letters + " Testperson", nickname) + "}", 200);
        assertThat(search(intake, given).path("items")).isEmpty();
        assertThat(search(intake, "Dara" + letters).path("items")).hasSize(1);
        Set<String> after = keys(caseRef);
        List<String> gone = before.stream().filter(key -> !after.contains(key)).toList();
        assertThat(gone).as("the part and the whole, and their sounds").hasSize(4);
        assertThat(Objects.requireNonNull(index.cases(gone).block(PATIENCE))).isEmpty();
    }

    @Test
    void when_the_key_of_the_case_is_erased_no_name_finds_it_and_the_next_round_takes_its_keys_away() {
        Set<String> before = keys(caseRef);
        service.getBean(CaseKeys.class).erase(caseRef).block(PATIENCE);
        assertThat(search(intake, given).path("items")).isEmpty();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            round.now().block(PATIENCE);
            return keys(caseRef).isEmpty();
        });
        assertThat(Objects.requireNonNull(index.cases(before).block(PATIENCE)).values()).allSatisfy(cases ->
                assertThat(cases).doesNotContain(caseRef));
    }

    @Test
    void keys_of_older_rules_are_made_anew_without_touching_the_case() {
        JsonNode read = Desk.get(intake, "/cases/" + caseRef, 200);
        String older = "older" + letters;
        index.put(new NameIndex.Named(caseRef, read.path("version").asLong(0), "0-older", Set.of(older))).block(PATIENCE);
        assertThat(search(intake, given).path("items")).isEmpty();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            index.done(new NameIndex.Round("0-older", Instant.now())).block(PATIENCE);
            round.whenDue().block(PATIENCE);
            return search(intake, given).path("items").size() == 1;
        });
        assertThat(Objects.requireNonNull(index.cases(List.of(older)).block(PATIENCE))).isEmpty();
        assertThat(Desk.get(intake, "/cases/" + caseRef, 200).path("version")).isEqualTo(read.path("version"));
    }

    @Test
    void who_searched_and_whom_it_showed_is_on_record_once_and_the_name_nowhere() {
        MongoAuditTrail trail = service.getBean(MongoAuditTrail.class);
        Actor alone = officer(Role.SUPERVISOR, unit);
        search(alone, given);
        search(alone, "Nobody" + letters);
        List<AuditEntry> entries = Objects.requireNonNull(trail.all().map(AuditRecord::entry)
                .filter(entry -> entry.agent().reference().equals(alone.reference())).collectList().block(PATIENCE));
        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.action()).isEqualTo(Action.READ);
            assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(entry.endpoint()).isEqualTo("POST /case-search");
        });
        assertThat(entries).extracting(AuditEntry::cases).containsExactly(List.of(caseRef), List.of());
        MongoDatabase store = service.getBean(MongoClient.class).getDatabase(Objects.requireNonNull(new ConnectionString(
                service.getEnvironment().getRequiredProperty("spring.mongodb.uri")).getDatabase()));
        List<String> documents = Flux.from(store.listCollectionNames())
                .concatMap(name -> Flux.from(store.getCollection(name).find().sort(new Document("_id", 1))))
                .map(Document::toJson).collectList().blockOptional(PATIENCE).orElseThrow();
        assertThat(documents).as("the keys are among them").anyMatch(document -> document.contains(caseRef)
                && document.contains("settled"));
        assertThat(documents).noneMatch(document -> document.toLowerCase(Locale.ROOT).contains("sokha" + letters));
    }

    @Test
    void pages_follow_one_another_newest_change_first() {
        String second = opened(intake, person("", given + " Testperson", nickname));
        String third = opened(intake, person("", given + " Testperson", nickname));
        JsonNode first = Desk.post(intake, SEARCH + "?size=2", named(given), 200);
        assertThat(first.path("items").valueStream().map(item -> item.path("caseRef").asString(""))).containsExactly(third, second);
        JsonNode rest = Desk.post(intake, SEARCH + "?size=2&after=" + first.path("next").asString(""), named(given), 200);
        assertThat(rest.path("items").valueStream().map(item -> item.path("caseRef").asString(""))).containsExactly(caseRef);
        assertThat(rest.path("next").isNull() || rest.path("next").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": null}", "{\"name\": \"\"}", "{\"name\": \"  \"}", "{\"name\": 5}", "{\"name\": \"123\"}",
        "{\"name\": [\"Sokha\"]}", "{\"name\": \"a\\u0007b\"}", "{\"name\": \"a\\nb\"}", "{\"name\": \"<b>x</b>\"}",
        "{\"name\": \"a\", \"unit\": \"KH-UNIT-1\"}", ""})
    void what_is_no_name_is_refused(String body) {
        JsonNode problem = json(client("KH").post().uri(SEARCH).headers(Tokens.as(intake)).header("Content-Type", "application/json")
                .bodyValue(body).exchange().expectStatus().isBadRequest().expectBody().returnResult().getResponseBody());
        assertThat(problem.path("rule").asString("")).isNotEmpty();
    }

    @Test
    void the_longest_name_is_looked_for_and_a_longer_one_refused() {
        assertThat(Desk.post(intake, SEARCH, named("x".repeat(201)), 400).path("rule").asString(""))
                .isEqualTo("text-not-a-name");
        assertThat(Desk.post(intake, SEARCH, named("x".repeat(200)), 200).path("items")).isEmpty();
    }

    @Test
    void who_searches_too_often_waits() {
        Actor busy = officer(Role.SUPERVISOR, "KH-ELSEWHERE");
        int answered = 0;
        while (answered < 200 && ask(busy).returnResult(Void.class).getStatus().value() == 200) {
            answered++;
        }
        assertThat(answered).isBetween(60, 150);
        ask(busy).expectStatus().isEqualTo(429).expectHeader().exists("Retry-After")
                .expectBody().jsonPath("$.rule").isEqualTo("too-many-requests").jsonPath("$.parameters.seconds").isNotEmpty();
        assertThat(search(officer(Role.SUPERVISOR, "KH-ELSEWHERE"), given).path("items")).isEmpty();
    }

    @Test
    void the_country_of_origin_finds_the_person_of_a_referral_also_when_the_key_of_the_case_comes_later() {
        String referred = UUID.randomUUID().toString();
        PeerMinistry host = Exchange.SHARED.peer("KH");
        CaseKey key = host.newCaseKey();
        PeerEvents events = new PeerEvents(referred, "KH", "TH");
        Actor receiving = new Actor("th-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(), "TH-UNIT-1", "TH");
        ReferralContent content = ReferralContent.newBuilder(PeerEvents.person("TH"))
                .setNameOwnScript("ตัวอย่าง" + letters + " สมมติ").setNameRomanised("Malee" + letters + " Samplename").build();
        host.send(host.topic("exchange", "referral"), referred, events.submitted(host.seal(key, referred, content).toPart(),
                List.of()), "TH");
        ConfigurableApplicationContext other = RunningService.of("TH");
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> inTheOtherCountry(receiving, "/cases?opened=false&size=200")
                .path("items").toString().contains(referred));
        assertThat(searchInTheOtherCountry(receiving, "Malee" + letters)).isEmpty();

        other.getBean(CaseKeys.class).keep(List.of(new CaseKeys.Issued(referred, "KH", key.id(),
                host.caseKeyIssued(referred, key, "TH").getWrappedKey()))).block(PATIENCE);
        PeerMinistry own = Exchange.SHARED.peer("TH");
        own.send(own.topic("exchange", "referral"), referred, events.receipt(), "KH");
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> searchInTheOtherCountry(receiving, "Malee" + letters)
                .contains(referred));
        assertThat(searchInTheOtherCountry(receiving, "สมมติ นางสาวตัวอย่าง" + letters)).contains(referred);
        assertThat(searchInTheOtherCountry(new Actor("th-" + UUID.randomUUID(), Role.CASE_MANAGER.name(), "TH-UNIT-77", "TH"),
                "Malee" + letters)).isEmpty();
        assertThat(search(intake, "Malee" + letters).path("items")).as("of another ministry").isEmpty();
    }

    private static String searchInTheOtherCountry(Actor actor, String name) {
        JsonNode found = json(client("TH").post().uri(SEARCH).headers(Tokens.as(actor)).header("Content-Type", "application/json")
                .bodyValue(named(name)).exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody());
        return String.join(" ", found.path("items").valueStream()
                .map(item -> item.path("caseRef").asString("")).toList());
    }

    private static JsonNode inTheOtherCountry(Actor actor, String path) {
        return json(client("TH").get().uri(path).headers(Tokens.as(actor)).exchange().expectStatus().isOk()
                .expectBody().returnResult().getResponseBody());
    }

    private static JsonNode json(byte @Nullable [] body) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    private WebTestClient.ResponseSpec ask(Actor actor) {
        return client("KH").post().uri(SEARCH).headers(Tokens.as(actor)).header("Content-Type", "application/json")
                .bodyValue(named(given)).exchange();
    }

    private static WebTestClient client(String country) {
        return Client.at("http://127.0.0.1:"
                + RunningService.of(country).getEnvironment().getRequiredProperty("local.server.port"), PATIENCE);
    }

    private static JsonNode search(Actor actor, String name) {
        return Desk.post(actor, SEARCH, named(name), 200);
    }

    private static String named(String name) {
        return JsonMapper.shared().writeValueAsString(Map.of("name", name.replace("\\u200b", "\u200b")));
    }

    private Set<String> keys(String ref) {
        MongoDatabase store = service.getBean(MongoClient.class).getDatabase(Objects.requireNonNull(new ConnectionString(
                service.getEnvironment().getRequiredProperty("spring.mongodb.uri")).getDatabase()));
        return Flux.from(store.getCollection("case_names").find(new Document("_id", ref))).next()
                .map(document -> Set.copyOf(document.getList("keys", String.class))).blockOptional(PATIENCE).orElse(Set.of());
    }

    private static String person(String ownScript, String romanised, String nickname) {
        String all = """
                {"nameOwnScript": "%s", "nameRomanised": "%s", "nicknames": ["%s"], "sex": "FEMALE", "dateOfBirth": "2000-01-31"}"""
                .formatted(ownScript, romanised, nickname);
        return ownScript.isEmpty() ? all.replace("\"nameOwnScript\": \"\", ", "") : all;
    }

    private static String opened(Actor by, String person) {
        return Desk.post(by, "/cases", """
                {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                 "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"}, "person": %s}"""
                .formatted(person), 201).path("caseRef").asString("");
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
