package org.safereturn.tracingservice;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.CareFlag;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referral.v1.FamilyMember;
import org.safereturn.referral.v1.ReferralContent;
import org.safereturn.referral.v1.Relation;
import org.safereturn.tracing.v1.CareCapacity;
import org.safereturn.tracing.v1.CareFinding;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.FormAnswer;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultContent;
import org.safereturn.tracing.v1.TracingResultIssued;
import org.safereturn.tracingservice.country.CountryProfile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The long version of the tracing form: scenarios 2, 3 and 15, what crosses of it and what officers see. */
abstract class AnnexEightScenarios extends FormScenarios {

    private static final int LARGEST_PAGE = 100 * 1024;
    private static final Map<String, String> HOUSE = Map.of("housing", "Two rooms by the river", "incomeAndDebts",
            "A debt at the mill", "homeSafety", "Nothing was seen");

    @Autowired
    CountryProfile profile;

    /** Scenario 2: a child, whose aunt is able to care with support. */
    @Test
    void scenario_2_a_child_whose_aunt_is_able_with_support_has_a_best_interests_record_and_the_support_is_named() {
        CaseKey key = referredHere(CareFlag.CHILD);
        sees(node -> text(node, "state").equals("TRACING"));
        visited();
        section("F", Map.of(), List.of(Map.of("name", "Malee Samplename", "relation", "AUNT", "occupation", "Weaver")))
                .expectStatus().isCreated();
        section("G", with(HOUSE, "childCare", "ABLE_WITH_SUPPORT")).expectStatus().isEqualTo(422).expectBody()
                .jsonPath("$.rule").isEqualTo("form-answer-needs-more")
                .jsonPath("$.parameters.field").isEqualTo("answers.childSupport");
        section("G", with(HOUSE, "childCare", "ABLE_WITH_SUPPORT", "childSupport", "A place at school")).expectStatus().isCreated();
        section("K", Map.of(), List.of(consent("FAMILY"), consent("GUARDIAN"), consent("CHILD"))).expectStatus().isCreated();
        section("L", Map.of("riskLevel", "LOW")).expectStatus().isCreated();
        problem(onLongForm("LOCATED_ABLE_WITH_SUPPORT", null), 422, "best-interests-record-missing");
        problem(section("I", Map.of("childViews", "Wants to be with the aunt", "childWishReturn", "YES")), 400, "field-missing");
        section("I", Map.of("childViews", "Wants to be with the aunt", "childWishReturn", "YES", "bestInterestsBody",
                own() + "-BODY", "bestInterestsOn", "2026-01-16", "bestInterestsRecommendation", "To the aunt, with a visit a month"))
                .expectStatus().isCreated();
        problem(onLongForm("LOCATED_ABLE", null), 422, "care-answer-contradicts-family-outcome");
        onLongForm("LOCATED_ABLE_WITH_SUPPORT", null).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();

        TracingResultContent told = issued(key);
        assertThat(told.getCareAnswers()).containsExactly(new CareFinding(CareFlag.CHILD, CareCapacity.ABLE_WITH_SUPPORT));
        assertThat(said(told)).containsEntry("G.childSupport", "A place at school")
                .containsEntry("I.bestInterestsRecommendation", "To the aunt, with a visit a month").containsEntry("L.riskLevel", "LOW");
        assertThat(told.toString()).as("what the assessment found stays in the country").doesNotContain("river", "mill", "Weaver",
                "Wants to be with the aunt");
    }

