package org.safereturn.pages;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.messaging.form.Forms;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.Sheet;
import org.safereturn.pages.pdf.PdfPrinter;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Places;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Sheets of a sample definition, as data and on paper. */
class SheetViewsTest {

    private static final String REF = "00000000-0000-4000-8000-000000000001";
    private static final String DEFINITION = """
            records:
              - id: access-history
                path: /samples/{ref}
                sections:
                  - { id: accesses-to-data, rows: [ { path: name }, { path: village } ] }
            sheets:
              - id: access-history
                record: access-history
                version: 4
                authority: PROPOSED
                empty: true
                spoken: language
                form: TRACING
                parts:
                  - { id: accesses-to-data, write: true }
                  - id: accesses-to-data
                    write: true
                    blank: [sex]
                    rows: [ { path: informed, as: yes_no, boxes: ["yes", "no"], label: personInformed } ]
                  - id: accesses-to-data
                    table: { in: answers, list: Purpose, key: purpose, columns: [ { path: decision, as: code, list: ConsentDecision, boxes: [GIVEN, REFUSED] } ] }
                  - id: accesses-to-data
                    table: { in: items, ended: attempt sequence, columns: [ { path: officer } ] }
                signatures: [officer, person]
            """;
    private static final JsonNode RECORD = JsonMapper.shared().readTree("""
            {"version": 7, "forms": [
              {"kind": "REFERRAL", "code": "SR-REFERRAL-V1", "country": "TH", "version": "1", "known": true},
              {"kind": "TRACING", "code": "SOP-8-V1", "country": "KH", "document": "SOP", "number": "8", "version": "1",
               "approval": "APPROVED_WITH_OPEN_ACTION", "languages": [{"language": "th", "translation": "DRAFT"}],
               "backgroundNote": "AGREED_NOT_GIVEN", "fieldsAuthority": "PROPOSED", "known": true},
              {"kind": "TRACING", "code": "SOP-8-V9", "country": "TH", "document": "SOP", "number": "8", "version": "9",
               "approval": "PROPOSED", "languages": [], "known": false}], "name": "Malee Samplename", "language": "th", "informed": false,
             "answers": [{"purpose": "TRACING", "decision": "GIVEN"}],
             "items": [{"sequence": 2, "attempt": 1, "officer": "officer-ended"}, {"sequence": 1, "officer": "officer-attempted"},
                       {"sequence": 3, "officer": "officer-reading"}]}""");
    private static final Pages PAGES = Pages.read(new ByteArrayResource(DEFINITION.getBytes(StandardCharsets.UTF_8)));
    private static final Sheet SHEET = PAGES.sheet("access-history").orElseThrow();
    private static final Shown SHOWN = new Shown(new Labels(), Places.of(new ByteArrayResource(
            """
            safereturn: { profile: { country: ZZ, forms: [
              { code: SOP-8-V1, names: { en: Example form 1 } }, { code: SOP-8-V2, names: { en: Example form 2 } } ] } }
            """.getBytes(StandardCharsets.UTF_8)), Clock.systemUTC()),
            new PageTexts(), Problems.fromClassPath(), ZoneId.of("Asia/Bangkok"), Map.of("authorities", List.of("PROPOSED")));
    private static final Forms FORMS = forms();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:15:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path work;

    @Test
    void it_says_what_it_is_of_which_version_who_printed_it_and_when() {
        Map<String, Object> model = model(REF, RECORD, Locale.ENGLISH);
        assertThat(model).containsEntry("ref", REF).containsEntry("about", "Sheet, version 4. Authority: proposed, not official.")
                .containsEntry("state", "Version of the record: 7.")
                .containsEntry("printed", "Printed 23 November 2026, 17:15 by zz-officer-1.");
    }

