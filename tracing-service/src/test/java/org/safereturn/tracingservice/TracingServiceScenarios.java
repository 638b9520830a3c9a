package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.scope.TemporaryReading;
import org.safereturn.access.testing.Client;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.NationalityBasis;
import org.safereturn.tracing.v1.TracingClarificationAnswerContent;
import org.safereturn.tracing.v1.TracingClarificationAnswered;
import org.safereturn.tracing.v1.TracingClarificationContent;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole service between HTTP and a real broker; run once for every country. */
@ExtendWith(NoPersonalDataOutside.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class TracingServiceScenarios {

    static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Of a result that no recorded action shows. */
    private static final Map<String, Object> APPROVAL = Map.of("decision", "APPROVED", "gapAnswers", List.of(
            Map.of("gap", "SOURCE_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER"),
            Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "DONE_BY_ANOTHER_AUTHORITY")));

    @Autowired
    private Environment environment;

    @Autowired
    private CaseKeys keys;

    @Autowired
    private TemporaryReading temporary;

    private final String caseRef = UUID.randomUUID().toString();

    /** The country under test. */
    abstract String own();

    /** The other side. */
    abstract String other();

    /**
     * Settings as a process gets them: the import of the country profile and the topics to read are decided before a
     * test's dynamic properties would be there.
     */
    static void use(String country) {
        DynamicPropertyRegistry settings = (name, value) -> System.setProperty(name, String.valueOf(value.get()));
        EXCHANGE.register(settings, country, "tracing-service");
        settings.add("safereturn.profile-file",
                () -> "classpath:country/" + country.toLowerCase(Locale.ROOT) + ".yaml");
        Tokens.settings().forEach(System::setProperty);
    }

    @BeforeEach
    void theServiceReads() {
        EXCHANGE.awaitReader(own(), "tracing-service");
    }

    @Test
    void the_origin_side_traces_and_issues_a_result_that_only_the_two_ministries_can_open() {
        CaseKey key = referredHere(CareFlag.CHILD);
        JsonNode tracing = sees(node -> text(node, "state").equals("TRACING"));
        assertThat(text(tracing, "side")).isEqualTo("ORIGIN");
        assertThat(text(tracing.at("/request/person"), "nameRomanised")).isEqualTo("Sokha Testperson");
        assertThat(tracing.at("/request/person/dateOfBirth").asString("")).isEqualTo("2000-01-01");

        post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result", "PENDING",
                "place", "A made-up village", "note", "Met nobody")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "actions/1/conclusion", Map.of("result", "SUCCESSFUL", "note", "Met the aunt"))
                .expectStatus().isOk();
        assertThat(text(sees(_ -> true).at("/actions/0/detail"), "place")).isEqualTo("A made-up village");
        assertThat(text(sees(_ -> true).at("/actions/0/conclusion"), "note")).isEqualTo("Met the aunt");
        post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-16", "result",
                "SUCCESSFUL")).expectStatus().isCreated();

        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE_WITH_SUPPORT", "CHILD", "ABLE_WITH_SUPPORT"))
                .expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isForbidden();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();

        List<SpecificRecord> sent = sent(2);
        assertThat(sent.get(0)).isInstanceOf(TracingProgressReported.class);
        TracingResultIssued issued = (TracingResultIssued) sent.get(1);
        assertThat(issued.toString()).doesNotContain("Malee").doesNotContain("Samplename");
        assertThat(issued.getCareAnswers()).as("no need in clear beside the case reference").isEmpty();
        PeerMinistry host = EXCHANGE.peer(other());
        TracingResultContent content = host.open(key, caseRef, new Sealed(issued.getSealed().getKeyId(),
                issued.getSealed().getJwe()), TracingResultContent.class);
        assertThat(content.getRelatives().getFirst().getName()).isEqualTo("Malee Samplename");
        assertThat(content.getCareAnswers()).containsExactly(
                new CareFinding(CareFlag.CHILD, CareCapacity.ABLE_WITH_SUPPORT));

        host.send(host.topic("exchange", "tracing"), caseRef, fromOther().acknowledged(1), own());
        assertThat(text(sees(node -> text(node, "state").equals("RESULT_REVIEWED")).at("/results/0/acknowledged/by"),
                "ministry")).isEqualTo(other());
    }

    @Test
    void the_needs_of_a_person_are_read_from_the_sealed_referral_and_nothing_is_drafted_without_them() {
        PeerMinistry host = EXCHANGE.peer(other());
        PeerMinistry here = EXCHANGE.peer(own());
        CaseKey key = host.newCaseKey();
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(host.seal(key, caseRef,
                ExchangeFixtures.flagged(ExchangeFixtures.person(own()), CareFlag.ELDERLY))), own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        assertThat(sees(node -> text(node, "state").equals("TRACING")).path("request").has("careFlags"))
                .as("unknown is not none").isFalse();
        Map<String, Object> nobody = Map.of("nationalityOutcome", "INCONCLUSIVE", "familyOutcome", "NOT_LOCATED");
        problem(post(Role.TRACING_OFFICER, "results", nobody), 409, "tracing-case-key-missing");
        keys.keep(List.of(new CaseKeys.Issued(caseRef, host.country(), key.id(),
                host.caseKeyIssued(caseRef, key, own()).getWrappedKey()))).block(PATIENCE);
        assertThat(sees(_ -> true).at("/request/careFlags").toString()).isEqualTo("[\"ELDERLY\"]");
        assertThat(get("/tracings?size=200").path("items").valueStream()
                .filter(item -> text(item, "caseRef").equals(caseRef)).findFirst().orElseThrow().path("careFlags").toString())
                .isEqualTo("[\"ELDERLY\"]");
        problem(post(Role.TRACING_OFFICER, "results", nobody), 422, "care-answer-missing");
        Map<String, Object> answered = new HashMap<>(nobody);
        answered.put("careAnswers", List.of(Map.of("careFlag", "ELDERLY", "capacity", "UNABLE")));
        post(Role.TRACING_OFFICER, "results", answered).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED", "gapAnswers", List.of(
                Map.of("gap", "NATIONALITY_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER"),
                Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER")))).expectStatus().isOk();
        TracingResultIssued issued = (TracingResultIssued) sent(1).getFirst();
        assertThat(host.open(key, caseRef, Sealed.of(issued.getSealed()), TracingResultContent.class).getCareAnswers())
                .containsExactly(new CareFinding(CareFlag.ELDERLY, CareCapacity.UNABLE));
    }

    @Test
    void a_correction_is_version_two_and_both_versions_stay_readable() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", APPROVAL).expectStatus().isOk();
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_UNSAFE")), 422, "correction-needs-reason");
        Map<String, Object> correction = new HashMap<>(result("LOCATED_UNSAFE"));
        correction.put("correctionReason", "NEW_INFORMATION");
        post(Role.TRACING_OFFICER, "results", correction).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/2/approval", APPROVAL).expectStatus().isOk();
        assertThat(((TracingResultIssued) sent(2).get(1)).getSupersedes()).isEqualTo(1);
        JsonNode results = sees(_ -> true).path("results");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).path("current").asBoolean(true)).isFalse();
        assertThat(text(results.get(0).path("content").path("relatives").get(0), "name")).isEqualTo("Malee Samplename");
    }

    @Test
    void facts_of_the_referral_come_in_any_order() {
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        assertThat(text(sees(_ -> true), "state")).isEqualTo("REQUESTED");
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(null), own());
        sees(node -> text(node, "state").equals("TRACING"));
    }

    @Test
    void a_relative_whom_the_referral_names_is_not_named_again() {
        CaseKey key = referredHere(ReferralContent.newBuilder(ExchangeFixtures.person(own())).setRelatives(List.of(
                FamilyMember.newBuilder().setName("Malee Samplename").setRelation(Relation.GRANDPARENT).build())).build());
        sees(node -> text(node, "state").equals("TRACING"));
        for (String action : List.of("CIVIL_REGISTRY_CHECK", "FAMILY_VISIT")) {
            post(Role.TRACING_OFFICER, "actions", Map.of("type", action, "date", "2026-01-15", "result", "SUCCESSFUL"))
                    .expectStatus().isCreated();
        }
        problem(post(Role.TRACING_OFFICER, "results", found(Map.of("referred", 2))), 400, "unknown-relative");
        problem(post(Role.TRACING_OFFICER, "results", found(Map.of("name", "Malee Samplename"))), 400, "field-missing");
        post(Role.TRACING_OFFICER, "results", found(Map.of("referred", 1))).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();
        TracingResultIssued issued = (TracingResultIssued) sent(1).getFirst();
        assertThat(issued.getNationalityBasis()).as("the source that was checked")
                .containsExactly(NationalityBasis.CIVIL_REGISTRY);
        TracingResultContent content = EXCHANGE.peer(other()).open(key, caseRef, new Sealed(issued.getSealed().getKeyId(),
                issued.getSealed().getJwe()), TracingResultContent.class);
        assertThat(content.getRelatives()).singleElement().satisfies(found -> {
            assertThat(found.getName()).isEqualTo("Malee Samplename");
            assertThat(found.getRelation()).isEqualTo("GRANDPARENT");
        });
    }

    private static Map<String, Object> found(Map<String, Object> relative) {
        Map<String, Object> whole = new HashMap<>(Map.of("caregiver", true, "contactAllowed", true));
        whole.putAll(relative);
        return Map.of("nationalityOutcome", "CONFIRMED", "familyOutcome", "LOCATED_ABLE", "content",
                Map.of("relatives", List.of(whole)));
    }

    @Test
    void who_traces_too_early_is_told_the_next_step_and_who_takes_it() {
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(null), own());
        Actor system = Tokens.actor(Role.MINISTRY_SYSTEM, own());
        await().atMost(PATIENCE).until(() -> status(system) == 200);
        Map.of("en", "intake officer", "km", "មន្ត្រីទទួលករណី", "th", "เจ้าหน้าที่รับกรณี").forEach((language, who) ->
                client().post().uri("/tracings/" + caseRef + "/progress").headers(Tokens.as(system))
                        .header("Accept-Language", language).bodyValue(Map.of("milestone", "ASSIGNED")).exchange()
                        .expectStatus().isEqualTo(409).expectBody().jsonPath("$.rule").isEqualTo("tracing-not-accepted")
                        .jsonPath("$.parameters.next").isEqualTo("ACCEPT").jsonPath("$.detail").value(detail ->
                                assertThat(String.valueOf(detail)).contains(who).doesNotContain("REQUESTED")));
    }

    @Test
    void work_that_comes_before_the_acceptance_waits_a_moment_for_it() {
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(null), own());
        Actor system = Tokens.actor(Role.MINISTRY_SYSTEM, own());
        await().atMost(PATIENCE).until(() -> status(system) == 200);
        Map<String, Object> body = Map.of("milestone", "ASSIGNED");
        problem(post(system, "progress", body), 409, "tracing-not-accepted");

        CompletableFuture<HttpStatusCode> early = CompletableFuture.supplyAsync(() -> post(system, "progress", body)
                .expectBody().returnResult().getStatus());
        await().during(Duration.ofMillis(300)).until(() -> !early.isDone());
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        assertThat(early.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(HttpStatus.CREATED);
        assertThat(sent(1)).singleElement().isInstanceOf(TracingProgressReported.class);
    }

    @Test
    void visits_stop_when_the_person_takes_contact_with_the_family_back() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        InboundRecord withdrawal = host.send(host.topic("exchange", "consent"), caseRef,
                fromOther().consentWithdrawn(Purpose.FAMILY_CONTACT), own());
        ConsentEffectConfirmed answer = (ConsentEffectConfirmed) sent(1).getFirst();
        assertThat(answer.getStopped()).containsExactly(StoppedActivity.FAMILY_CONTACT);
        assertThat(answer.getWithdrawalId().toString()).isEqualTo(PeerMinistry.header(withdrawal, "ce_id"));
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result",
                "PENDING")), 422, "tracing-consent-missing");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
    }

    @Test
    void the_nationality_check_goes_on_to_a_result_when_the_person_takes_tracing_back() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "consent"), caseRef, fromOther().consentWithdrawn(Purpose.TRACING), own());
        assertThat(((ConsentEffectConfirmed) sent(1).getFirst()).getStopped())
                .containsExactly(StoppedActivity.TRACING, StoppedActivity.FAMILY_CONTACT);
        JsonNode tracing = sees(_ -> true);
        assertThat(text(tracing, "state")).isEqualTo("TRACING");
        assertThat(text(tracing.path("tracks"), "FAMILY")).isEqualTo("STOPPED");
        assertThat(text(tracing.path("tracks"), "NATIONALITY")).isEqualTo("NOT_STARTED");
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_CALL", "date", "2026-01-15", "result",
                "PENDING")), 422, "tracing-consent-missing");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "results", Map.of("nationalityOutcome", "CONFIRMED", "nationalityBasis",
                List.of("CIVIL_REGISTRY"), "familyOutcome", "NOT_ATTEMPTED_NO_CONSENT")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();
        assertThat(((TracingResultIssued) sent(2).get(1)).getFamilyOutcome())
                .isEqualTo(FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT);
        host.send(host.topic("exchange", "tracing"), caseRef, fromOther().acknowledged(1), own());
        sees(node -> text(node, "state").equals("RESULT_REVIEWED"));
    }

    @Test
    void the_host_side_sees_that_only_the_search_for_the_family_stopped() {
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("exchange", "referral"), caseRef, fromHere().submitted(null), other());
        here.send(here.topic("exchange", "consent"), caseRef, fromHere().consentWithdrawn(Purpose.TRACING), other());
        JsonNode tracing = sees(node -> text(node.path("tracks"), "FAMILY").equals("STOPPED"));
        assertThat(text(tracing.path("tracks"), "NATIONALITY")).isEqualTo("NOT_STARTED");
        assertThat(text(tracing, "state")).isNotEqualTo("STOPPED");
        PeerMinistry origin = EXCHANGE.peer(other());
        origin.send(origin.topic("exchange", "tracing"), caseRef, fromHere().result(1,
                FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT, null), own());
        sees(node -> text(node, "state").equals("RESULT_ISSUED"));
        post(Role.CASE_MANAGER, "acknowledgement", Map.of("resultVersion", 1)).expectStatus().isOk();
    }

    @Test
    void a_family_that_must_not_be_contacted_is_not_and_the_officer_reads_it_before_acting() {
        referredHere(ExchangeFixtures.threatened(own()));
        JsonNode tracing = sees(node -> text(node, "state").equals("TRACING"));
        assertThat(tracing.at("/familyContact/instruction/familyMayBeContacted").asBoolean(true)).isFalse();
        assertThat(tracing.at("/familyContact/instruction/relativeSuspected").asBoolean(false)).isTrue();
        assertThat(tracing.at("/familyContact/forbidden").valueStream().map(type -> type.asString("")))
                .containsExactly("FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT");
        for (String type : List.of("FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT")) {
            problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", type, "date", "2026-01-15", "result",
                    "SUCCESSFUL")), 422, "safe-contact-forbids-contact");
        }
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISIT_PLANNED")), 422,
                "safe-contact-forbids-contact");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")), 422, "safe-contact-forbids-outcome");
    }

    @Test
    void a_result_rests_on_the_recorded_actions_or_its_gaps_are_answered() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "UNSUCCESSFUL")).expectStatus().isCreated();
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")), 422, "nationality-basis-contradicted");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-16", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        JsonNode draft = sees(_ -> true).path("draft");
        assertThat(draft.at("/evidence/0/actions").valueStream().map(action -> text(action, "number")))
                .containsExactly("1", "2");
        assertThat(text(draft.path("evidence").get(0), "source")).isEqualTo("CIVIL_REGISTRY");
        assertThat(draft.path("gaps").valueStream().map(gap -> gap.asString("")))
                .containsExactly("FAMILY_WITHOUT_ACTION");
        problem(post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")), 422,
                "result-gaps-unanswered");
        problem(post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED", "gapAnswers", List.of(
                Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "OTHER")))), 422, "gap-note-missing");
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED", "note", "The aunt came to the office",
                "gapAnswers", List.of(Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "OTHER")))).expectStatus().isOk();
        assertThat(text(sees(_ -> true).path("results").get(0), "approvalNote")).isEqualTo("The aunt came to the office");
        assertThat(sent(1).getFirst().toString()).doesNotContain("aunt").doesNotContain("FAMILY_WITHOUT_ACTION");
    }

    @Test
    void a_temporary_access_told_before_the_case_is_known_lets_one_officer_read_until_it_is_taken_back() {
        Actor reader = elsewhere(Role.CASE_MANAGER);
        told(1, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        assertThat(status(reader)).isEqualTo(404);
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        await().atMost(PATIENCE).until(() -> status(reader) == 200);
        assertThat(text(get(reader, "/tracings/" + caseRef).at("/request/person"), "nameRomanised"))
                .isEqualTo("Sokha Testperson");
        assertThat(status(elsewhere(Role.CASE_MANAGER))).as("a colleague of the same unit").isEqualTo(404);
        assertThat(get(reader, "/tracings?size=200").toString()).doesNotContain(caseRef);

        told(1, reader, TemporaryAccessState.ENDED, Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> status(reader) == 404);
        told(1, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        readsNow(2, elsewhere(Role.SUPERVISOR));
        assertThat(status(reader)).as("a grant that comes after its end").isEqualTo(404);
        problem(client().get().uri("/tracings/" + caseRef).headers(Tokens.as(reader)).exchange(), 404, "unknown-tracing");
    }

    @Test
    void a_temporary_access_is_over_by_the_clock_and_no_event_says_so() {
        referredHere();
        Actor late = elsewhere(Role.CASE_MANAGER);
        told(1, late, TemporaryAccessState.GRANTED, Duration.ZERO);
        readsNow(2, elsewhere(Role.CASE_MANAGER));
        assertThat(status(late)).isEqualTo(404);
    }

    @Test
    void a_temporary_access_makes_nobody_the_second_person() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        Actor supervisor = elsewhere(Role.SUPERVISOR);
        readsNow(1, supervisor);
        problem(post(supervisor, "results/1/approval", Map.of("decision", "APPROVED")), 404, "unknown-tracing");
        problem(post(supervisor, "results/1/approval", Map.of("decision", "RETURNED")), 404, "unknown-tracing");
        assertThat(sees(_ -> true).path("draft").isObject()).isTrue();
        assertThat(EXCHANGE.peer(own()).readBodies(EXCHANGE.peer(own()).topic("exchange", "tracing"), caseRef)).isEmpty();
    }

    @Test
    void a_temporary_access_sends_nothing_and_no_consent_is_passed_by_with_it() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "consent"), caseRef, fromOther().consentWithdrawn(Purpose.FAMILY_CONTACT), own());
        sent(1);
        Actor reader = elsewhere(Role.CASE_MANAGER);
        readsNow(1, reader);
        Actor tracer = new Actor(reader.reference(), Role.TRACING_OFFICER.name(), reader.unit(), own());
        problem(post(tracer, "progress", Map.of("milestone", "ASSIGNED")), 404, "unknown-tracing");
        problem(post(tracer, "results", result("LOCATED_ABLE")), 404, "unknown-tracing");
        problem(post(tracer, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result", "PENDING")), 404,
                "unknown-tracing");
        problem(post(reader, "acknowledgement", Map.of("resultVersion", 1)), 404, "unknown-tracing");
        readsNow(2, Tokens.actor(Role.TRACING_OFFICER, own()));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED")), 422, "tracing-consent-missing");
        assertThat(sent(1)).singleElement().isInstanceOf(ConsentEffectConfirmed.class);
    }

    @Test
    void a_withdrawn_referral_stops_everything_and_is_answered() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().withdrawn(), own());
        assertThat(((ConsentEffectConfirmed) sent(1).getFirst()).getStopped()).hasSize(3);
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")), 409, "tracing-stopped");
    }

    @Test
    void the_host_side_reads_the_result_with_advice_and_acknowledges_it() {
        PeerMinistry here = EXCHANGE.peer(own());
        PeerMinistry origin = EXCHANGE.peer(other());
        CaseKey key = here.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, here.country(), key.id(),
                here.caseKeyIssued(caseRef, key, own()).getWrappedKey())))
                .block(PATIENCE);
        here.send(here.topic("exchange", "referral"), caseRef, fromHere().submitted(here.seal(key, caseRef,
                ExchangeFixtures.flagged(ExchangeFixtures.person(other()), CareFlag.CHILD))), other());
        JsonNode asked = sees(node -> node.path("request").has("careFlags"));
        assertThat(text(asked, "side")).isEqualTo("HOST");
        assertThat(asked.at("/request/careFlags").toString()).isEqualTo("[\"CHILD\"]");
        assertThat(asked.path("request").has("person")).as("the host has its own case file").isFalse();
        String topic = origin.topic("exchange", "tracing");
        origin.send(topic, caseRef, fromHere().progress(TracingMilestone.ASSIGNED), own());
        origin.send(topic, caseRef, fromHere().result(1, FamilyOutcome.LOCATED_UNSAFE,
                origin.seal(key, caseRef, ExchangeFixtures.found())), own());
        JsonNode tracing = sees(node -> text(node, "state").equals("RESULT_ISSUED"));
        assertThat(text(tracing.at("/results/0/content/relatives/0"), "name")).isEqualTo("Malee Samplename");
        assertThat(text(tracing.at("/results/0/codes/careAnswers/0"), "capacity")).isEqualTo("UNABLE");
        assertThat(text(tracing.path("advice"), "course")).isEqualTo("ALTERNATIVE_CARE_WITHOUT_FAMILY");
        assertThat(text(tracing.path("advice"), "authority")).isEqualTo("PROPOSED");
        assertThat(text(tracing.path("advice"), "text")).matches("(?s).*\\p{IsThai}.*");

        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")), 422,
                "tracing-belongs-to-origin");
        post(Role.CASE_MANAGER, "acknowledgement", Map.of("resultVersion", 1)).expectStatus().isOk();
        problem(post(Role.INTAKE_OFFICER, "acknowledgement", Map.of("resultVersion", 1)), 409,
                "result-already-acknowledged");
        assertThat(((TracingResultAcknowledged) sent(1).getFirst()).getResultVersion()).isEqualTo(1);
    }

    @Test
    void either_side_asks_the_other_and_the_text_of_a_question_is_sealed() {
        CaseKey key = referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        problem(post(Role.TRACING_OFFICER, "clarifications", Map.of("topic", "IDENTITY", "text", " ")), 400,
                "field-missing");
        problem(post(Role.TRACING_OFFICER, "clarifications", Map.of("topic", "IDENTITY", "text", "x".repeat(2001))), 400,
                "invalid-value");
        post(Role.TRACING_OFFICER, "clarifications", Map.of("topic", "IDENTITY", "answerDueOn", "2100-01-31", "text",
                "Which school did Sokha visit?")).expectStatus().isCreated();
        TracingClarificationRequested asked = (TracingClarificationRequested) sent(1).getFirst();
        assertThat(asked.toString()).doesNotContain("Sokha");
        PeerMinistry host = EXCHANGE.peer(other());
        assertThat(host.open(key, caseRef, Sealed.of(asked.getSealed()), TracingClarificationContent.class).getText())
                .isEqualTo("Which school did Sokha visit?");

        Sealed question = host.seal(key, caseRef, ExchangeFixtures.asking("Is Malee the sister of the mother?"));
        String topic = host.topic("exchange", "tracing");
        host.send(topic, caseRef, fromOther().question(own(), 1, question), own());
        host.send(topic, caseRef, fromOther().question(other(), 1, question), own());
        JsonNode shown = sees(node -> node.path("clarifications").size() == 2).path("clarifications");
        assertThat(shown.valueStream().map(each -> text(each, "askedBy") + " " + text(each, "number") + " "
                + text(each, "text"))).containsExactly("ORIGIN 1 Which school did Sokha visit?",
                        "HOST 1 Is Malee the sister of the mother?");
        assertThat(host.deadLetters(own(), "tracing-service", caseRef))
                .extracting(letter -> PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).containsExactly("wrong-sender");
    }

    @Test
    void each_side_answers_what_the_other_asked_and_nobody_answers_twice() {
        CaseKey key = referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "clarifications", Map.of("topic", "FAMILY", "text", "Who is Malee?"))
                .expectStatus().isCreated();
        PeerMinistry host = EXCHANGE.peer(other());
        String topic = host.topic("exchange", "tracing");
        host.send(topic, caseRef, fromOther().question(other(), 1,
                host.seal(key, caseRef, ExchangeFixtures.asking("Where is the school?"))), own());
        Sealed answer = host.seal(key, caseRef, ExchangeFixtures.answering("Malee is an aunt."));
        host.send(topic, caseRef, fromOther().answer(own(), 1, answer), own());
        host.send(topic, caseRef, fromOther().answer(other(), 1, answer), own());
        sees(node -> node.at("/clarifications/0/answer").isObject());

        problem(answer(1, "ORIGIN", "It was the aunt."), 422, "own-clarification");
        problem(answer(2, "HOST", "Near the market."), 404, "unknown-clarification");
        answer(1, "HOST", "Near the market.").expectStatus().isOk();
        problem(answer(1, "HOST", "Near the river."), 409, "clarification-already-answered");
        JsonNode shown = sees(_ -> true).path("clarifications");
        assertThat(shown.valueStream().map(each -> text(each, "text") + " " + text(each.path("answer"), "text")))
                .containsExactly("Who is Malee? Malee is an aunt.", "Where is the school? Near the market.");
        assertThat(host.deadLetters(own(), "tracing-service", caseRef))
                .extracting(letter -> PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).containsExactly("wrong-sender");
        TracingClarificationAnswered sent = (TracingClarificationAnswered) sent(2).get(1);
        assertThat(sent.toString()).doesNotContain("market");
        assertThat(host.open(key, caseRef, Sealed.of(sent.getSealed()), TracingClarificationAnswerContent.class)
                .getText()).isEqualTo("Near the market.");
    }

    private WebTestClient.ResponseSpec answer(int number, String askedBy, String text) {
        return post(Role.TRACING_OFFICER, "clarifications/" + number + "/answer",
                Map.of("askedBy", askedBy, "text", text));
    }

    @Test
    void without_the_case_key_personal_parts_stay_closed_and_nothing_is_stored() {
        PeerMinistry host = EXCHANGE.peer(other());
        PeerMinistry here = EXCHANGE.peer(own());
        CaseKey key = host.newCaseKey();
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(
                host.seal(key, caseRef, ExchangeFixtures.person(own()))), own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        JsonNode tracing = sees(node -> text(node, "state").equals("TRACING"));
        assertThat(tracing.path("contentOpened").asBoolean(true)).isFalse();
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "ADDRESS_SEARCH", "date", "2026-01-15", "result",
                "PENDING")), 409, "tracing-case-key-missing");
    }

    @Test
    void a_retry_is_answered_and_not_done_again() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        Map<String, Object> body = Map.of("milestone", "ASSIGNED");
        post(Role.TRACING_OFFICER, "progress", body, "retry-1").expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "progress", body, "retry-1").expectStatus().isCreated()
                .expectHeader().valueEquals("Idempotency-Replayed", "true");
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED"), "retry-1"), 422,
                "idempotency-key-reused");
        assertThat(sees(_ -> true).path("progress")).hasSize(1);
    }

    @Test
    void bad_input_is_a_clear_problem_and_nothing_half_done() {
        referredHere(CareFlag.ELDERLY);
        sees(node -> text(node, "state").equals("TRACING"));
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")), 422, "care-answer-missing");
        problem(post(Role.TRACING_OFFICER, "results", Map.of("familyOutcome", "NO_FAMILY", "careAnswers", List.of())),
                422, "result-needs-both-outcomes");
        problem(post(Role.TRACING_OFFICER, "results", Map.of("nationalityOutcome", "PERHAPS")), 400, "unknown-value");
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-02-30", "result",
                "PENDING")), 400, "impossible-date");
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2199-01-01", "result",
                "PENDING")), 400, "date-in-the-future");
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED", "place", "x")), 400,
                "unknown-field");
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "UNKNOWN")), 400, "invalid-value");
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE", "UNKNOWN", "ABLE")), 400, "invalid-value");
        problem(post(Role.TRACING_OFFICER, "results", result("UNKNOWN", "ELDERLY", "ABLE")), 400, "invalid-value");
        assertThat(sees(_ -> true).path("actions")).isEmpty();
        assertThat(sees(_ -> true).path("draft").isMissingNode()).isTrue();
    }

    @Test
    void an_unknown_case_is_told_in_the_callers_language() {
        client().get().uri("/tracings/" + UUID.randomUUID()).headers(Tokens.as(Role.TRACING_OFFICER, own()))
                .header("Accept-Language", "km").exchange().expectStatus().isNotFound()
                .expectBody().jsonPath("$.rule").isEqualTo("unknown-tracing")
                .jsonPath("$.title").value(title -> assertThat(String.valueOf(title)).matches(".*\\p{IsKhmer}.*"));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED")), 404, "unknown-tracing");
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result",
                "PENDING")), 404, "unknown-tracing");
    }

    @Test
    void tracings_are_listed_by_side_and_state_with_their_total() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        JsonNode page = get("/tracings?side=ORIGIN&state=TRACING&size=1");
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("total").asInt(0)).isPositive();
        assertThat(get("/tracings?side=ORIGIN&size=200").path("items").valueStream()
                .filter(item -> text(item, "caseRef").equals(caseRef))).hasSize(1);
        assertThat(get("/tracings?side=HOST&size=200").path("items").valueStream()
                .filter(item -> text(item, "caseRef").equals(caseRef))).isEmpty();
        client().get().uri("/tracings?size=0").headers(Tokens.as(Role.TRACING_OFFICER, own())).exchange()
                .expectStatus().isBadRequest();
    }

    @Test
    void nobody_enters_without_a_token_of_this_ministry() {
        client().get().uri("/tracings").exchange().expectStatus().isUnauthorized();
        client().get().uri("/tracings").headers(Tokens.as(Role.TRACING_OFFICER, other())).exchange()
                .expectStatus().isForbidden();
    }

    @Test
    void every_reading_and_writing_of_a_person_is_on_record_and_can_be_printed() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result", "PENDING",
                "note", "Met nobody")).expectStatus().isCreated();
        byte[] history = client().get().uri("/audit/cases/" + caseRef + "?size=3")
                .headers(Tokens.as(Role.SUPERVISOR, own())).exchange().expectStatus().isOk().expectBody().returnResult()
                .getResponseBody();
        JsonNode items = JsonMapper.shared().readTree(history == null ? new byte[0] : history).path("items");
        assertThat(items.valueStream().map(item -> String.join(" ", text(item, "action"), text(item, "endpoint"),
                text(item, "outcome"), text(item, "officer")))).containsExactly(
                        "U POST /tracings/{ref}/actions SUCCESS " + officer(),
                        "U POST /tracings/{ref}/actions ATTEMPTED " + officer(),
                        "R GET /tracings/{ref} SUCCESS " + officer());
        client().get().uri("/audit/cases/" + caseRef + "/page").headers(Tokens.as(Role.SUPERVISOR, own()))
                .header("Accept-Language", "km").exchange().expectStatus().isOk().expectBody(String.class)
                .value(page -> assertThat(page).contains(officer(), caseRef, own() + "/tracing-service")
                        .containsPattern("\\p{IsKhmer}").doesNotContain("Sokha"));
    }

    private Actor elsewhere(Role role) {
        return new Actor("reader-" + UUID.randomUUID(), role.name(), own() + "-ELSEWHERE", own());
    }

    private void told(int number, Actor reader, TemporaryAccessState state, Duration lasts) {
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("national", "case"), caseRef, fromOther().temporaryAccess(number, reader, state, lasts));
    }

    /** A grant that the service has taken in, and with it whatever was told of the case before. */
    private void readsNow(int number, Actor reader) {
        told(number, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> status(reader) == 200 && Boolean.TRUE.equals(
                temporary.lets(caseRef, reader).block(PATIENCE)));
    }

    private int status(Actor actor) {
        return client().get().uri("/tracings/" + caseRef).headers(Tokens.as(actor)).exchange().expectBody().returnResult()
                .getStatus().value();
    }

    private String officer() {
        return Tokens.actor(Role.TRACING_OFFICER, own()).reference();
    }

    private CaseKey referredHere(CareFlag... careFlags) {
        return referredHere(ExchangeFixtures.person(own()), careFlags);
    }

    private CaseKey referredHere(ReferralContent person, CareFlag... careFlags) {
        PeerMinistry host = EXCHANGE.peer(other());
        PeerMinistry here = EXCHANGE.peer(own());
        CaseKey key = host.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, host.country(), key.id(),
                host.caseKeyIssued(caseRef, key, own()).getWrappedKey())))
                .block(PATIENCE);
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().submitted(
                host.seal(key, caseRef, ExchangeFixtures.flagged(person, careFlags))), own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        return key;
    }

    private ExchangeFixtures fromOther() {
        return new ExchangeFixtures(caseRef, other(), own());
    }

    private ExchangeFixtures fromHere() {
        return new ExchangeFixtures(caseRef, own(), other());
    }

    private static Map<String, Object> result(String family, String... careAnswer) {
        return Map.of("nationalityOutcome", "CONFIRMED", "nationalityBasis", List.of("CIVIL_REGISTRY"),
                "familyOutcome", family, "careAnswers", careAnswer.length == 0 ? List.of()
                        : List.of(Map.of("careFlag", careAnswer[0], "capacity", careAnswer[1])),
                "content", Map.of("relatives", List.of(Map.of("name", "Malee Samplename", "relation", "AUNT",
                        "caregiver", true, "contactAllowed", true))));
    }

    /** What this service has published about the case, once there is as much as that. */
    private List<SpecificRecord> sent(int count) {
        String topic = EXCHANGE.catalogue().topic(own(), "exchange", "tracing");
        return await().atMost(PATIENCE).until(() -> EXCHANGE.peer(other()).readBodies(topic, caseRef),
                bodies -> bodies.size() == count);
    }

    private JsonNode sees(Predicate<JsonNode> expected) {
        return await().atMost(PATIENCE).until(() -> {
            byte[] body = client().get().uri("/tracings/" + caseRef).headers(Tokens.as(Role.TRACING_OFFICER, own()))
                    .header("Accept-Language", "th").exchange().expectBody().returnResult().getResponseBody();
            return JsonMapper.shared().readTree(body == null ? new byte[0] : body);
        }, node -> node.has("caseRef") && expected.test(node));
    }

    private JsonNode get(String uri) {
        return get(Tokens.actor(Role.TRACING_OFFICER, own()), uri);
    }

    private JsonNode get(Actor actor, String uri) {
        byte[] body = client().get().uri(uri).headers(Tokens.as(actor)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JsonMapper.shared().readTree(body == null ? new byte[0] : body);
    }

    private WebTestClient.ResponseSpec post(Role role, String action, Map<String, ?> body) {
        return post(role, action, body, UUID.randomUUID().toString());
    }

    private WebTestClient.ResponseSpec post(Actor actor, String action, Map<String, ?> body) {
        return post(actor, action, body, UUID.randomUUID().toString());
    }

    private WebTestClient.ResponseSpec post(Role role, String action, Map<String, ?> body, String idempotencyKey) {
        return post(Tokens.actor(role, own()), action, body, idempotencyKey);
    }

    private WebTestClient.ResponseSpec post(Actor actor, String action, Map<String, ?> body, String idempotencyKey) {
        return client().post().uri("/tracings/" + caseRef + "/" + action).headers(Tokens.as(actor))
                .header("Idempotency-Key", idempotencyKey).bodyValue(body).exchange();
    }

    private static void problem(WebTestClient.ResponseSpec response, int status, String rule) {
        response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.rule").isEqualTo(rule)
                .jsonPath("$.type").isEqualTo("urn:safereturn:problem:" + rule);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private WebTestClient client() {
        return Client.at("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"), PATIENCE);
    }
}
