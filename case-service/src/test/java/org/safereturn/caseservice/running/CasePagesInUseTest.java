package org.safereturn.caseservice.running;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.testing.Tokens;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.pages.words.PageTexts;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** An officer opens a case and records what follows on pages, without script. */
class CasePagesInUseTest {

    private static final String TOLD = "<p class=\"grave\" role=\"status\">";
    private static final int LARGEST_PAGE = 100 * 1024;
    private static final Map<String, List<String>> PERSON = Map.ofEntries(
            Map.entry("identification.outcome", List.of("VICTIM")),
            Map.entry("identification.body", List.of("KH-DOSVY")),
            Map.entry("identification.decidedOn.day", List.of("3")),
            Map.entry("identification.decidedOn.month", List.of("2")),
            Map.entry("identification.decidedOn.year", List.of("2026")),
            Map.entry("originCountry", List.of("TH")), Map.entry("whereabouts", List.of("HOST_COUNTRY")),
            Map.entry("wishToReturn", List.of("YES")), Map.entry("person.sex", List.of("FEMALE")),
            Map.entry("person.statedAge", List.of("24")));

    private final String address = Desk.address();
    private final Browser browser = new Browser(address);

    @TempDir
    private Path work;

    @BeforeEach
    void signIn() {
        SignInProvider.started().know(Tokens.actor(Role.INTAKE_OFFICER, "KH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_case_is_opened_once_and_its_consents_are_recorded(String language) {
        browser.in(language);
        Page home = browser.open("/");
        assertThat(home.html()).contains("/pages/forms/open-case", "<p class=\"brand\"><a href=\"/\">")
                .doesNotContain("class=\"way\"");
        Page record = open(Map.of("person.nameRomanised", List.of("Malee Samplename")));
        assertThat(record.text()).contains("Malee Samplename").doesNotContain("FEMALE").doesNotContain("IDENTIFIED")
                .as("nobody said a nationality").doesNotContain(text("field.nationalityClaimed", language))
                .as("what was done").contains(text("form.open-case.done", language));
        assertThat(next(record)).containsExactly(text("form.consents", language));
        String ref = record.address().getPath().substring("/pages/case/".length());
        assertThat(browser.open("/pages/lists/ours").html()).contains("/pages/case/" + ref);

        Page done = consent(ref, language.equals("th") ? "2569" : "2026");
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=consents");
        assertThat(next(done)).containsExactly(text("elsewhere.refer", language));
        assertThat(done.html()).containsOnlyOnce("/pages/forms/submit/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void that_a_child_is_heard_is_asked_for_each_purpose_before_anything_is_sent(String language) {
        browser.in(language);
        String ref = open(Map.of("person.nameRomanised", List.of("Malee Samplename"), "person.statedAge", List.of("15"))).address()
                .getPath().substring("/pages/case/".length());
        String path = "/pages/forms/consents/" + ref;
        Page form = browser.open(path);
        Map<String, List<String>> consent = consents("2026");
        Page unheard = browser.send(form, path, consent);
        assertThat(unheard.status()).isEqualTo(422);
        for (String purpose : List.of("DATA_SHARING", "TRACING")) {
            assertThat(unheard.html()).contains("href=\"#f-consents-" + purpose + "-viewsHeard\"",
                    "id=\"f-consents-" + purpose + "-viewsHeard\"", "href=\"#f-consents-" + purpose + "-givenBy\"");
            consent.put("consents[" + purpose + "].givenBy", List.of("GUARDIAN"));
            consent.put("consents[" + purpose + "].viewsHeard", List.of("yes"));
        }
        Page check = browser.send(unheard, path, consent);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Page done = browser.send(check, path, Map.of("step", List.of("send")));
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=consents");
    }

    @Test
    void what_is_the_same_for_all_purposes_is_said_and_missed_once_and_a_purpose_can_say_otherwise() {
        String ref = open(Map.of("person.nameRomanised", List.of("Malee Samplename"))).address().getPath()
                .substring("/pages/case/".length());
        String path = "/pages/forms/consents/" + ref;
        Page missing = browser.send(browser.open(path), path, Map.of("step", List.of("check"), "consents[TRACING].decision",
                List.of("GIVEN"), "consents[RETURN].decision", List.of("REFUSED"), "consents[RETURN].language", List.of("km")));
        assertThat(missing.status()).isEqualTo(422);
        for (String once : List.of("givenBy", "decidedOn", "language")) {
            assertThat(missing.html()).containsOnlyOnce("href=\"#f-consents-once-" + once + "\"").contains("id=\"f-consents-once-" + once + "\"");
        }
        Page check = browser.send(missing, path, Map.of("step", List.of("check"), "consents.once.givenBy", List.of("PERSON"),
                "consents.once.decidedOn.day", List.of("4"), "consents.once.decidedOn.month", List.of("2"),
                "consents.once.decidedOn.year", List.of("2026"), "consents.once.language", List.of("th")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        assertThat(check.text()).as("each purpose is read once more").contains("Tracing of the family Decision: Given")
                .contains("Return Decision: Refused");
        browser.send(check, path, Map.of("step", List.of("send")));
        assertThat(Desk.get(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/cases/" + ref, 200).path("consents").valueStream()
                .map(each -> String.join(" ", each.path("purpose").asString(""), each.path("givenBy").asString(""),
                        each.path("decidedOn").asString(""), each.path("language").asString(""))))
                .containsExactlyInAnyOrder("TRACING PERSON 2026-02-04 th", "RETURN PERSON 2026-02-04 km");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void forms_that_were_begun_say_for_which_case_and_how_far_they_are_and_never_a_name(String language) {
        Browser officer = officerOf("KH-UNIT-" + UUID.randomUUID());
        officer.in(language);
        List<String> refs = Stream.of("Malee Samplename", "Sokha Testperson").map(name -> sent(officer, Map.of("person.nameRomanised",
                List.of(name))).address().getPath().substring("/pages/case/".length())).toList();
        for (String ref : refs) {
            String path = "/pages/forms/amend-person/" + ref;
            officer.send(officer.open(path), path, Map.of("step", List.of("check"), "exploitationType",
                    List.of(ref.equals(refs.getFirst()) ? "FORCED_LABOUR" : "")));
        }
        String unseen = UUID.randomUUID().toString();
        officer.send(officer.open("/pages/forms/ask-access"), "/pages/forms/ask-access", Map.of("step", List.of("check"),
                "@caseRef", List.of(unseen.toUpperCase(Locale.ROOT))));
        officer.send(officer.open("/pages/forms/open-case"), "/pages/forms/open-case", Map.of("step", List.of("check"),
                "person.nameRomanised", List.of("Malee Samplename")));
        Page home = officer.open("/");
        assertThat(Pattern.compile("<a id=\"draft-[0-9]+\"[^>]*>([^<]*)<").matcher(home.html()).results().map(found -> found.group(1)))
                .hasSize(4).anyMatch(line -> begins(line, "amend-person", refs.getFirst(), "checked", language))
                .anyMatch(line -> begins(line, "amend-person", refs.getLast(), "not-checked", language))
                .anyMatch(line -> begins(line, "ask-access", unseen, "not-checked", language))
                .anyMatch(line -> line.startsWith(text("form.open-case", language) + " · " + text("kept.no-case", language)))
                .noneMatch(line -> line.contains("Malee") || line.contains("Sokha"));
    }

    private static boolean begins(String line, String form, String ref, String step, String language) {
        return line.startsWith(String.join(" · ", text("form." + form, language), ref.substring(0, 8), text("kept." + step, language)) + " · ");
    }

    @Test
    void who_was_slower_reads_in_plain_words_that_it_changed_and_can_look_how_it_stands_now() {
        String ref = open(Map.of("person.nameRomanised", List.of("Malee Samplename"))).address().getPath()
                .substring("/pages/case/".length());
        String path = "/pages/forms/amend-person/" + ref;
        Page check = browser.send(browser.open(path), path, Map.of("step", List.of("check"), "exploitationType",
                List.of("FORCED_LABOUR")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        consent(ref, "2026");
        Page told = browser.send(check, path, Map.of("step", List.of("send")));
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.text()).contains(text("fault.changed", "en"), text("since.title", "en")).doesNotContain("ETag");
        assertThat(told.html()).contains("<a href=\"/pages/case/" + ref + "\">" + text("since.state", "en"));
    }

    /** The buttons that stand out as the next step. */
    private static List<String> next(Page page) {
        return Pattern.compile("class=\"button next\"[^>]*>([^<]*)<").matcher(page.html()).results()
                .map(found -> found.group(1)).toList();
    }

    private static String text(String key, String language) {
        return new PageTexts().in(Locale.of(language)).of(key);
    }

    @Test
    void a_person_without_a_known_name_is_opened_and_a_name_with_that_is_refused_beside_nothing_lost() {
        Page refused = sent(Map.of("person.nameUnknown", List.of("yes"), "person.nameRomanised", List.of("Malee Samplename")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html()).contains("role=\"alert\"").contains("value=\"Malee Samplename\"");
        Page record = open(Map.of("person.nameUnknown", List.of("yes")));
        assertThat(record.text()).contains("The name is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_year_of_birth_of_the_buddhist_era_is_a_question_that_the_officer_answers(String language) {
        browser.in(language);
        String path = "/pages/forms/open-case";
        Map<String, List<String>> typed = new HashMap<>(PERSON);
        typed.putAll(Map.of("person.nameRomanised", List.of("Malee Samplename"), "person.dateOfBirth.day", List.of("5"),
                "person.dateOfBirth.month", List.of("5"), "person.dateOfBirth.year", List.of("2544"), "step", List.of("check")));
        Page asked = browser.send(browser.open(path), path, typed);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.text()).contains("2001", "2544");
        assertThat(Browser.filled(asked, path)).containsEntry("person.dateOfBirth.year", List.of("2544"))
                .doesNotContainKey("person.dateOfBirth.era");
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(asked.html(), false)).isEmpty();
        assertThat(chromium.cutOff(asked.html(), 360)).isEmpty();
        Chromium.keep(asked.html(), "birth-" + language);

        Page no = browser.send(asked, path, Map.of("step", List.of("check"), "person.dateOfBirth.era", List.of("no")));
        assertThat(no.status()).isEqualTo(422);
        Page check = browser.send(no, path, Map.of("step", List.of("check"), "person.dateOfBirth.era", List.of("2544")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Page record = browser.send(check, path, Map.of("step", List.of("send")));
        String ref = record.address().getPath().substring("/pages/case/".length());
        assertThat(Desk.get(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/cases/" + ref, 200).at("/person/dateOfBirth").asString(""))
                .isEqualTo("2001-05-05");
        Page correction = browser.open("/pages/forms/amend-person/" + ref);
        Page again = browser.send(correction, "/pages/forms/amend-person/" + ref, Map.of("step", List.of("check"),
                "exploitationType", List.of("FORCED_LABOUR")));
        assertThat(again.status()).as("what the file says is not asked about").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void what_is_wrong_with_a_text_is_told_beside_it_when_it_is_checked_in_the_words_of_the_api(String language) {
        browser.in(language);
        String path = "/pages/forms/open-case";
        Page told = browser.send(browser.open(path), path, Map.of("step", List.of("check"),
                "person.nameRomanised", List.of("S\u043Ekha Testperson"), "person.nicknames", List.of("One\n<Two>"),
                "person.distinguishingMarks", List.of("a\u202Eb"), "person.careNeeds", List.of("x".repeat(5_001))));
        assertThat(told.status()).isEqualTo(422);
        Problems words = Problems.fromClassPath();
        for (String rule : List.of("name-not-in-latin-letters", "text-not-a-name", "control-characters", "text-too-long")) {
            assertThat(told.text()).contains(words.title(rule, Locale.of(language)).orElseThrow());
        }
        for (String field : List.of("nameRomanised", "nicknames", "distinguishingMarks", "careNeeds")) {
            assertThat(told.html()).contains("href=\"#f-person-" + field + "\"");
        }
        assertThat(Browser.filled(told, path)).containsEntry("person.nameRomanised", List.of("S\u043Ekha Testperson"));
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(told.html(), false)).isEmpty();
        assertThat(chromium.cutOff(told.html(), 360)).isEmpty();
    }

    @Test
    void the_api_refuses_a_birth_in_a_buddhist_year_with_the_year_that_is_possible() {
        JsonNode problem = Desk.post(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/cases", """
                {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                 "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
                 "person": {"nameRomanised": "Malee Samplename", "sex": "FEMALE", "dateOfBirth": "2548-05-05"}}""", 400);
        assertThat(problem.path("rule").asString("")).isEqualTo("date-in-other-era");
        assertThat(problem.at("/parameters/field").asString("")).isEqualTo("person.dateOfBirth");
        assertThat(problem.at("/parameters/year").asString("")).isEqualTo("2005");
        assertThat(problem.path("detail").asString("")).contains("2005");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void whoever_opens_a_case_is_told_once_of_others_that_may_be_of_the_same_person(String language) {
        Browser officer = officerOf("KH-UNIT-" + UUID.randomUUID());
        officer.in(language);
        Page first = sent(officer, Map.of("person.nameOwnScript", List.of("สมชาย ทองแก้ว")));
        assertThat(first.html()).doesNotContain(TOLD);
        Page second = sent(officer, Map.of("person.nameRomanised", List.of("Thongkaew Somchai")));
        String ref = second.address().getPath().substring("/pages/case/".length());
        String link = TOLD + "<a href=\"/pages/same-person/" + ref + "\">";
        assertThat(second.html()).contains(link);
        assertThat(second.html().substring(second.html().indexOf(link) + link.length()).split("</a>", 2)[0]).contains("1");
        assertThat(second.address().getQuery()).isEqualTo("done=open-case");
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(second.html(), false)).isEmpty();
        assertThat(chromium.cutOff(second.html(), 360)).isEmpty();
        Chromium.keep(second.html(), "told-" + language);
        assertThat(officer.open("/pages/case/" + ref).html()).doesNotContain(TOLD);
        assertThat(officer.open("/pages/same-person/" + ref).text())
                .contains(first.address().getPath().substring("/pages/case/".length()));

        Page elsewhere = sent(officerOf("KH-UNIT-" + UUID.randomUUID()), Map.of("person.nameRomanised", List.of("Somchai Thongkaew")));
        assertThat(elsewhere.html()).as("nobody is told of what they do not see").doesNotContain(TOLD);
    }

    private Browser officerOf(String unit) {
        SignInProvider.started().know(new Actor("kh-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(), unit, "KH"));
        return new Browser(address);
    }

    @Test
    void a_correction_begins_with_what_the_file_says() {
        Page record = open(Map.of("person.nameRomanised", List.of("Malee Samplename"), "person.documents[0].type",
                List.of("PASSPORT"), "person.documents[0].number", List.of("T-000"), "person.nicknames", List.of("One\nTwo")));
        String ref = record.address().getPath().substring("/pages/case/".length());
        Page form = browser.open("/pages/forms/amend-person/" + ref);
        assertThat(Browser.filled(form, "/pages/forms/amend-person/" + ref))
                .containsEntry("person.nameRomanised", List.of("Malee Samplename"))
                .containsEntry("person.documents[0].number", List.of("T-000"))
                .containsEntry("person.statedAge", List.of("24")).containsEntry("person.sex", List.of("FEMALE"))
                .containsEntry("person.nicknames", List.of("One\nTwo"));
    }

    @Test
    void a_case_is_found_by_its_reference_however_it_was_copied() {
        String ref = open(Map.of("person.nameUnknown", List.of("yes"))).address().getPath().substring("/pages/case/".length());
        Page home = browser.open("/");
        Page found = browser.send(home, "/pages/find", Map.of("ref", List.of(" " + ref.replace("-", "").toUpperCase(Locale.ROOT))));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.address().getPath()).isEqualTo("/pages/case/" + ref);
        SignInProvider.started().know(new Actor("kh-case-9", Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH"));
        Browser stranger = new Browser(address);
        Page unseen = stranger.send(stranger.open("/"), "/pages/find", Map.of("ref", List.of(ref)));
        assertThat(unseen.status()).isEqualTo(404);
        assertThat(unseen.html()).contains("/pages/forms/ask-access/" + ref);
        Page asked = stranger.open("/pages/forms/ask-access/" + ref);
        assertThat(Browser.filled(asked, "/pages/forms/ask-access/" + ref)).containsEntry("@caseRef", List.of(ref));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_case_is_found_by_the_name_of_the_person_which_stands_in_no_address(String language) {
        browser.in(language);
        String family = "Samplename" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        Page record = open(Map.of("person.nameRomanised", List.of("Malee " + family), "person.nameOwnScript", List.of("มาลี ตัวอย่าง")));
        String ref = record.address().getPath().substring("/pages/case/".length());
        Page found = browser.send(browser.open("/"), "/pages/find", Map.of("ref", List.of(family.toUpperCase(Locale.ROOT) + " malee")));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.html()).contains("/pages/case/" + ref).contains("Malee " + family, "มาลี ตัวอย่าง")
                .contains("value=\"" + family.toUpperCase(Locale.ROOT) + " malee\"");
        assertThat(found.address().getPath()).isEqualTo("/pages/find");
        assertThat(found.address().getQuery()).isNull();
        assertThat(found.answer().headers().firstValue("Cache-Control").orElse("")).contains("no-store");

        Page nobody = browser.send(found, "/pages/find", Map.of("ref", List.of("Nobody " + family)));
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.html()).doesNotContain("<table").contains("class=\"none\"");
        for (String wrong : List.of("", "<b>" + family + "</b>", "x".repeat(201))) {
            Page refused = browser.send(found, "/pages/find", Map.of("ref", List.of(wrong)));
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.html()).contains("role=\"alert\"", "href=\"#find\"", "aria-invalid=\"true\"",
                    "aria-describedby=\"find-hint find-error\"").doesNotContain("<b>" + family);
            assertThat(Browser.filled(refused, "/pages/find")).containsEntry("ref", List.of(wrong));
        }
        Chromium chromium = new Chromium(work);
        for (Page page : language.equals("km") ? List.of(found, browser.send(found, "/pages/find", Map.of("ref", List.of(""))))
                : List.of(found)) {
            assertThat(chromium.axe(page.html(), false)).isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).isEmpty();
        }
        Chromium.keep(found.html(), "found-" + language);
    }

    @Test
    void names_that_many_have_are_found_page_by_page() {
        String family = "Samplename" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        for (int number = 0; number < 26; number++) {
            Desk.post(Tokens.actor(Role.INTAKE_OFFICER, "KH"), "/cases", """
                    {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                     "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
                     "person": {"nameRomanised": "Malee %s", "sex": "FEMALE", "statedAge": 24}}""".formatted(family), 201);
        }
        Page first = browser.send(browser.open("/"), "/pages/find", Map.of("ref", List.of(family)));
        assertThat(lines(first)).hasSize(25);
        String pager = first.html().substring(first.html().indexOf("class=\"pager\""));
        Matcher after = Pattern.compile("name=\"after\" value=\"([^\"]+)\"").matcher(pager);
        assertThat(after.find()).isTrue();
        Page second = browser.send(first, "/pages/find", Map.of("ref", List.of(family), "after", List.of(after.group(1))));
        assertThat(lines(second)).hasSize(1).doesNotContainAnyElementsOf(lines(first));
        assertThat(second.html()).doesNotContain("name=\"after\"");
    }

    private static List<String> lines(Page page) {
        return Pattern.compile("href=\"/pages/case/([0-9a-f-]{36})\"").matcher(page.html()).results()
                .map(found -> found.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_consent_sheet_is_printed_with_the_words_for_the_person_and_also_empty(String language) {
        browser.in(language);
        Page record = open(Map.of("person.nameRomanised", List.of("Malee Samplename"), "person.interviewLanguage", List.of("th")));
        String ref = record.address().getPath().substring("/pages/case/".length());
        assertThat(record.html()).contains("/pages/sheets/consent/" + ref);
        assertThat(browser.open("/").html()).contains("\"/pages/sheets/consent\"");
        Chromium chromium = new Chromium(work);
        for (String address : List.of("/pages/sheets/consent/" + ref, "/pages/sheets/consent")) {
            Page sheet = browser.open(address);
            assertThat(sheet.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAGE);
            Chromium.keep(sheet.html(), "sheet-consent-" + (address.endsWith(ref) ? "" : "empty-") + language);
            Printed printed = chromium.print(sheet.html());
            assertThat(printed.notEmbedded()).isEmpty();
            assertThat(printed.pages().getFirst()).contains("1/" + printed.pages().size());
            assertThat(chromium.axe(sheet.html(), false)).isEmpty();
            assertThat(chromium.cutOff(sheet.html(), 360)).isEmpty();
            if (address.endsWith(ref)) {
                assertThat(printed.text()).contains(ref).contains("MaleeSamplename");
                assertThat(printed.fonts()).anyMatch(font -> font.contains("NotoSansThai"));
                assertThat(sheet.text()).contains("ให้เจ้าหน้าที่ในประเทศของคุณสืบหาครอบครัวของคุณได้หรือไม่");
                assertThat(browser.open(address + "?spoken=km").text()).contains("តើមន្ត្រីនៅប្រទេសរបស់អ្នកអាចស្វែងរកគ្រួសាររបស់អ្នកបានទេ?");
            } else {
                assertThat(sheet.text()).doesNotContain("Malee");
            }
        }
    }

    @Test
    void a_role_that_opens_no_case_is_not_offered_it() {
        SignInProvider.started().know(Tokens.actor(Role.SUPERVISOR, "KH"));
        Browser supervisor = new Browser(address);
        assertThat(supervisor.open("/").html()).doesNotContain("/pages/forms/open-case");
        assertThat(supervisor.open("/pages/forms/open-case").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_nothing_sticks_out_and_the_longest_form_is_small(String language) {
        Page record = open(Map.of("person.nameRomanised", List.of("Malee Samplename")));
        String ref = record.address().getPath().substring("/pages/case/".length());
        browser.in(language);
        Chromium chromium = new Chromium(work);
        for (String page : List.of("/", "/pages/case/" + ref, "/pages/forms/open-case", "/pages/forms/consents/" + ref)) {
            Page shown = browser.open(page);
            assertThat(shown.html().getBytes(StandardCharsets.UTF_8).length).as(page).isLessThan(LARGEST_PAGE);
            assertThat(chromium.axe(shown.html(), false)).as(page).isEmpty();
            assertThat(chromium.cutOff(shown.html(), 360)).as(page).isEmpty();
            Chromium.keep(shown.html(), page.replaceAll("[^a-z]+[0-9a-f-]{36}|[^a-z]+", "-") + language);
        }
    }

    @Test
    void the_own_consents_of_a_person_who_turns_out_to_be_a_child_are_shown_as_over() {
        String ref = open(Map.of("person.nameRomanised", List.of("Malee Samplename"))).address().getPath()
                .substring("/pages/case/".length());
        assertThat(consent(ref, "2026").text()).doesNotContain("Expired");
        String path = "/pages/forms/amend-person/" + ref;
        Page form = browser.open(path);
        assertThat(form.text()).contains("If by the right age somebody else had to decide");
        Page check = browser.send(form, path, Map.of("step", List.of("check"), "person.statedAge", List.of("16"), "ageGroup",
                List.of("AGE_12_17"), "exploitationType", List.of("FORCED_LABOUR")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Page child = browser.send(check, path, Map.of("step", List.of("send")));
        assertThat(child.address().getQuery()).as(child.text()).isEqualTo("done=amend-person");
        assertThat(child.text()).contains("Expired").contains("Child").doesNotContain("Given");
    }

    private static Map<String, List<String>> consents(String year) {
        Map<String, List<String>> consent = new HashMap<>(Map.of("step", List.of("check")));
        for (String purpose : List.of("DATA_SHARING", "TRACING")) {
            String row = "consents[" + purpose + "].";
            consent.putAll(Map.of(row + "decision", List.of("GIVEN"), row + "givenBy", List.of("PERSON"),
                    row + "decidedOn.day", List.of("4"), row + "decidedOn.month", List.of("2"), row + "decidedOn.year",
                    List.of(year), row + "language", List.of("th")));
        }
        return consent;
    }

    private Page consent(String ref, String year) {
        Map<String, List<String>> consent = consents(year);
        Page check = browser.send(browser.open("/pages/forms/consents/" + ref), "/pages/forms/consents/" + ref, consent);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        return browser.send(check, "/pages/forms/consents/" + ref, Map.of("step", List.of("send")));
    }

    private Page open(Map<String, List<String>> more) {
        Page record = sent(more);
        assertThat(record.address().getPath()).as(record.text()).startsWith("/pages/case/");
        return record;
    }

    private Page sent(Map<String, List<String>> more) {
        return sent(browser, more);
    }

    private static Page sent(Browser browser, Map<String, List<String>> more) {
        Map<String, List<String>> typed = new HashMap<>(PERSON);
        typed.putAll(more);
        typed.put("step", List.of("check"));
        Page check = browser.send(browser.open("/pages/forms/open-case"), "/pages/forms/open-case", typed);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        return browser.send(check, "/pages/forms/open-case", Map.of("step", List.of("send")));
    }
}