    /** Scenario 3: an elderly person with a chronic illness, whose son cannot give proper care. */
    @Test
    void scenario_3_an_elderly_person_with_an_illness_whose_son_cannot_care_goes_to_a_reception_unit_and_block_h_is_filled_in() {
        CaseKey key = referredHere(CareFlag.ELDERLY, CareFlag.CHRONIC_CONDITION);
        sees(node -> text(node, "state").equals("TRACING"));
        visited();
        section("F", Map.of(), List.of(Map.of("name", "Malee Samplename", "relation", "CHILD"))).expectStatus().isCreated();
        section("G", HOUSE).expectStatus().isCreated();
        section("J", Map.of("adultWantsContact", "YES")).expectStatus().isCreated();
        section("K", Map.of(), List.of(consent("FAMILY"))).expectStatus().isCreated();
        section("L", Map.of("riskLevel", "LOW")).expectStatus().isCreated();
        String unit = profile.receptionUnits(LocalDate.now(profile.timeZone())).getFirst();
        problem(onLongForm("LOCATED_UNABLE", unit), 422, "care-answer-missing");
        section("H", Map.of(), List.of(block("ELDERLY"))).expectStatus().isCreated();
        problem(onLongForm("LOCATED_UNABLE", unit), 422, "care-answer-missing");
        section("H", Map.of(), List.of(block("ELDERLY"), block("CHRONIC_CONDITION"))).expectStatus().isCreated();
        problem(onLongForm("LOCATED_UNABLE", null), 422, "reception-unit-missing");
        problem(onLongForm("LOCATED_ABLE", unit), 422, "care-answer-contradicts-family-outcome");
        onLongForm("LOCATED_UNABLE", unit).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();

        TracingResultIssued result = (TracingResultIssued) sent(1).getFirst();
        assertThat(result.getFamilyOutcome()).isEqualTo(FamilyOutcome.LOCATED_UNABLE);
        assertThat(result.getRecommendedReceptionUnit()).isEqualTo(unit);
        TracingResultContent told = issued(key);
        assertThat(told.getCareAnswers()).containsExactly(new CareFinding(CareFlag.ELDERLY, CareCapacity.UNABLE),
                new CareFinding(CareFlag.CHRONIC_CONDITION, CareCapacity.UNABLE));
        assertThat(told.getFormAnswers()).filteredOn(answer -> answer.getSection().equals("H")).extracting(FormAnswer::getField)
                .containsExactlyInAnyOrder("careFlag", "properCare", "nearestService", "careFlag", "properCare", "nearestService");
    }

