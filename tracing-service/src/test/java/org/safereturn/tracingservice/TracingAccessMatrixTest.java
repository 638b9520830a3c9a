package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.AccessMatrixContract;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.ReferralAccepted;
import org.safereturn.referral.v1.ReferralContent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who gets in where in the tracing service, and what each role reads there. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class TracingAccessMatrixTest extends AccessMatrixContract {

    static {
        TracingServiceScenarios.use("KH");
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RESULT = """
            {"nationalityOutcome": "CONFIRMED", "nationalityBasis": ["CIVIL_REGISTRY"], "familyOutcome": "LOCATED_ABLE",
             "careAnswers": [], "content": {"relatives": [{"name": "Malee Samplename", "relation": "AUNT",
             "caregiver": true, "contactAllowed": true, "reaction": "Wept"}]}}""";
    private static final Actor TRACER =
            new Actor("kh-tracer-1", Role.TRACING_OFFICER.name(), "KH-UNIT-1", "KH");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private CaseKeys keys;

    private String held = "";
    private String read = "";

    @BeforeAll
    void refer() {
        held = accepted();
        read = accepted();
        for (String caseRef : List.of(held, read)) {
            post(TRACER, "/tracings/" + caseRef + "/actions", """
                    {"type": "FAMILY_VISIT", "date": "2026-01-15", "result": "PENDING", "note": "Met the aunt"}""", 201);
        }
        post(TRACER, "/tracings/" + read + "/results", RESULT, 201);
        post(new Actor("kh-supervisor-1", Role.SUPERVISOR.name(), "KH-UNIT-1", "KH"),
                "/tracings/" + read + "/results/1/approval", """
                {"decision": "APPROVED", "note": "Read the paper file", "gapAnswers": [
                 {"gap": "SOURCE_WITHOUT_ACTION", "reason": "RECORDED_ON_PAPER"},
                 {"gap": "FAMILY_WITHOUT_ACTION", "reason": "OTHER"},
                 {"gap": "ACTION_PENDING", "reason": "NOT_NEEDED"}]}""", 200);
        post(TRACER, "/tracings/" + read + "/results", RESULT.replace("\"careAnswers\"",
                "\"correctionReason\": \"NEW_INFORMATION\", \"careAnswers\""), 201);
    }

    @Override
    protected ApplicationContext service() {
        return context;
    }

    @Override
    protected String ministry() {
        return "KH";
    }

    @Override
    protected String caseFor(String endpoint) {
        return held;
    }

    @Override
    protected Set<String> unknownCase() {
        return Set.of("unknown-tracing", "unknown-history");
    }

    @ParameterizedTest
    @CsvSource({
        // role, member, whether it is there
        "TRACING_OFFICER, /request/person/nameOwnScript, true",
        "TRACING_OFFICER, /request/person/careNeeds, false",
        "TRACING_OFFICER, /request/person/proceedingsPending, false",
        "TRACING_OFFICER, /actions/0/detail, true",
        "TRACING_OFFICER, /draft, true",
        "TRACING_OFFICER, /results/0/content/relatives/0/reaction, true",
        "SUPERVISOR, /request/person/careNeeds, true",
        "SUPERVISOR, /actions/0/detail, true",
        "SUPERVISOR, /draft, true",
        "SUPERVISOR, /draft/evidence/0/source, true",
        "SUPERVISOR, /draft/gaps/0, true",
        "SUPERVISOR, /results/0/gapAnswers/0, true",
        "SUPERVISOR, /results/0/approvalNote, true",
        "SUPERVISOR, /results/0/content/relatives/0/reaction, true",
        "MINISTRY_SYSTEM, /request/person/careNeeds, true",
        "MINISTRY_SYSTEM, /actions/0/detail, true",
        "MINISTRY_SYSTEM, /draft, true",
        "CASE_MANAGER, /request/person/careNeeds, true",
        "CASE_MANAGER, /actions/0/type, true",
        "CASE_MANAGER, /actions/0/detail, false",
        "CASE_MANAGER, /actions/0/conclusion, false",
        "CASE_MANAGER, /draft, false",
        "CASE_MANAGER, /results/0/gapAnswers/0, true",
        "CASE_MANAGER, /results/0/approvalNote, false",
        "CASE_MANAGER, /results/0/content/relatives/0/name, true",
        "CASE_MANAGER, /results/0/content/relatives/0/reaction, false",
        "INTAKE_OFFICER, /request/person/nameOwnScript, true",
        "INTAKE_OFFICER, /actions/0/detail, false",
        "INTAKE_OFFICER, /draft, false",
        "INTAKE_OFFICER, /results/0/content/relatives/0/reaction, false"})
    void what_a_role_does_not_need_is_absent(Role role, String member, boolean there) {
        JsonNode whole = get(new Actor("kh-reader-1", role.name(), "KH-UNIT-1", "KH"), "/tracings/" + read, 200);
        assertThat(whole.at(member).isMissingNode()).as(member).isEqualTo(!there);
        assertThat(whole.path("contentOpened").asBoolean(false)).isTrue();
    }

    @Test
    void a_list_and_its_total_hold_the_callers_cases_only() {
        assertThat(get(new Actor("kh-x", Role.TRACING_OFFICER.name(), "KH-UNIT-9", "KH"), "/tracings", 200)
                .path("total").asInt(-1)).isZero();
        assertThat(get(new Actor("kh-x", Role.TRACING_OFFICER.name(), "KH-UNIT-1", "KH"), "/tracings", 200)
                .path("total").asInt(-1)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_came_in_is_every_contact_points_until_a_unit_takes_it() {
        String caseRef = UUID.randomUUID().toString();
        ExchangeFixtures events = new ExchangeFixtures(caseRef, "TH", "KH");
        PeerMinistry host = TracingServiceScenarios.EXCHANGE.peer("TH");
        Actor contact = new Actor("kh-contact-1", Role.SUPERVISOR.name(), "KH-DVP", "KH");
        host.send(host.topic("exchange", "referral"), caseRef, events.submitted(null), "KH");
        await().atMost(PATIENCE).until(() -> status(contact, "/tracings/" + caseRef) == 200);
        PeerMinistry here = TracingServiceScenarios.EXCHANGE.peer("KH");
        here.send(here.topic("exchange", "referral"), caseRef, events.accepted(), "TH");
        await().atMost(PATIENCE).until(() -> status(contact, "/tracings/" + caseRef) == 404);
        assertThat(status(TRACER, "/tracings/" + caseRef)).isEqualTo(200);
    }

    @Test
    void who_oversees_the_ministry_lists_the_headings_of_every_unit_and_reads_no_tracing_of_another_one() {
        Actor contact = new Actor("kh-contact-2", Role.INTAKE_OFFICER.name(), contactPoint(), "KH");
        await().atMost(PATIENCE).until(() -> get(contact, "/tracings/headings?size=200", 200).toString().contains(held));
        assertThat(get(contact, "/tracings/headings?state=TRACING&size=200", 200).path("items").valueStream()
                .filter(each -> each.path("caseRef").asString("").equals(held))).singleElement().satisfies(heading ->
                assertThat(heading.propertyNames()).containsExactlyInAnyOrder("caseRef", "party", "direction", "state",
                        "units", "contactPoints", "changedAt"));
        assertThat(status(contact, "/tracings/" + held)).isEqualTo(404);
    }

    /** A case that the holder accepted for the unit. */
    private String accepted() {
        String caseRef = UUID.randomUUID().toString();
        ExchangeFixtures events = new ExchangeFixtures(caseRef, "TH", "KH");
        PeerMinistry host = TracingServiceScenarios.EXCHANGE.peer("TH");
        PeerMinistry here = TracingServiceScenarios.EXCHANGE.peer("KH");
        CaseKey key = host.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, "TH", key.id(), host.caseKeyIssued(caseRef, key, "KH").getWrappedKey()))).block(PATIENCE);
        ReferralContent person = ReferralContent.newBuilder(ExchangeFixtures.person("KH"))
                .setCareNeeds("Made-up need").build();
        host.send(host.topic("exchange", "referral"), caseRef, events.submitted(host.seal(key, caseRef, person)), "KH");
        here.send(here.topic("exchange", "referral"), caseRef, ReferralAccepted.newBuilder(events.accepted())
                .setActor(new ActorReference(HOLDER, "CASE_MANAGER", "KH-UNIT-1", "KH")).build(), "TH");
        Actor system = new Actor("kh-system", Role.MINISTRY_SYSTEM.name(), "KH-DVP", "KH");
        await().atMost(PATIENCE).until(() -> status(system, "/tracings/" + caseRef) == 200
                && get(system, "/tracings/" + caseRef, 200).path("state").asString("").equals("TRACING"));
        return caseRef;
    }

    private int status(Actor actor, String path) {
        return client().get().uri(path).headers(Tokens.as(actor)).exchange().expectBody().returnResult().getStatus()
                .value();
    }

    private JsonNode get(Actor actor, String path, int status) {
        return JsonMapper.shared().readTree(Objects.requireNonNull(client().get().uri(path).headers(Tokens.as(actor))
                .exchange().expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody()));
    }

    private void post(Actor actor, String path, String body, int status) {
        client().post().uri(path).headers(Tokens.as(actor)).header("Content-Type", "application/json").bodyValue(body)
                .exchange().expectStatus().isEqualTo(status);
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:"
                + context.getEnvironment().getRequiredProperty("local.server.port"), PATIENCE);
    }
}