    @Test
    void what_the_record_does_not_say_is_a_line_to_write_on_and_what_it_says_is_ticked() {
        List<SheetViews.Part> parts = parts(REF, RECORD);
        assertThat(parts.get(2).lines()).extracting(SheetViews.Line::value).containsExactly("Malee Samplename", "");
        assertThat(parts.get(3).lines()).hasSize(2);
        assertThat(parts.get(3).lines().getLast().boxes()).containsExactly(new SheetViews.Box("Yes", false),
                new SheetViews.Box("No", true));
        SheetViews.Table consents = Objects.requireNonNull(parts.get(4).table());
        assertThat(consents.entries()).hasSize(7).filteredOn(entry -> entry.cells().getFirst().boxes().getFirst().ticked())
                .extracting(SheetViews.Entry::label).containsExactly("Tracing of the family");
    }

    @Test
    void the_forms_of_the_case_stand_at_the_top_each_version_with_its_approval_and_its_note() {
        List<SheetViews.Part> parts = parts(REF, RECORD);
        assertThat(parts).extracting(SheetViews.Part::title).startsWith("The form", "The form");
        assertThat(said(parts.getFirst())).containsExactly("Title of the form: Example form 1", "Document: SOP",
                "Annex or form: 8", "Version of the form: 1", "Approval: Approved with an open point",
                "Translations: Thai Working translation, not reviewed",
                "Background note: Here stands the background note that both countries agreed on; it has not been given to us",
                "Who stands behind the fields: Proposed, not official", "Used by: Cambodia",
                "This version is known here: Yes");
        assertThat(said(parts.get(1))).containsExactly("Title of the form: SOP-8-V9", "Document: SOP", "Annex or form: 8",
                "Version of the form: 9", "Approval: Proposed", "Used by: Thailand", "This version is known here: No");
    }

    @Test
    void a_sheet_of_one_version_has_that_one_at_the_top_whether_the_case_was_recorded_on_it_already_or_not() {
        Sheet one = Pages.read(new ByteArrayResource(DEFINITION.replace("form: TRACING", "form: TRACING\n    formAt: name")
                .getBytes(StandardCharsets.UTF_8))).sheet("access-history").orElseThrow();
        for (String code : List.of("SOP-8-V1", "SOP-8-V2")) {
            JsonNode record = JsonMapper.shared().readTree(RECORD.toString().replace("Malee Samplename", code));
            List<SheetViews.Part> parts = parts(model(one, REF, record, Locale.ENGLISH));
            assertThat(parts).extracting(SheetViews.Part::title).filteredOn("The form"::equals).hasSize(1);
            assertThat(said(parts.getFirst())).contains("Title of the form: Example form " + code.substring(code.length() - 1));
        }
    }

    @Test
    void a_sheet_of_a_case_without_a_form_and_an_empty_one_have_the_form_of_today() {
        assertThat(said(parts("", MissingNode.getInstance()).getFirst())).contains("Version of the form: 2",
                "Approval: Approved with an open point").noneMatch(line -> line.startsWith("This version is known"));
        JsonNode other = JsonMapper.shared().readTree("{\"forms\": [{\"kind\": \"REFERRAL\", \"code\": \"SR-REFERRAL-V1\"}]}");
        assertThat(said(parts(REF, other).getFirst())).contains("Title of the form: Example form 2");
    }

