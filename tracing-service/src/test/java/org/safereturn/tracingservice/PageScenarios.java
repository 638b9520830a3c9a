package org.safereturn.tracingservice;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.CareFlag;
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
        JsonNode form = sees(_ -> true).path("forms").get(0);
        Map.of("en", "it has not been given to us", "km", "មិនទាន់ត្រូវបានផ្ដល់ឱ្យយើងទេ", "th", "ยังไม่มีการมอบให้เรา")
                .forEach((language, note) -> assertThat(supervisor.in(language).open("/pages/sheets/result-sheet/" + caseRef)
                        .text()).contains(form.path("names").path(language).asString("no title"), note));
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

    @Test
    void who_issues_a_result_reads_all_of_the_draft_and_answers_its_gaps_which_everybody_reads_afterwards() {
        referredHere(CareFlag.CHILD);
        sees(node -> node.path("state").asString("").equals("TRACING"));
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        Browser tracer = officer(Role.TRACING_OFFICER, own() + "-UNIT-1");
        String draft = "/pages/forms/draft/" + caseRef;
        Browser.Page form = tracer.open(draft);
        assertThat(form.html()).as("the needs of this person only").contains("careAnswers[CHILD].capacity")
                .doesNotContain("careAnswers[PREGNANCY]");
        Map<String, List<String>> typed = Map.ofEntries(Map.entry("nationalityOutcome", List.of("CONFIRMED")),
                Map.entry("identityCheck", List.of("MATCHED")), Map.entry("documentOffered", List.of("LAISSEZ_PASSER")),
                Map.entry("familyOutcome", List.of("LOCATED_ABLE")), Map.entry("content.caregiver", List.of("Mother Samplename")),
                Map.entry("content.caregiverRelation", List.of("MOTHER")),
                Map.entry("content.relatives[0].name", List.of("Malee Samplename")),
                Map.entry("content.relatives[0].relation", List.of("AUNT")),
                Map.entry("content.relatives[0].caregiver", List.of("no")),
                Map.entry("content.relatives[0].contactAllowed", List.of("yes")),
                Map.entry("careAnswers[CHILD].capacity", List.of("ABLE")),
                Map.entry("recommendedReceptionUnit", List.of(offered(form, "recommendedReceptionUnit"))));
        Map<String, List<String>> checked = new HashMap<>(typed);
        checked.put("step", List.of("check"));
        assertThat(tracer.send(form, draft, checked).text()).as("before it is sent")
                .contains("There are gaps between this and the recorded actions", "The family outcome rests on no action")
                .doesNotContain("A source is named without a check");
        enter(tracer, "draft", typed);

        String[] content = {"Who would care for the person", "Mother Samplename", "Malee Samplename", "Aunt", "Laissez-passer",
            "Matches", "Recommended unit", "The family outcome rests on no action"};
        Browser supervisor = officer(Role.SUPERVISOR, own() + "-UNIT-1");
        Browser.Page approve = supervisor.open("/pages/forms/approve/" + caseRef);
        assertThat(supervisor.open("/pages/tracing/" + caseRef).text()).contains(content);
        assertThat(approve.text()).contains("What you decide on").contains(content);
        assertThat(approve.html()).as("the gaps of this draft only").contains("gapAnswers[FAMILY_WITHOUT_ACTION].reason")
                .doesNotContain("gapAnswers[ACTION_PENDING]");
        looked(supervisor.in("en"), "/pages/forms/approve/" + caseRef);
        enter(supervisor.in("en"), "approve", Map.of("decision", List.of("APPROVED"),
                "gapAnswers[FAMILY_WITHOUT_ACTION].reason", List.of("DONE_BY_ANOTHER_AUTHORITY"),
                "note", List.of("Made-up note of the supervisor")));
        sees(node -> node.path("state").asString("").equals("RESULT_ISSUED"));
        Browser manager = officer(Role.CASE_MANAGER, own() + "-UNIT-1");
        for (String page : List.of("/pages/tracing/" + caseRef, "/pages/sheets/result-sheet/" + caseRef)) {
            assertThat(supervisor.open(page).text()).contains(content).contains("Done by another authority", "Made-up note of the");
            assertThat(manager.open(page).text()).contains(content).contains("Done by another authority")
                    .as("the note is for who checks the work").doesNotContain("Made-up note");
        }
    }

    @Test
    void who_does_not_see_a_tracing_is_told_whose_it_is_and_whom_to_ask_and_not_whether_there_is_one() {
        referredHere();
        sees(node -> node.path("state").asString("").equals("TRACING"));
        Browser manager = officer(Role.CASE_MANAGER, own() + "-UNIT-9");
        Browser.Page there = manager.open("/pages/tracing/" + caseRef);
        assertThat(there.status()).isEqualTo(404);
        assertThat(there.text()).contains("it belongs to another unit", "The contact point of your ministry can tell you");
        assertThat(there.text()).isEqualTo(manager.open("/pages/tracing/" + UUID.randomUUID()).text());
    }

    Browser officer(Role role, String unit) {
        SignInProvider.started().know(new Actor(own().toLowerCase(Locale.ROOT) + "-" + role.name().toLowerCase(Locale.ROOT) + "-7",
                role.name(), unit, own()));
        return new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")).in("en");
    }

    /** The first that a field offers. */
    private static String offered(Browser.Page form, String field) {
        Matcher first = Pattern.compile("(?s)name=\"" + field + "\".*?value=\"([^\"]+)\"").matcher(form.html());
        assertThat(first.find()).as(field).isTrue();
        return first.group(1);
    }

    /** Each page in the language of the country and in English. */
    void looked(Browser officer, String... pages) {
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
