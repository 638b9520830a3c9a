package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.Gap;
import org.safereturn.tracing.v1.GapAnswer;
import org.safereturn.tracing.v1.GapReason;
import org.safereturn.tracing.v1.NationalityBasis;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The work of the origin side, and what every caller gets; with the scenarios that it extends, run once for every country. */
abstract class TracingServiceScenarios extends ConsentScenarios {

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
    void a_result_that_found_the_family_stands_after_the_handover_and_no_progress_is_told() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", APPROVAL).expectStatus().isOk();
        Map<String, Object> correction = new HashMap<>(result("LOCATED_UNSAFE"));
        correction.put("correctionReason", "NEW_INFORMATION");
        post(Role.TRACING_OFFICER, "results", correction).expectStatus().isCreated();
        assertThat(sees(_ -> true).path("settled").asBoolean(true)).isFalse();
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "repatriation"), caseRef, fromOther().handedOver(1), own());
        sees(node -> node.path("settled").asBoolean(false));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "UNDER_APPROVAL")), 422, "already-handed-over");
        problem(post(Role.SUPERVISOR, "results/2/approval", APPROVAL), 422, "already-handed-over");
        post(Role.SUPERVISOR, "results/2/approval", Map.of("decision", "RETURNED")).expectStatus().isOk();
        problem(post(Role.TRACING_OFFICER, "results", correction), 422, "already-handed-over");
    }

    @Test
    void an_arrival_and_the_end_of_a_case_come_from_this_countrys_own_services() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("exchange", "repatriation"), caseRef, fromOther().arrived(), other());
        here.send(here.topic("exchange", "reintegration"), caseRef, fromOther().closed(9), other());
        sees(node -> node.path("settled").asBoolean(false));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")), 422, "case-closed");
        here.send(here.topic("exchange", "reintegration"), caseRef, fromOther().reopened(10), other());
        sees(node -> !node.path("settled").asBoolean(true));
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", APPROVAL).expectStatus().isOk();
        sees(node -> node.path("settled").asBoolean(false));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")), 422, "already-handed-over");
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
    void a_result_rests_on_the_recorded_actions_or_its_gaps_are_answered() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "UNSUCCESSFUL")).expectStatus().isCreated();
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")), 422, "nationality-basis-contradicted");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-16", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        JsonNode before = get("/tracings/" + caseRef + "/evidence?nationalityOutcome=CONFIRMED&nationalityBasis=CIVIL_REGISTRY,WITNESS"
                + "&familyOutcome=LOCATED_ABLE");
        assertThat(before.path("gaps").valueStream().map(gap -> gap.asString("")))
                .containsExactly("SOURCE_WITHOUT_ACTION", "FAMILY_WITHOUT_ACTION");
        assertThat(before.path("evidence").valueStream().map(claim -> text(claim, "source")))
                .containsExactly("CIVIL_REGISTRY", "WITNESS", "");
        assertThat(get("/tracings/" + caseRef + "/evidence?nationalityOutcome=CONFIRMED").path("gaps")).isEmpty();
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
        TracingResultIssued issued = (TracingResultIssued) sent(1).getFirst();
        assertThat(issued.toString()).as("the note stays in the country").doesNotContain("aunt");
        assertThat(issued.getGapAnswers()).containsExactly(new GapAnswer(Gap.FAMILY_WITHOUT_ACTION, GapReason.OTHER));
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

    private static Map<String, Object> found(Map<String, Object> relative) {
        Map<String, Object> whole = new HashMap<>(Map.of("caregiver", true, "contactAllowed", true));
        whole.putAll(relative);
        return Map.of("nationalityOutcome", "CONFIRMED", "familyOutcome", "LOCATED_ABLE", "content",
                Map.of("relatives", List.of(whole)));
    }
}