    private static List<String> said(SheetViews.Part part) {
        return part.lines().stream().map(line -> line.label() + ": " + line.value() + line.inside().stream()
                .map(inside -> inside.stream().map(RecordLines.Line::value).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "))).toList();
    }

    /** Two versions of one form, the second from this year on. */
    private static Forms forms() {
        Map<String, Object> profile = new HashMap<>();
        for (String version : List.of("1", "2")) {
            String entry = "safereturn.profile.forms[" + (version.equals("1") ? 0 : 1) + "].";
            Map.of("code", "SOP-8-V" + version, "document", "SOP", "number", "8", "version", version, "kinds", "TRACING",
                    "approval", "APPROVED_WITH_OPEN_ACTION", "background-note", "AGREED_NOT_GIVEN", "authority", "PROPOSED",
                    "fields-authority", "PROPOSED", "translations-authority", "PROPOSED")
                    .forEach((name, value) -> profile.put(entry + name, value));
            profile.put(entry + "names.en", "Example form " + version);
            profile.put(entry + "names.th", "Example form " + version + " in Thai");
            profile.put(entry + "languages[0].language", "th");
            profile.put(entry + "languages[0].translation", "DRAFT");
        }
        profile.put("safereturn.profile.forms[1].valid-from", "2026-01-01");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("profile", profile));
        return Forms.in(environment);
    }

    @Test
    void an_attempt_whose_end_is_known_is_left_out() {
        SheetViews.Table accesses = Objects.requireNonNull(parts(REF, RECORD).getLast().table());
        assertThat(accesses.entries()).extracting(entry -> entry.cells().getFirst().value())
                .containsExactly("officer-ended", "officer-reading");
    }

    @Test
    void words_are_read_in_the_language_of_the_person_or_in_another_that_is_chosen() {
        assertThat(spoken(RECORD, null)).isEqualTo("th");
        assertThat(spoken(RECORD, "km")).isEqualTo("km");
        assertThat(spoken(RECORD, "xx")).isEqualTo("th");
        assertThat(spoken(MissingNode.getInstance(), null)).isEqualTo("en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void it_is_printed_with_numbered_pages_and_with_its_fonts_also_empty(String language) {
        for (String ref : List.of(REF, "")) {
            Map<String, Object> model = model(ref, ref.isEmpty() ? MissingNode.getInstance() : RECORD, Locale.of(language));
            model.put("frame", new Frame(language, List.of(), "Sample Country", "Sample", "/", List.of(), "zz-officer-1", "", "", null));
            model.put("t", words(Locale.of(language)));
            model.put("pdf", "");
            String html = new Templates().html("sheet", Locale.of(language), model);
            Chromium chromium = new Chromium(work);
            Printed printed = Printed.of(Objects.requireNonNull(new PdfPrinter(Path.of(Chromium.program()),
                    Duration.ofSeconds(60), 1).print(html).block()));
            assertThat(printed.notEmbedded()).isEmpty();
            assertThat(printed.boxes()).isZero();
            assertThat(printed.text()).contains(Printed.without(words(Locale.of(language)).of("sheet.access-history")))
                    .contains(ref);
            assertThat(printed.pages().getFirst()).contains("1/" + printed.pages().size());
            assertThat(printed.fonts()).anyMatch(font -> font.contains(switch (language) {
                case "km" -> "NotoSansKhmer";
                case "th" -> "NotoSansThai";
                default -> "Sans";
            }));
            assertThat(chromium.cutOff(html, 360)).isEmpty();
        }
    }

    private static String spoken(JsonNode record, @Nullable String chosen) {
        Object spoken = new SheetViews(SHOWN, CLOCK, FORMS).model(SHEET, PAGES.record("access-history").orElseThrow(), REF, record,
                officer(), chosen, words(Locale.ENGLISH)).get("spoken");
        return spoken instanceof SheetViews.Spoken known ? known.language() : "";
    }

    private static List<SheetViews.Part> parts(String ref, JsonNode record) {
        return parts(model(ref, record, Locale.ENGLISH));
    }

    private static List<SheetViews.Part> parts(Map<String, Object> model) {
        return model.get("parts") instanceof List<?> parts
                ? parts.stream().map(SheetViews.Part.class::cast).toList() : List.of();
    }

    private static Map<String, Object> model(String ref, JsonNode record, Locale language) {
        return model(SHEET, ref, record, language);
    }

    private static Map<String, Object> model(Sheet sheet, String ref, JsonNode record, Locale language) {
        return new HashMap<>(new SheetViews(SHOWN, CLOCK, FORMS).model(sheet, PAGES.record("access-history").orElseThrow(), ref, record,
                officer(), null, words(language)));
    }

    private static Words words(Locale language) {
        return SHOWN.texts().in(language);
    }

    private static Actor officer() {
        return new Actor("zz-officer-1", "INTAKE_OFFICER", "ZZ-CENTRE", "ZZ");
    }
}
