package org.safereturn.caseservice.running;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.caseservice.casefile.model.Stage;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.words.PageTexts;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of a case over the API and on pages, and where one case stands. */
class FlowInUseTest {

    private static final int LARGEST_PAGE = 100 * 1024;
    private static final Pattern BOX = Pattern.compile("<g class=\"state[^\"]*\">");
    private static final Pattern HERE = Pattern.compile("<g class=\"state[^\"]* here[^\"]*\"><rect.*?</g>", Pattern.DOTALL);
    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "UNDECIDED"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"}}""";

    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = officer(Role.INTAKE_OFFICER);

    @TempDir
    private Path work;

    private Actor officer(Role role) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }

    private static String text(String key, String language) {
        return new PageTexts().exact(key, Locale.forLanguageTag(language)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_reads_the_flow_and_what_the_profile_decides_for_each_direction(Role role) {
        JsonNode all = Desk.get(officer(role), "/flows", 200);
        assertThat(all.path("inForce").asInt(0)).isEqualTo(1);
        assertThat(all.at("/flows/0/names/km").asString("")).isNotBlank();
        JsonNode flow = Desk.get(officer(role), "/flows/1", 200);
        assertThat(flow.path("inForce").asBoolean(false)).isTrue();
        assertThat(flow.at("/flow/states")).hasSize(Stage.values().length);
        assertThat(flow.at("/directions").valueStream().map(each -> each.path("direction").asString(""))).containsExactly("KH_TO_TH", "TH_TO_KH");
        assertThat(switched(flow, "TH_TO_KH", "RESULT_BEFORE_RETURN")).isEqualTo("REFUSE SEED_MINUTES");
        assertThat(switched(flow, "KH_TO_TH", "RESULT_BEFORE_RETURN")).isEqualTo("WARN PROPOSED");
        assertThat(switched(flow, "KH_TO_TH", "SHELTER_CHOICE")).isEqualTo("OFFERED SEED_MINUTES");
        assertThat(switched(flow, "TH_TO_KH", "FUND")).isEqualTo("NOT_OFFERED PROPOSED");
    }

    private static String switched(JsonNode flow, String direction, String id) {
        return flow.path("directions").valueStream().filter(each -> each.path("direction").asString("").equals(direction))
                .flatMap(each -> each.path("switches").valueStream()).filter(each -> each.path("id").asString("").equals(id))
                .map(each -> each.path("value").asString("") + " " + each.path("authority").asString("")).findFirst().orElse("");
    }

    @Test
    void versions_are_compared_and_one_that_there_is_not_is_not_found() {
        JsonNode same = Desk.get(intake, "/flows/1/differences?from=1", 200);
        assertThat(same.path("differences")).isEmpty();
        JsonNode later = Desk.get(intake, "/flows/2/differences", 200);
        assertThat(later.path("from").asInt(0)).isEqualTo(1);
        assertThat(later.path("differences").valueStream().map(each -> each.path("part").asString("") + " "
                + each.path("id").asString("") + " " + each.path("kind").asString("")))
                .containsExactly("TRANSITION CLOSE CHANGED", "GUARD GRD2 CHANGED");
        assertThat(Desk.get(intake, "/flows/1/differences", 200).path("from").asInt(0)).as("the first has none before it").isEqualTo(1);
        assertThat(Desk.get(intake, "/flows/99", 404).path("rule").asString("")).isEqualTo("unknown-flow");
        assertThat(Desk.get(intake, "/flows/1/differences?from=99", 404).path("rule").asString("")).isEqualTo("unknown-flow");
    }

    @ParameterizedTest
    @CsvSource({"en, Tracing runs, Return suspended", "km, កំពុងស្វែងរក, បានផ្អាកការវិលត្រឡប់", "th, กำลังสืบหา, ระงับการส่งกลับ"})
    void the_flow_is_a_chart_and_a_list_in_the_readers_language_and_small(String language, String tracing, String suspended) {
        Browser reading = Desk.browser(officer(Role.ME_OFFICER), language);
        assertThat(reading.open("/").html()).contains("href=\"/pages/flow\"");
        Page page = reading.open("/pages/flow");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAGE);
        assertThat(BOX.matcher(page.html()).results()).hasSize(Stage.values().length);
        assertThat(HERE.matcher(page.html()).find()).isFalse();
        assertThat(page.html()).contains(" marker-end=\"url(#tip)\"", "id=\"GRD14\"").doesNotContain("style=\"").doesNotContain("<script");
        assertThat(page.text().replace("\u200B", "")).contains(tracing, suspended, text("flow.title", language), text("flow.side.ORIGIN", language))
                .doesNotContain("RETURN_SUSPENDED", "INTAKE_OFFICER", "T_ACK", "SEED_MINUTES", "NOT_OFFERED");
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(page.html(), false)).isEmpty();
        assertThat(chromium.axe(page.html(), true)).as("dark").isEmpty();
        assertThat(chromium.cutOff(page.html(), 1280)).isEmpty();
        assertThat(chromium.cutOff(page.html(), 360)).as("the chart alone is wider, and can be moved")
                .allSatisfy(part -> assertThat(part).matches("(?s)(?:svg|g|rect|text|path|defs|marker|title)\\..*"));
        Chromium.keep(page.html(), "flow-" + language);
        Page compared = reading.open("/pages/flow?version=1&from=1");
        assertThat(compared.text()).contains(text("flow.differences.none", language));
    }

    @ParameterizedTest
    @CsvSource({"en, Close the case, Recovery", "km, បិទករណី, ការស្តារឡើងវិញ", "th, ปิดกรณี, ฟื้นฟู"})
    void two_versions_are_compared_in_words(String language, String close, String recovery) {
        Browser reading = Desk.browser(officer(Role.ME_OFFICER), language);
        assertThat(reading.open("/pages/flow").html()).contains("href=\"/pages/flow?version=1&amp;from=2\"");
        Page page = reading.open("/pages/flow?version=2&from=1");
        String differences = page.html().substring(page.html().indexOf("id=\"differences\""), page.html().indexOf("id=\"chart\""))
                .replaceAll("<[^>]*>", "").replace("\u200B", "");
        assertThat(differences).contains(text("flow.kind.CHANGED", language) + " ", text("flow.part.TRANSITION", language) + ": " + close,
                text("flow.what.from", language) + ": ", recovery, text("flow.part.GUARD", language) + ": ",
                        LaterFlow.OTHER_NAME)
                .doesNotContain("RECOVERY", "CHANGED", "TRANSITION", text("flow.differences.none", language));
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(page.html(), false)).isEmpty();
        Chromium.keep(page.html(), "flow-differences-" + language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_case_stands_at_its_place_of_the_version_that_it_began_on(String language) {
        JsonNode opened = Desk.post(intake, "/cases", OPENING, 201);
        String ref = opened.path("caseRef").asString("");
        assertThat(opened.path("flow").asInt(0)).isEqualTo(1);
        Browser reading = Desk.browser(intake, language);
        Page record = reading.open("/pages/case/" + ref);
        assertThat(record.html()).contains("href=\"/pages/flow/" + ref + "\"");
        assertThat(record.text()).contains(text("field.flowVersion", language), text("elsewhere.flow", language));
        Page place = reading.open("/pages/flow/" + ref);
        assertThat(place.status()).isEqualTo(200);
        List<String> here = HERE.matcher(place.html()).results().map(found -> found.group().replaceAll("<[^>]*>", "").strip()).toList();
        String stage = Desk.get(intake, "/codes", 200).path("lists").valueStream()
                .filter(list -> list.path("name").asString("").endsWith(".CaseState")).flatMap(list -> list.path("codes").valueStream())
                .filter(code -> code.path("code").asString("").equals("ON_HOLD"))
                .map(code -> code.at("/labels/" + language).asString("")).findFirst().orElseThrow();
        assertThat(here).containsExactly(stage);
        assertThat(place.text()).contains(text("flow.place", language), text("flow.next", language)).doesNotContain("Sokha");
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(place.html(), false)).isEmpty();
        assertThat(chromium.axe(place.html(), true)).as("dark").isEmpty();
        Chromium.keep(place.html(), "flow-place-" + language);
    }

    @Test
    void nobody_sees_the_place_of_a_case_who_does_not_see_the_case() {
        String ref = Desk.post(intake, "/cases", OPENING, 201).path("caseRef").asString("");
        Actor stranger = new Actor("kh-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(), "KH-ELSEWHERE", "KH");
        assertThat(Desk.browser(stranger, "en").open("/pages/flow/" + ref).status()).isEqualTo(404);
        assertThat(Desk.browser(officer(Role.TRACING_OFFICER), "en").open("/pages/flow/" + ref).status()).isEqualTo(403);
        assertThat(Desk.browser(intake, "en").open("/pages/flow/no-reference").status()).isEqualTo(404);
        assertThat(Desk.browser(intake, "en").open("/pages/flow?version=99").status()).isEqualTo(404);
    }
}
