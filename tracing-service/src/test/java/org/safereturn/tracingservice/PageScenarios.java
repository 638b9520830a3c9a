package org.safereturn.tracingservice;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What officers do on pages, without script. */
abstract class PageScenarios extends RunningTracing {

    private static final int LARGEST_PAGE = 100 * 1024;

    @TempDir
    private Path work;

    @Test
    void the_origin_side_traces_and_issues_a_result_on_pages_alone() {
        referredHere();
        sees(node -> node.path("state").asString("").equals("TRACING"));
        SignInProvider.started().know(Tokens.actor(Role.TRACING_OFFICER, own()));
        Browser tracer = new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
        Browser.Page record = tracer.open("/pages/tracing/" + caseRef);
        assertThat(record.text()).contains("Sokha Testperson").doesNotContain("NATIONALITY");
        assertThat(List.of(record.html(), tracer.open("/").html())).allSatisfy(html -> assertThat(html)
                .contains("<p class=\"brand\"><a href=\"" + HOME + "/\">", "<p class=\"way\"><a href=\"" + HOME + "/\">"));
        enter(tracer, "act", Map.of("type", List.of("CIVIL_REGISTRY_CHECK"), "date.day", List.of("16"), "date.month",
                List.of("1"), "date.year", List.of("2026"), "result", List.of("SUCCESSFUL"), "note", List.of("Made-up note")));
        enter(tracer, "act", Map.of("type", List.of("FAMILY_VISIT"), "date.day", List.of("15"), "date.month",
                List.of("1"), "date.year", List.of("2569"), "result", List.of("PENDING")));
        enter(tracer, "conclude", Map.of("result", List.of("SUCCESSFUL")));
        assertThat(sees(_ -> true).path("actions").get(1).path("date").asString("")).as("of the Buddhist era").isEqualTo("2026-01-15");
        enter(tracer, "draft", Map.of("nationalityOutcome", List.of("CONFIRMED"), "nationalityBasis",
                List.of("CIVIL_REGISTRY"), "familyOutcome", List.of("LOCATED_ABLE"), "content.relatives[0].name",
                List.of("Malee Samplename"), "content.relatives[0].relation", List.of("AUNT"),
                "content.relatives[0].caregiver", List.of("yes"), "content.relatives[0].contactAllowed", List.of("yes")));
        assertThat(tracer.open("/pages/forms/approve/" + caseRef).status()).as("not the one who drafted").isEqualTo(403);

        SignInProvider.started().know(Tokens.actor(Role.SUPERVISOR, own()));
        Browser supervisor = new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
        assertThat(supervisor.open("/pages/tracing/" + caseRef).html()).contains("/pages/forms/approve/" + caseRef);
        enter(supervisor, "approve", Map.of("decision", List.of("APPROVED")));
        assertThat(sees(node -> node.path("state").asString("").equals("RESULT_ISSUED")).path("results")).hasSize(1);
        assertThat(supervisor.open("/pages/tracing/" + caseRef).html()).contains("/pages/sheets/result-sheet/" + caseRef);
        Browser.Page sheet = supervisor.open("/pages/sheets/result-sheet/" + caseRef);
        Printed printed = new Chromium(work).print(sheet.html());
        assertThat(printed.text()).contains(caseRef).contains("SokhaTestperson").doesNotContain("LOCATED_ABLE");
        assertThat(printed.notEmbedded()).isEmpty();
        assertThat(printed.pages().getFirst()).contains("1/" + printed.pages().size());
        looked(tracer, "/", "/pages/tracing/" + caseRef, "/pages/forms/act/" + caseRef, "/pages/forms/draft/" + caseRef,
                "/pages/lists/origin");
        looked(supervisor, "/pages/tracing/" + caseRef, "/pages/sheets/result-sheet/" + caseRef);
    }

