package org.safereturn.caseservice.running;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.SignInProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** What an officer has entered is kept for that officer until it is sent or discarded; without script. */
@ExtendWith(NoPersonalDataOutside.class)
class KeptFormsTest {

    private static final String FORM = "/pages/forms/open-case";
    private static final String CONSENTS = "/pages/forms/consents/";
    private static final String CASE = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"}}""";
    private static final String NAME = "person.nameRomanised";
    private static final List<String> TYPED = List.of("Malee Samplename");

    private final String address = Desk.address();
    private final Actor officer = intake();
    private final Browser browser = new Browser(address);

    @BeforeEach
    void signIn() {
        SignInProvider.started().know(officer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_step_that_was_sent_is_offered_after_the_session_was_lost(String language) {
        typed(browser.in(language));
        browser.forget();
        Page home = browser.open("/");
        assertThat(home.text()).contains(switch (language) {
            case "km" -> "ទម្រង់ដែលអ្នកបានចាប់ផ្តើម";
            case "th" -> "แบบฟอร์มที่คุณเริ่มไว้";
            default -> "Forms that you began and did not send";
        });
        Page form = browser.open(FORM);
        assertThat(Browser.filled(form, FORM)).containsEntry(NAME, List.of(""));
        String goOn = link(form);
        assertThat(home.html()).contains(goOn);
        assertThat(goOn).doesNotContain("Malee");
        Page again = browser.open(goOn);
        assertThat(Browser.filled(again, FORM)).containsEntry(NAME, TYPED);
        assertThat(again.answer().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void what_the_script_sends_while_somebody_types_is_kept_and_told_in_the_language() {
        Page form = browser.in("th").open(FORM);
        Page kept = keep(browser, form, Map.of(NAME, TYPED));
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.html()).startsWith("เก็บไว้แล้ว").doesNotContain("Malee");
        assertThat(Browser.filled(browser.open(link(browser.open(FORM))), FORM)).containsEntry(NAME, TYPED);
    }

    @Test
    void nothing_is_kept_of_a_form_that_was_only_looked_at() {
        browser.open(FORM);
        assertThat(browser.open(FORM).html()).doesNotContain("/pages/drafts/discard");
    }

    @Test
    void what_is_discarded_is_gone() {
        typed(browser);
        Page form = browser.open(FORM);
        Page discarded = browser.send(form, "/pages/drafts/discard", Map.of());
        assertThat(discarded.address().getPath()).isEqualTo(FORM);
        assertThat(discarded.html()).doesNotContain("/pages/drafts/discard");
        assertThat(Browser.filled(browser.open(link(form)), FORM)).containsEntry(NAME, List.of(""));
    }

    @Test
    void it_is_discarded_at_home_too_where_its_form_may_not_open_any_more() {
        typed(browser);
        Page discarded = browser.send(browser.open("/"), "/pages/drafts/discard", Map.of());
        assertThat(discarded.address().getPath()).isEqualTo("/");
        assertThat(discarded.html()).doesNotContain("?key=").doesNotContain("/pages/drafts/discard");
    }

    @Test
    void what_was_sent_is_gone() {
        String form = "/pages/forms/count-national-form";
        Page check = browser.send(browser.open(form), form, Map.of("step", List.of("check"), "month.month", List.of("2"),
                "month.year", List.of("2026"), "reason", List.of("NEVER_LEFT")));
        assertThat(browser.open("/").html()).contains(form + "?key=");
        Page done = browser.send(check, form, Map.of("step", List.of("send")));
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=count-national-form");
        assertThat(browser.open("/").html()).doesNotContain(form + "?key=");
    }

    @Test
    void another_officer_is_not_offered_it_does_not_open_it_and_cannot_change_or_discard_it() {
        typed(browser);
        Page mine = browser.open(FORM);
        String goOn = link(mine);
        String key = goOn.substring(goOn.indexOf("key=") + 4);
        SignInProvider.started().know(intake());
        Browser other = new Browser(address);
        assertThat(other.open("/").html()).doesNotContain(key);
        Page theirs = other.open(goOn);
        assertThat(theirs.html()).doesNotContain("Malee").doesNotContain("/pages/drafts/discard");
        assertThat(keep(other, theirs, Map.of("key", List.of(key), NAME, List.of("Made Up"))).status()).isEqualTo(404);
        Page checked = other.send(theirs, FORM, Map.of("key", List.of(key), NAME, List.of("Made Up")));
        assertThat(checked.html()).doesNotContain("Malee").doesNotContain("Made Up");
        typed(other);
        other.send(other.open(FORM), "/pages/drafts/discard", Map.of("key", List.of(key)));
        assertThat(Browser.filled(browser.open(goOn), FORM)).containsEntry(NAME, TYPED);
    }

    @Test
    void what_is_too_large_is_told_and_shown_again_and_is_not_kept() {
        Page form = browser.open(FORM);
        Map<String, List<String>> large = Map.of(NAME, TYPED, "person.nicknames", List.of("a".repeat(140_000)));
        assertThat(keep(browser, form, large).status()).isEqualTo(413);
        Page told = browser.send(form, FORM, large);
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.html()).contains("role=\"alert\"").contains("Malee Samplename");
        assertThat(browser.open(FORM).html()).doesNotContain("/pages/drafts/discard");
    }

    @Test
    void a_form_that_there_is_not_or_that_is_of_another_role_keeps_nothing() {
        Page form = browser.open(FORM);
        Map<String, List<String>> values = Browser.filled(form, FORM);
        assertThat(browser.post("/pages/forms/no-such-form", values).status()).isEqualTo(404);
        values.put("step", List.of("keep"));
        for (String address : List.of("/pages/forms/no-such-form", "/pages/forms/consents/not-a-reference", "/pages/forms/consents")) {
            assertThat(browser.post(address, values).status()).as(address).isEqualTo(404);
        }
        assertThat(browser.post("/pages/forms/approve-access/" + UUID.randomUUID(), values).status()).isEqualTo(403);
        assertThat(browser.open("/").html()).doesNotContain("?key=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "check"})
    void nothing_is_kept_about_a_case_that_the_officer_does_not_see(String step) {
        Actor elsewhere = new Actor("kh-intake-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(), "KH-ELSEWHERE", "KH");
        String ref = Desk.post(elsewhere, "/cases", CASE, 201).path("caseRef").asString("");
        Map<String, List<String>> values = Browser.filled(browser.open(FORM), FORM);
        values.putAll(Map.of("step", List.of(step), "consents[TRACING].decision", List.of("GIVEN")));
        Page unseen = browser.post(CONSENTS + ref, values);
        String none = UUID.randomUUID().toString();
        Page unknown = browser.post(CONSENTS + none, values);
        assertThat(unseen.status()).isEqualTo(404).isEqualTo(unknown.status());
        assertThat(unseen.text().replace(ref, "")).isEqualTo(unknown.text().replace(none, ""));
        assertThat(browser.open("/").html()).doesNotContain("?key=");
        assertThat(accesses(ref)).contains(officer.reference() + " REFUSED");
    }

    @Test
    void what_is_typed_about_an_own_case_is_kept_without_reading_it_once_more() {
        String ref = Desk.post(officer, "/cases", CASE, 201).path("caseRef").asString("");
        Page form = browser.open(CONSENTS + ref);
        int read = accesses(ref).size();
        Map<String, List<String>> values = Browser.filled(form, CONSENTS + ref);
        values.putAll(Map.of("step", List.of("keep"), "consents[TRACING].decision", List.of("GIVEN")));
        assertThat(browser.post(CONSENTS + ref, values).status()).isEqualTo(200);
        assertThat(accesses(ref)).hasSize(read);
        assertThat(browser.open("/").html()).contains(CONSENTS + ref + "?key=");
        values.put("key", List.of(UUID.randomUUID().toString()));
        assertThat(browser.post(CONSENTS + ref, values).status()).isEqualTo(200);
        assertThat(accesses(ref)).as("of a form that this session has not shown").hasSize(read + 1);
    }

    @Test
    void nothing_is_kept_for_a_form_from_elsewhere_or_without_a_session() {
        Page form = browser.open(FORM);
        assertThat(keep(browser, form, Map.of("_csrf", List.of("made-up"), NAME, TYPED)).status()).isEqualTo(403);
        Map<String, List<String>> values = Browser.filled(form, FORM);
        values.put(NAME, TYPED);
        browser.forget();
        Page lost = browser.post(FORM, values);
        assertThat(lost.status()).isEqualTo(403);
        assertThat(lost.html()).doesNotContain("Malee");
        assertThat(browser.open(FORM).html()).doesNotContain("/pages/drafts/discard");
    }

    @Test
    void on_plain_loopback_a_session_needs_no_tls() {
        Browser fresh = new Browser(address);
        fresh.open("/");
        assertThat(fresh.cookies()).isNotEmpty();
        assertThat(fresh.open("/signed-out?lang=th").answer().headers().allValues("Set-Cookie")).isNotEmpty()
                .noneMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void a_form_has_one_script_of_the_service_and_nothing_that_a_browser_would_keep() {
        Page form = browser.open(FORM);
        assertThat(form.html()).containsOnlyOnce("<script").contains("<script src=\"/assets/drafts.js\" defer></script>")
                .containsPattern("<form method=\"post\" action=\"" + FORM + "\" novalidate autocomplete=\"off\"");
        assertThat(form.answer().headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'")
                .contains("connect-src 'self'").doesNotContain("unsafe");
        Page script = browser.open("/assets/drafts.js");
        assertThat(script.answer().headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(script.html()).doesNotContain("Storage").doesNotContain("indexedDB").doesNotContain("cookie");
    }

    /** Who did what with the data of a case, as the data protection officer reads it. */
    private static List<String> accesses(String ref) {
        Actor protection = new Actor("kh-dpo-9", Role.DATA_PROTECTION_OFFICER.name(), "KH-DVP", "KH");
        return Desk.get(protection, "/audit/cases/" + ref + "?size=100", 200).path("items").valueStream()
                .filter(each -> each.path("endpoint").asString("").equals("GET /cases/{caseRef}"))
                .map(each -> each.path("officer").asString("") + " " + each.path("outcome").asString("")).toList();
    }

    private static Actor intake() {
        return new Actor("kh-intake-" + UUID.randomUUID(), Role.INTAKE_OFFICER.name(), "KH-DVP", "KH");
    }

    /** Sends a form with a name only, which is not enough to go on. */
    private static void typed(Browser who) {
        Page faults = who.send(who.open(FORM), FORM, Map.of("step", List.of("check"), NAME, TYPED));
        assertThat(faults.status()).isEqualTo(422);
    }

    private static Page keep(Browser who, Page form, Map<String, List<String>> typed) {
        Map<String, List<String>> values = Browser.filled(form, FORM);
        values.putAll(typed);
        values.put("step", List.of("keep"));
        return who.post(FORM, values);
    }

    /** Where the offer on a page leads. */
    private static String link(Page page) {
        String before = "href=\"" + FORM + "?key=";
        int at = page.html().indexOf("class=\"button\" " + before);
        assertThat(at).as(page.text()).isPositive();
        int from = page.html().indexOf(FORM, at);
        return page.html().substring(from, page.html().indexOf('"', from));
    }
}
