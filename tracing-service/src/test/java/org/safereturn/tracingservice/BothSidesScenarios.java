package org.safereturn.tracingservice;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.TracingClarificationAnswerContent;
import org.safereturn.tracing.v1.TracingClarificationAnswered;
import org.safereturn.tracing.v1.TracingClarificationContent;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingResultAcknowledged;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the two sides say to each other about a result. */
abstract class BothSidesScenarios extends AnnexEightScenarios {

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
        SignInProvider.started().know(Tokens.actor(Role.CASE_MANAGER, own()));
        Browser manager = new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")).in("en");
        for (String page : List.of("/pages/tracing/" + caseRef, "/pages/sheets/result-sheet/" + caseRef)) {
            assertThat(manager.open(page).text()).as("all of the result").contains("Who would care for the person: Malee Samplename",
                    "Relation of that person: Aunt", "Is it the same person: Matches", "Document that can be issued: Laissez-passer",
                    "Recommended unit: " + other() + "-UNIT-1", "Gap: The family outcome rests on no action",
                    "Why it can be issued all the same: Done by another authority");
        }
        enter(manager, "acknowledge", Map.of());
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
}
