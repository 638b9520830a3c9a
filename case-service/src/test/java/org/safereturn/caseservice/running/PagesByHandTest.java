package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.pages.testing.Tab;

import static org.assertj.core.api.Assertions.assertThat;

/** What only a real browser shows: typing, the keyboard alone, a line that is lost, a double click, the button back. */
class PagesByHandTest {

    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"}}""";
    private static final String NAME = "f-person-nameRomanised";

    private final String address = Desk.address();
    private final Actor officer = new Actor("kh-intake-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(),
            "KH-UNIT-" + UUID.randomUUID(), "KH");
    private Tab tab = new Tab();

    @BeforeEach
    void signIn() {
        SignInProvider.started().know(officer);
        tab.open(address + "/");
    }

    @AfterEach
    void close() {
        tab.close();
    }

    @Test
    void what_is_typed_is_kept_while_it_is_typed_and_offered_when_the_line_was_lost() {
        tab.open(address + "/pages/forms/open-case").type(NAME, "Malee Samplename");
        tab.await("document.getElementById('kept').textContent.startsWith('Kept')");
        tab.offline(true).type(NAME, " Testperson");
        tab.await("document.getElementById('lost').textContent.includes('not kept at the moment')");
        assertThat(tab.evaluate("document.getElementById('" + NAME + "').value").asString("")).isEqualTo("Malee Samplename Testperson");
        tab.close();

        tab = new Tab();
        tab.open(address + "/pages/forms/open-case");
        assertThat(tab.text()).contains("You began this form on");
        tab.leads(() -> tab.click("a.button[href^='/pages/forms/open-case?key=']", 1));
        assertThat(tab.evaluate("document.getElementById('" + NAME + "').value").asString("")).isEqualTo("Malee Samplename");
        assertThat(tab.evaluate("localStorage.length + sessionStorage.length").asInt(-1)).isZero();
    }

    @Test
    void what_is_typed_without_a_line_is_kept_when_there_is_one_again() {
        tab.open(address + "/pages/forms/open-case").offline(true).type(NAME, "Malee Samplename");
        tab.await("document.getElementById('lost').textContent !== ''");
        tab.offline(false);
        tab.await("document.getElementById('kept').textContent.startsWith('Kept')");
        assertThat(tab.evaluate("document.getElementById('lost').textContent").asString("?")).isEmpty();
    }

    @Test
    void a_form_is_found_filled_in_checked_and_sent_by_the_keyboard_alone() {
        String ref = Desk.post(officer, "/cases", OPENING, 201).path("caseRef").asString("");
        Actor stranger = new Actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH");
        SignInProvider.started().know(stranger);
        tab.close();
        tab = new Tab();
        tab.open(address + "/").leads(() -> tab.tabTo("a[href='/pages/forms/ask-access']").press("Enter"));
        tab.tabTo("input[name='@caseRef']").type(ref);
        tab.tabTo("input[name=reason]").press("Space");
        tab.tabTo("textarea[name=explanation]").type("Nobody of the unit can be reached");
        tab.leads(() -> tab.tabTo("form[data-every] button").press("Enter"));
        assertThat(tab.text()).contains("Nobody of the unit can be reached");
        tab.leads(() -> tab.tabTo("button[value=send]").press("Enter"));
        assertThat(tab.address()).endsWith("/?done=ask-access");
        assertThat(Desk.get(officer, "/cases/" + ref, 200).path("caseRef").asString("")).isEqualTo(ref);
    }

    @Test
    void a_double_click_opens_one_case() {
        int before = mine();
        tab.open(address + "/pages/forms/open-case").type(NAME, "Malee Samplename");
        for (String choice : List.of("input[name='identification.outcome'][value=VICTIM]", "input[name=whereabouts][value=HOST_COUNTRY]",
                "input[name=wishToReturn][value=YES]", "input[name='person.sex'][value=FEMALE]")) {
            tab.click(choice, 1);
        }
        tab.evaluate("for (const [name, value] of [['identification.body', 'KH-DOSVY'], ['originCountry', 'TH']]) {"
                + " const found = document.querySelector(`[name='${name}'][value='${value}'], select[name='${name}']`);"
                + " if (found.type === 'radio') { found.checked = true; } else { found.value = value; } }");
        tab.type("f-identification-decidedOn-day", "3").type("f-identification-decidedOn-month", "2")
                .type("f-identification-decidedOn-year", "2026").type("f-person-statedAge", "24");
        tab.leads(() -> tab.click("form[data-every] button", 1));
        assertThat(tab.text()).contains("Send now");
        tab.leads(() -> tab.click("button[value=send]", 2));
        tab.await("location.pathname.startsWith('/pages/case/') || location.pathname === '/'");
        assertThat(mine()).isEqualTo(before + 1);
    }