    /** Scenario 15: the version of the form changes while the case runs. */
    @Test
    void scenario_15_a_case_that_was_begun_on_one_version_is_answered_on_the_next_and_its_page_shows_both_in_every_language() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")).expectStatus().isCreated();
        section("J", Map.of("adultWantsContact", "UNDECIDED")).expectStatus().isCreated();
        section("L", Map.of("riskLevel", "LOW")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "results", Map.of("form", longForm(), "nationalityOutcome", "INCONCLUSIVE", "familyOutcome",
                "NOT_LOCATED")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED", "gapAnswers", List.of(
                Map.of("gap", "NATIONALITY_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER"),
                Map.of("gap", "FAMILY_WITHOUT_ACTION", "reason", "RECORDED_ON_PAPER")))).expectStatus().isOk();

        FormReference begun = ((TracingProgressReported) sent(2).getFirst()).getFormRef();
        FormReference answered = ((TracingResultIssued) sent(2).get(1)).getFormRef();
        assertThat(code(begun)).isEqualTo(inForce());
        assertThat(code(answered)).isEqualTo(longForm());
        assertThat(answered.getApproval()).isEqualTo(FormApproval.PROPOSED);
        JsonNode forms = sees(_ -> true).path("forms");
        assertThat(forms.valueStream().map(form -> text(form, "code"))).contains(inForce(), longForm());
        showsBoth(Role.TRACING_OFFICER, forms);
    }

    /** Scenario 15, the other side. */
    @Test
    void scenario_15_the_host_reads_a_result_on_the_later_version_beside_what_came_on_the_earlier_one() {
        PeerMinistry here = EXCHANGE.peer(own());
        PeerMinistry origin = EXCHANGE.peer(other());
        CaseKey key = here.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, here.country(), key.id(),
                here.caseKeyIssued(caseRef, key, own()).getWrappedKey()))).block(PATIENCE);
        here.send(here.topic("exchange", "referral"), caseRef, fromHere().submitted(here.seal(key, caseRef,
                ExchangeFixtures.person(other()))), other());
        String topic = origin.topic("exchange", "tracing");
        origin.send(topic, caseRef, TracingProgressReported.newBuilder(fromHere().progress(TracingMilestone.ASSIGNED))
                .setFormRef(reference(inForce())).build(), own());
        TracingResultContent content = TracingResultContent.newBuilder(ExchangeFixtures.found()).setFormAnswers(List.of(
                new FormAnswer("H", "careFlag", 0, "ELDERLY"), new FormAnswer("H", "properCare", 0, "UNABLE"),
                new FormAnswer("H", "nearestService", 0, "Made-up clinic"), new FormAnswer("L", "riskLevel", null, "LOW"),
                new FormAnswer("Q", "notKnownHere", null, "Of a later version"))).build();
        origin.send(topic, caseRef, TracingResultIssued.newBuilder(fromHere().result(1, FamilyOutcome.LOCATED_UNABLE,
                origin.seal(key, caseRef, content))).setFormRef(reference(longForm())).build(), own());

        JsonNode shown = sees(node -> node.path("results").size() == 1);
        assertThat(text(shown.at("/results/0"), "form")).isEqualTo(longForm());
        assertThat(text(shown.at("/form/sections/H/rows/0"), "nearestService")).isEqualTo("Made-up clinic");
        assertThat(text(shown.at("/form/sections/Q/answers"), "notKnownHere")).isEqualTo("Of a later version");
        assertThat(shown.path("formsOffered")).as("the host writes no result").isEmpty();
        showsBoth(Role.CASE_MANAGER, shown.path("forms"));
        Browser manager = officer(Role.CASE_MANAGER, own() + "-UNIT-1");
        Map.of("en", "Not able", "km", "មិនអាចថែទាំបាន", "th", "ดูแลไม่ได้").forEach((language, unable) ->
                assertThat(manager.in(language).open("/pages/annex-8/" + caseRef).text()).contains("Made-up clinic", unable));
    }

    @Test
    void what_the_family_does_not_share_stays_and_a_family_that_refused_was_not_assessed() {
        CaseKey key = referredHere(CareFlag.CHILD);
        sees(node -> text(node, "state").equals("TRACING"));
        visited();
        section("F", Map.of(), List.of(Map.of("name", "Malee Samplename", "relation", "AUNT"))).expectStatus().isCreated();
        section("G", with(HOUSE, "childCare", "ABLE_WITH_SUPPORT", "childSupport", "A place at school")).expectStatus().isCreated();
        section("I", Map.of("childViews", "Says little", "childWishReturn", "YES", "bestInterestsBody", own() + "-BODY",
                "bestInterestsOn", "2026-01-16", "bestInterestsRecommendation", "To the aunt")).expectStatus().isCreated();
        section("L", Map.of("riskLevel", "LOW")).expectStatus().isCreated();
        problem(onLongForm("LOCATED_ABLE_WITH_SUPPORT", null), 422, "form-consent-missing");
        section("K", Map.of(), List.of(with(consent("FAMILY"), "assessment", "REFUSED"), consent("GUARDIAN"), consent("CHILD")))
                .expectStatus().isCreated();
        problem(onLongForm("LOCATED_ABLE_WITH_SUPPORT", null), 422, "form-assessment-refused");
        section("K", Map.of(), List.of(with(consent("FAMILY"), "sharing", "REFUSED"), consent("GUARDIAN"), consent("CHILD")))
                .expectStatus().isCreated();
        onLongForm("LOCATED_ABLE_WITH_SUPPORT", null).expectStatus().isCreated();
        problem(section("L", Map.of("riskLevel", "LOW")), 409, "draft-awaits-approval");
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();
        assertThat(said(issued(key))).doesNotContainKey("G.childSupport").containsEntry("G.childCare", "ABLE_WITH_SUPPORT");
        assertThat(text(sees(_ -> true).at("/form/sections/G/answers"), "childSupport")).as("its own side keeps it")
                .isEqualTo("A place at school");
        JsonNode manager = get(Tokens.actor(Role.CASE_MANAGER, own()), "/tracings/" + caseRef);
        assertThat(manager.at("/form/sections/G/answers").has("housing")).as("who works with the person reads no notes").isFalse();
        assertThat(manager.at("/form/sections/G/answers").has("childCare")).isTrue();
    }

    @Test
    void a_version_that_is_not_offered_and_a_section_or_a_field_that_there_is_not_are_refused() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        problem(post(Role.TRACING_OFFICER, "results", Map.of("form", "SOP-8-V9", "nationalityOutcome", "INCONCLUSIVE",
                "familyOutcome", "NOT_LOCATED")), 400, "form-not-offered");
        problem(post(Role.TRACING_OFFICER, "form-sections", Map.of("form", inForce(), "section", "G", "answers", HOUSE)), 400,
                "form-not-offered");
        problem(section("B", Map.of("name", "x")), 400, "form-section-unknown");
        problem(section("J", Map.of("adultWantsContact", "YES", "mood", "x")), 400, "form-field-unknown");
        problem(section("J", Map.of("adultWantsContact", "PERHAPS")), 400, "invalid-value");
        assertThat(sees(_ -> true).at("/form/sections/J/answers")).isEmpty();
    }

    @Test
    void officers_fill_in_the_form_section_by_section_and_print_all_of_it() {
        referredHere(ReferralContent.newBuilder(ExchangeFixtures.person(own())).setRelatives(List.of(FamilyMember.newBuilder()
                .setName("Aunt of the Testperson").setRelation(Relation.AUNT).build())).build(), CareFlag.CHILD, CareFlag.DISABILITY);
        sees(node -> text(node, "state").equals("TRACING"));
        visited();
        Browser tracer = officer(Role.TRACING_OFFICER, own() + "-UNIT-1");
        String family = "/pages/forms/annex-f/" + caseRef;
        assertThat(tracer.open(family).html()).as("nobody types again whom the referral names").contains("Aunt of the Testperson");
        enter(tracer, "annex-f", Map.of("rows[0].occupation", List.of("Weaver")));
        Browser.Page assessment = assess(tracer, "ABLE_WITH_SUPPORT", "");
        assertThat(assessment.status()).isEqualTo(422);
        assertThat(assessment.html()).as("beside the field").contains("id=\"f-answers-childSupport-error\"");
        assertThat(assess(tracer, "ABLE_WITH_SUPPORT", "A place at school").address().getQuery()).isEqualTo("done=annex-g");
        enter(tracer, "annex-h", Map.of("rows[DISABILITY].properCare", List.of("ABLE"), "rows[DISABILITY].nearestService",
                List.of("Made-up clinic")));
        enter(tracer, "annex-k", Map.of("rows[FAMILY].assessment", List.of("GIVEN"), "rows[FAMILY].sharing", List.of("GIVEN")));
        enter(tracer, "annex-l", Map.of("rows[DEBT].likelihood", List.of("MEDIUM"), "answers.riskLevel", List.of("LOW")));
        JsonNode form = sees(_ -> true).path("form");
        assertThat(text(form.at("/sections/F/rows/0"), "name") + text(form.at("/sections/F/rows/0"), "occupation"))
                .isEqualTo("Aunt of the TestpersonWeaver");
        assertThat(form.path("sections").has("J")).as("the person is a child").isFalse();

        Browser.Page sheet = tracer.open("/pages/sheets/annex-8-sheet/" + caseRef);
        assertThat(sheet.text()).contains("Guideline and Form for Family Tracing, Family Assessment and Nationality Confirmation for "
                + "Victims of Trafficking in Persons, Especially Children", "Background note (proposed", "Approval", "Proposed",
                "Translations", "Made-up clinic", "A place at school", "Civil registry", "Who checked and issued it");
        for (String letter : List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N")) {
            assertThat(sheet.text()).as("every section, with lines to write on where nothing is said").contains(" " + letter + ". ");
        }
        for (String letter : List.of("a", "e", "f", "g", "h", "i", "k", "l", "n")) {
            for (String language : List.of("km", "th", "en")) {
                Browser.Page page = tracer.in(language).open("/pages/forms/annex-" + letter + "/" + caseRef);
                assertThat(page.status()).as(letter).isEqualTo(200);
                assertThat(page.html().getBytes(StandardCharsets.UTF_8).length).as(letter).isLessThan(LARGEST_PAGE);
            }
        }
        looked(tracer, "/pages/annex-8/" + caseRef, family, "/pages/forms/annex-h/" + caseRef, "/pages/sheets/annex-8-sheet/" + caseRef);
    }

    private Browser.Page assess(Browser tracer, String care, String support) {
        String action = "/pages/forms/annex-g/" + caseRef;
        Map<String, List<String>> typed = new HashMap<>();
        HOUSE.forEach((field, value) -> typed.put("answers." + field, List.of(value)));
        typed.put("answers.childCare", List.of(care));
        typed.put("answers.childSupport", List.of(support));
        typed.put("step", List.of("check"));
        return tracer.send(tracer.send(tracer.open(action), action, typed), action, Map.of("step", List.of("send")));
    }

    private void visited() {
        for (String type : List.of("CIVIL_REGISTRY_CHECK", "FAMILY_VISIT", "FAMILY_ASSESSMENT")) {
            post(Role.TRACING_OFFICER, "actions", Map.of("type", type, "date", "2026-01-15", "result", "SUCCESSFUL"))
                    .expectStatus().isCreated();
        }
    }

    private WebTestClient.ResponseSpec section(String letter, Map<String, String> answers) {
        return section(letter, answers, List.of());
    }

    private WebTestClient.ResponseSpec section(String letter, Map<String, String> answers, List<Map<String, String>> rows) {
        return post(Role.TRACING_OFFICER, "form-sections", Map.of("form", longForm(), "section", letter, "answers", answers,
                "rows", rows));
    }

    /** Drafts a result without any answer about care, because the form has them. */
    private WebTestClient.ResponseSpec onLongForm(String family, @Nullable String unit) {
        Map<String, Object> body = new HashMap<>(result(family));
        body.put("form", longForm());
        if (unit != null) {
            body.put("recommendedReceptionUnit", unit);
        }
        return post(Role.TRACING_OFFICER, "results", body);
    }

    private static Map<String, String> consent(String giver) {
        return Map.of("giver", giver, "assessment", "GIVEN", "sharing", "GIVEN");
    }

    private static Map<String, String> block(String flag) {
        return Map.of("careFlag", flag, "properCare", "UNABLE", "careWhy", "Works far away", "nearestService", "Made-up clinic");
    }

    private static Map<String, String> with(Map<String, String> some, String... more) {
        Map<String, String> all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private TracingResultContent issued(CaseKey key) {
        TracingResultIssued result = (TracingResultIssued) sent(1).getFirst();
        assertThat(code(result.getFormRef())).isEqualTo(longForm());
        assertThat(result.toString()).doesNotContain("Malee", "Made-up", "school");
        return EXCHANGE.peer(other()).open(key, caseRef, Sealed.of(result.getSealed()), TracingResultContent.class);
    }

    private static Map<String, String> said(TracingResultContent content) {
        return content.getFormAnswers().stream().filter(answer -> answer.getRow() == null).collect(Collectors.toMap(
                answer -> answer.getSection() + "." + answer.getField(), FormAnswer::getValue));
    }

    /** Titles of both versions stand on the page of the case, in every language. */
    private void showsBoth(Role role, JsonNode forms) {
        SignInProvider.started().know(Tokens.actor(role, own()));
        Browser browser = new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
        for (Locale language : List.of(Locale.of("km"), Locale.of("th"), Locale.ENGLISH)) {
            assertThat(browser.in(language.getLanguage()).open("/pages/tracing/" + caseRef).text()).contains(forms.valueStream()
                    .filter(form -> List.of(inForce(), longForm()).contains(text(form, "code")))
                    .map(form -> text(form.path("names"), language.getLanguage())).toList());
        }
    }

    private static String code(FormReference form) {
        return form.getDocument() + "-" + form.getNumber() + "-V" + form.getVersion();
    }

    private static FormReference reference(String code) {
        return new FormReference("SOP", "8", code.substring(code.length() - 1), FormApproval.PROPOSED, List.of());
    }

    private String inForce() {
        return own().equals("ZZ") ? "SOP-8-V2" : "SOP-8-V1";
    }

    private String longForm() {
        return own().equals("ZZ") ? "SOP-8-V3" : "SOP-8-V2";
    }
}