    @Test
    void a_question_of_the_other_side_and_a_relative_of_the_referral_are_chosen_and_nobody_types_a_number() {
        CaseKey key = referredHere(ReferralContent.newBuilder(ExchangeFixtures.person(own())).setRelatives(List.of(
                FamilyMember.newBuilder().setName("Aunt of the Testperson").setRelation(Relation.AUNT).build())).build());
        sees(node -> node.path("state").asString("").equals("TRACING"));
        post(Role.TRACING_OFFICER, "clarifications", Map.of("topic", "FAMILY", "text", "An own question")).expectStatus()
                .isCreated();
        SignInProvider.started().know(Tokens.actor(Role.TRACING_OFFICER, own()));
        Browser tracer = new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
        assertThat(tracer.open("/pages/tracing/" + caseRef).html()).as("nothing to answer").doesNotContain("/pages/forms/answer/");
        PeerMinistry host = EXCHANGE.peer(other());
        for (int number : List.of(1, 2)) {
            host.send(host.topic("exchange", "tracing"), caseRef, fromOther().question(other(), number,
                    host.seal(key, caseRef, ExchangeFixtures.asking("Question " + number + " of the other side"))), own());
        }
        sees(node -> node.path("toAnswer").size() == 2);
        Browser.Page form = tracer.open("/pages/forms/answer/" + caseRef);
        assertThat(form.text()).contains("1 · ").contains("Question 1 of the other side").contains("Question 2 of the other side")
                .doesNotContain("An own question");
        enter(tracer, "answer", Map.of("@number", List.of("2"), "text", List.of("Made-up answer")));
        JsonNode answered = sees(node -> node.path("toAnswer").size() == 1);
        assertThat(answered.at("/toAnswer/0/number").asInt(0)).isEqualTo(1);
        assertThat(answered.path("clarifications").valueStream().filter(each -> each.has("answer"))).singleElement()
                .satisfies(each -> assertThat(each.path("askedBy").asString("") + each.path("number").asInt(0)).isEqualTo("HOST2"));

        enter(tracer, "act", Map.of("type", List.of("FAMILY_VISIT"), "date.day", List.of("15"), "date.month", List.of("1"),
                "date.year", List.of("2026"), "result", List.of("SUCCESSFUL")));
        assertThat(tracer.open("/pages/forms/draft/" + caseRef).text()).contains("1 · Aunt of the Testperson");
        enter(tracer, "draft", Map.of("nationalityOutcome", List.of("INCONCLUSIVE"), "familyOutcome", List.of("LOCATED_ABLE"),
                "content.relatives[0].referred", List.of("1"), "content.relatives[0].caregiver", List.of("yes"),
                "content.relatives[0].contactAllowed", List.of("yes")));
        assertThat(sees(_ -> true).at("/draft/content/relatives/0/name").asString("")).isEqualTo("Aunt of the Testperson");
    }

    /** Each page in the language of the country and in English. */
    private void looked(Browser officer, String... pages) {
        Chromium chromium = new Chromium(work);
        for (String language : own().equals("TH") ? List.of("th") : List.of("km", "en")) {
            officer.in(language);
            for (String page : pages) {
                Browser.Page shown = officer.open(page);
                assertThat(shown.status()).as(page).isEqualTo(200);
                assertThat(shown.html().getBytes(StandardCharsets.UTF_8).length).as(page).isLessThan(LARGEST_PAGE);
                assertThat(chromium.axe(shown.html(), false)).as(page).isEmpty();
                assertThat(chromium.cutOff(shown.html(), 360)).as(page).isEmpty();
                Chromium.keep(shown.html(), page.replaceAll("[^a-z]+[0-9a-f-]{36}|[^a-z]+", "-") + language);
            }
        }
    }

    /** Fills in a form, reads it once more and sends it. */
    void enter(Browser officer, String form, Map<String, List<String>> typed) {
        String action = "/pages/forms/" + form + "/" + caseRef;
        Map<String, List<String>> values = new HashMap<>(typed);
        values.put("step", List.of("check"));
        Browser.Page check = officer.send(officer.open(action), action, values);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Browser.Page done = officer.send(check, action, Map.of("step", List.of("send")));
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=" + form);
    }
}
