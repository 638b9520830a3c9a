package org.safereturn.caseservice.running;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.words.PageTexts;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person says about testifying, over HTTP and on pages. */
@ExtendWith(NoPersonalDataOutside.class)
class WitnessInUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOTE = "A made-up agreement about the way";

    private final ConfigurableApplicationContext service = RunningService.of("KH");
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = officer(Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = officer(Role.SUPERVISOR, unit);
    private final Actor reception = officer(Role.RECEPTION_OFFICER, unit);
    private final Labels labels = new Labels();

    @TempDir
    private Path work;

    @Test
    void the_unit_of_the_case_reads_it_with_its_words_and_whoever_receives_the_person_and_others_do_not() {
        String ref = opened();
        Desk.post(intake, path(ref), "{\"state\": \"WILLING\", \"informed\": true, \"note\": \"" + NOTE + "\"}", 200);
        for (Actor reader : List.of(intake, supervisor)) {
            JsonNode witness = Desk.get(reader, "/cases/" + ref, 200).path("witness");
            assertThat(witness.path("state").asString("")).isEqualTo("WILLING");
            assertThat(witness.at("/steps/0/note").asString("")).isEqualTo(NOTE);
            assertThat(witness.at("/steps/0/by/reference").asString("")).isEqualTo(intake.reference());
        }
        assertThat(Desk.get(reception, "/cases/" + ref, 200).toString()).doesNotContain("witness").doesNotContain("WILLING")
                .doesNotContain(NOTE);
        Desk.get(officer(Role.CASE_MANAGER, "KH-UNIT-" + UUID.randomUUID()), "/cases/" + ref, 404);
        assertThat(Desk.get(intake, "/cases?size=100", 200).toString()).as("no list has it").doesNotContain("WILLING");
        Desk.post(supervisor, path(ref), "{\"state\": \"STOPPED\"}", 403);
        Desk.post(reception, path(ref), "{\"state\": \"STOPPED\"}", 403);
    }

    @Test
    void who_recorded_it_and_who_read_it_is_on_record_without_what_was_said() {
        String ref = opened();
        Desk.post(intake, path(ref), "{\"state\": \"UNWILLING\", \"note\": \"" + NOTE + "\"}", 200);
        Desk.get(supervisor, "/cases/" + ref, 200);
        List<AuditEntry> entries = Objects.requireNonNull(service.getBean(MongoAuditTrail.class).all().map(AuditRecord::entry)
                .filter(entry -> entry.cases().contains(ref)).collectList().block(PATIENCE));
        assertThat(entries).filteredOn(entry -> entry.endpoint().equals("POST /cases/{caseRef}/witness-cooperation"))
                .isNotEmpty().allSatisfy(entry -> assertThat(entry.agent().reference()).isEqualTo(intake.reference()));
        assertThat(entries).anySatisfy(entry -> assertThat(entry.agent().reference()).isEqualTo(supervisor.reference()));
        assertThat(entries.toString()).doesNotContain("UNWILLING").doesNotContain(NOTE);
    }

    @Test
    void a_case_ends_in_favour_of_another_one_only_when_that_one_has_what_the_person_last_said() {
        String duplicate = opened();
        String survivor = opened();
        Desk.post(intake, path(duplicate), "{\"state\": \"UNWILLING\"}", 200);
        String merge = "/cases/" + duplicate + "/merge";
        String into = "{\"into\": \"" + survivor + "\", \"reason\": \"SAME_DOCUMENT\"}";
        assertThat(Desk.post(intake, merge, into, 422).path("rule").asString("")).isEqualTo("merge-witness-behind");
        Desk.post(intake, path(survivor), "{\"state\": \"UNWILLING\"}", 200);
        Desk.post(intake, merge, into, 200);
        Desk.post(supervisor, merge + "/confirmation", "", 200);
        assertThat(Desk.post(intake, path(duplicate), "{\"state\": \"WILLING\", \"informed\": true}", 422).path("rule")
                .asString("")).as("only reading is left").isEqualTo("case-merged");
        assertThat(Desk.get(intake, "/cases/" + duplicate, 200).at("/witness/state").asString("")).isEqualTo("UNWILLING");
        assertThat(Desk.browser(intake, "en").open("/pages/case/" + duplicate).html()).doesNotContain("/pages/forms/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_person_is_willing_and_changes_mind_on_pages_alone_and_no_sheet_has_it(String language) {
        String ref = opened();
        Browser officer = Desk.browser(intake, language);
        String form = "/pages/forms/record-witness/" + ref;
        Page asked = officer.open(form);
        assertThat(asked.text()).contains(label("WILLING", language), label("UNDECIDED", language))
                .doesNotContain(label("STOPPED", language), label("COOPERATING", language));
        Page untold = officer.send(officer.send(asked, form, Map.of("step", List.of("check"), "state", List.of("WILLING"))), form,
                Map.of("step", List.of("send")));
        assertThat(untold.status()).isEqualTo(422);
        assertThat(untold.text()).contains(Problems.fromClassPath().title("witness-not-informed", Locale.of(language)).orElseThrow());
        Page done = told(officer, form, Map.of("state", List.of("WILLING"), "informed", List.of("yes"), "note", List.of(NOTE)));
        assertThat(done.text()).contains(text("form.record-witness.done", language));
        told(officer, form, Map.of("state", List.of("STOPPED")));
        Page correct = officer.open("/pages/forms/correct-witness/" + ref);
        assertThat(correct.text()).contains(label("STOPPED", language)).doesNotContain(label("COOPERATING", language));
        Page file = officer.open("/pages/case/" + ref);
        assertThat(file.text()).contains(text("section.witness", language), label("STOPPED", language), NOTE)
                .doesNotContain("PROCEEDINGS_HOLD");
        assertThat(file.html().substring(file.html().indexOf("class=\"timeline\""))).contains(text("step.witness", language),
                label("WILLING", language), label("STOPPED", language), intake.reference());
        assertThat(officer.open("/pages/sheets/consent/" + ref).text()).doesNotContain(label("STOPPED", language), NOTE);
        Page received = Desk.browser(reception, language).open("/pages/case/" + ref);
        assertThat(received.status()).isEqualTo(200);
        assertThat(received.text()).doesNotContain(label("STOPPED", language), NOTE);
        assertThat(received.html()).doesNotContain("record-witness");
        Chromium chromium = new Chromium(work);
        for (Page page : List.of(asked, untold, file, correct)) {
            assertThat(chromium.axe(page.html(), false)).isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).isEmpty();
        }
        Chromium.keep(file.html(), "witness-" + language);
    }

    private static Page told(Browser officer, String form, Map<String, List<String>> said) {
        Map<String, List<String>> typed = new HashMap<>(said);
        typed.put("step", List.of("check"));
        Page check = officer.send(officer.open(form), form, typed);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Page done = officer.send(check, form, Map.of("step", List.of("send")));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        return done;
    }

    private String label(String state, String language) {
        return labels.of("WitnessState", state, Locale.of(language));
    }

    private static String text(String key, String language) {
        return new PageTexts().in(Locale.of(language)).of(key);
    }

    private static String path(String ref) {
        return "/cases/" + ref + "/witness-cooperation";
    }

    private String opened() {
        return Desk.post(intake, "/cases", """
                {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                 "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
                 "person": {"nameOwnScript": "สมชาย ทดสอบ", "sex": "MALE", "dateOfBirth": "1997-05-03"}}""", 201)
                .path("caseRef").asString("");
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
