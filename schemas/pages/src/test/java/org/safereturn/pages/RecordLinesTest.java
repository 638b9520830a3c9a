package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RecordLinesTest {

    private static final String REF = "00000000-0000-4000-8000-000000000001";
    private static final Shown SHOWN = new Shown(new Labels(), Places.of(new ByteArrayResource(
            "safereturn: { profile: { country: ZZ } }".getBytes(StandardCharsets.UTF_8)), Clock.systemUTC()),
            new PageTexts(), Problems.fromClassPath(), ZoneOffset.UTC, Map.of());
    private static final Words WORDS = SHOWN.texts().in(Locale.ENGLISH);
    private static final Row QUESTIONS = Row.of("questions", Kind.CODE, "Purpose");
    private static final Row RELATIVES = new Row("relatives", Kind.MANY, null,
            List.of(Row.of("name", Kind.TEXT, null), QUESTIONS), null, List.of(), null);
    private static final JsonNode RECORD = JsonMapper.shared().readTree("""
            {"questions": ["TRACING", "RETURN"], "one": ["TRACING"],
             "relatives": [{"name": "Made-up", "questions": ["TRACING", "RETURN"]}, {"name": "Other"}]}""");

    private final RecordLines lines = new RecordLines(SHOWN);

    @Test
    void each_value_of_a_list_stands_for_itself_and_one_value_beside_its_label() {
        assertThat(lines.of(List.of(QUESTIONS), RECORD, WORDS)).singleElement().satisfies(line -> {
            assertThat(line.value()).isEmpty();
            assertThat(line.inside()).containsExactly(List.of(value(label("TRACING"))), List.of(value(label("RETURN"))));
        });
        assertThat(lines.of(List.of(new Row("one", Kind.CODE, "Purpose", List.of(), "questions", List.of(), null)), RECORD, WORDS))
                .containsExactly(new RecordLines.Line(WORDS.of("field.questions"), label("TRACING"), List.of(), ""));
        assertThat(lines.of(List.of(QUESTIONS), JsonMapper.shared().readTree("{\"questions\": []}"), WORDS)).isEmpty();
    }

    @Test
    void lists_inside_of_things_are_lists_on_a_page_and_one_line_in_a_cell() {
        String page = new Templates().html("check", Locale.ENGLISH, model());
        assertThat(page.replaceAll("\\s+", " ")).contains("<li><div class=\"thing\"><div><i>Name: </i><span>Made-up</span></div><div"
                + " class=\"whole\"><i>" + WORDS.of("field.questions") + ": </i><ul class=\"many\"><li><div class=\"thing\"><div><span>"
                + label("TRACING") + "</span>").contains("<li><div class=\"thing\"><div><i>Name: </i><span>Other</span>");
        assertThat(lines.inOneLine(RELATIVES, RECORD, WORDS)).isEqualTo("Name: Made-up, " + WORDS.of("field.questions") + ": "
                + label("TRACING") + " · " + label("RETURN") + "; Name: Other");
    }

    @Test
    void another_case_leads_to_its_page_and_what_is_no_reference_leads_nowhere() {
        assertThat(address(List.of("case"), Kind.CASE, REF)).isEqualTo("/pages/case/" + REF);
        assertThat(address(List.of(), Kind.CASE, REF)).isEmpty();
        assertThat(address(List.of("case"), Kind.CASE, "../../logout")).isEmpty();
        assertThat(address(List.of("case"), Kind.TEXT, REF)).isEmpty();
    }

    @Test
    void each_of_several_other_cases_leads_to_its_own_page() {
        JsonNode record = JsonMapper.shared().readTree("{\"caseRef\": [\"%s\", \"none\"]}".formatted(REF));
        assertThat(new RecordLines(SHOWN, List.of("case")).of(List.of(Row.of("caseRef", Kind.CASE, null)), record, WORDS))
                .singleElement().satisfies(line -> assertThat(line.inside()).containsExactly(
                        List.of(new RecordLines.Line("", REF, List.of(), "/pages/case/" + REF)), List.of(value("none"))));
    }

    /** A page that shows these lines and nothing else. */
    private Map<String, Object> model() {
        return Map.ofEntries(Map.entry("title", "Sample"), Map.entry("back", "/"), Map.entry("ref", ""), Map.entry("lead", ""),
                Map.entry("shows", lines.of(List.of(RELATIVES), RECORD, WORDS)), Map.entry("showsTitle", "Shown"),
                Map.entry("asks", false), Map.entry("beforehand", List.of()), Map.entry("beforehandText", ""),
                Map.entry("grave", false), Map.entry("action", "/"), Map.entry("key", ""), Map.entry("begun", ""),
                Map.entry("seen", ""), Map.entry("about", ""), Map.entry("signOut", false), Map.entry("t", WORDS),
                Map.entry("frame", new Frame("en", List.of(), "Sample Country", "Sample", "/", List.of(), "", "", "", null)));
    }

    private static String address(List<String> find, Kind kind, String value) {
        return new RecordLines(SHOWN, find).of(List.of(Row.of("caseRef", kind, null)),
                JsonMapper.shared().createObjectNode().put("caseRef", value), WORDS).getFirst().address();
    }

    private static RecordLines.Line value(String text) {
        return new RecordLines.Line("", text, List.of(), "");
    }

    private static String label(String purpose) {
        return SHOWN.label("Purpose", purpose, Locale.ENGLISH);
    }
}