    private int mine() {
        return Desk.get(officer, "/cases?size=1", 200).path("total").asInt(-1);
    }

    @Test
    void the_button_back_shows_nothing_of_a_person_after_signing_out() {
        String ref = opened();
        tab.open(address + "/pages/case/" + ref);
        assertThat(tab.text()).contains("Sokha Testperson");
        tab.leads(() -> tab.click("form[action='/logout'] button", 1));
        assertThat(tab.address()).endsWith("/signed-out");
        tab.back();
        assertThat(tab.text()).doesNotContain("Sokha").doesNotContain(ref);
    }

    @Test
    void each_line_of_a_list_has_a_link_whose_name_says_the_case_and_what_waits() {
        List<String> refs = List.of(opened(), opened());
        Actor stranger = new Actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER.name(), "KH-ELSEWHERE", "KH");
        refs.forEach(ref -> Desk.post(stranger, "/cases/" + ref + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201));
        assertThat(tab.open(address + "/pages/lists/ours").names("link"))
                .containsAll(refs.stream().map(ref -> ref.substring(0, 8) + " All cases of people found here").toList());
        SignInProvider.started().know(new Actor("kh-supervisor-" + UUID.randomUUID(), Role.SUPERVISOR.name(), officer.unit(), "KH"));
        try (Tab other = new Tab()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(other.open(address + "/").names("link"))
                    .containsAll(refs.stream().map(ref -> "Temporary access to decide on " + ref.substring(0, 8)).toList()));
            assertThat(other.text()).contains("Temporary access to decide on");
            assertThat(Chromium.violations(other)).isEmpty();
        }
    }

    @Test
    void each_purpose_of_the_consents_is_one_line_until_its_decision_is_chosen_by_the_keyboard_too() {
        String form = address + "/pages/forms/consents/" + opened();
        tab.open(form);
        assertThat(isShown("consents.once.givenBy")).isTrue();
        assertThat(isShown("consents[TRACING].givenBy")).isFalse();
        tab.tabTo("input[name='consents[TRACING].decision']").press("Space");
        tab.await("document.querySelector('[name=\"consents[TRACING].decision\"]:checked') !== null");
        assertThat(isShown("consents[TRACING].givenBy")).isFalse();
        tab.tabTo("fieldset.row summary").press("Enter");
        tab.await("document.querySelector('fieldset.row details').open");
        assertThat(isShown("consents[TRACING].givenBy")).isTrue();
        assertThat(isShown("consents[TRACING].decidedOn.year")).isTrue();
        assertThat(isShown("consents[RETURN].givenBy")).isFalse();
        for (String language : List.of("en", "km", "th")) {
            tab.width(360).open(form + "?lang=" + language);
            tab.click("input[name='consents[TRACING].decision']", 1);
            tab.click("fieldset.row summary", 1);
            assertThat(isShown("consents[TRACING].language")).isTrue();
            assertThat(Chromium.violations(tab)).isEmpty();
            assertThat(Chromium.cutOff(tab)).isEmpty();
        }
    }

    private boolean isShown(String name) {
        return tab.evaluate("document.querySelector('[name=\"" + name + "\"]').checkVisibility()").asBoolean(false);
    }

    private String opened() {
        return Desk.post(officer, "/cases", OPENING, 201).path("caseRef").asString("");
    }

    @Test
    void a_form_with_offers_has_no_fault_and_nothing_sticks_out_on_a_telephone() {
        tab.open(address + "/pages/forms/open-case").type(NAME, "Malee Samplename");
        tab.await("document.getElementById('kept').textContent.startsWith('Kept')");
        for (String language : List.of("en", "km", "th")) {
            tab.width(360).open(address + "/pages/forms/open-case?lang=" + language);
            assertThat(tab.evaluate("document.querySelectorAll('form.kept').length").asInt(0)).isEqualTo(1);
            assertThat(Chromium.violations(tab)).isEmpty();
            assertThat(Chromium.cutOff(tab)).isEmpty();
            tab.open(address + "/?lang=" + language);
            assertThat(tab.evaluate("document.querySelectorAll('#draft-0').length").asInt(0)).isEqualTo(1);
            assertThat(Chromium.violations(tab)).isEmpty();
            assertThat(Chromium.cutOff(tab)).isEmpty();
        }
    }
}
