package org.safereturn.referralservice.running;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.pages.testing.SignInProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What officers see and do on the pages, without script, with the other ministry played by the test. */
@ExtendWith(NoPersonalDataOutside.class)
class OfficersPagesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST_PAGE = 100 * 1024;
    private static final Actor INTAKE = Tokens.actor(Role.INTAKE_OFFICER, "KH");

    private final RunningService service = RunningService.of("KH");
    private final PeerMinistry peer = RunningService.ministry("TH");
    private final Browser browser = new Browser(service.address());

    @TempDir
    private Path work;

    @BeforeEach
    void signIn() {
        SignInProvider.started().know(INTAKE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_referral_is_opened_and_accepted_by_clicks_alone(String language) {
        browser.in(language);
        Sent sent = received();
        Page home = browser.open("/");
        assertThat(home.html()).contains("/pages/referral/" + sent.ref()).contains("<html lang=\"" + language + "\"");
        assertThat(home.text()).doesNotContain("Malee");
        Page record = browser.open("/pages/referral/" + sent.ref());
        assertThat(record.text()).contains("Malee Samplename").doesNotContain("FEMALE").doesNotContain("REFERRED");
        assertThat(record.html()).contains("/pages/forms/open/" + sent.ref());

        Page asked = browser.open("/pages/forms/open/" + sent.ref());
        Page opened = step(asked, "open", sent, "send", Map.of());
        assertThat(opened.address().getPath()).isEqualTo("/pages/referral/" + sent.ref());
        assertThat(opened.html()).contains("role=\"status\"").doesNotContain("/pages/forms/open/");
        assertThat(state(sent)).isEqualTo("RECEIVED");

        Page form = browser.open("/pages/forms/accept/" + sent.ref());
        Page check = step(form, "accept", sent, "check", Map.of("unit", List.of("KH-DVP"), "targetDate.day", List.of("27"),
                "targetDate.month", List.of("3"), "targetDate.year", List.of(language.equals("th") ? "2570" : "2027")));
        assertThat(check.text()).contains(switch (language) {
            case "km" -> "27 មីនា 2027";
            case "th" -> "27 มีนาคม 2570";
            default -> "27 March 2027";
        });
        Page done = step(check, "accept", sent, "send", Map.of());
        assertThat(done.address().getPath()).isEqualTo("/pages/referral/" + sent.ref());
        assertThat(state(sent)).isEqualTo("ACCEPTED");
        assertThat(referral(sent).at("/acceptance/targetDate").asString("")).isEqualTo("2027-03-27");
        String history = done.html().substring(done.html().indexOf("class=\"timeline\""));
        assertThat(history).contains(INTAKE.reference(), Locale.of("", "TH").getDisplayCountry(Locale.of(language)))
                .as("an officer of the other ministry").doesNotContain(referral(sent).at("/submittedBy/reference").asString("?"));
    }

    @Test
    void what_is_missing_is_said_above_and_beside_the_field_and_nothing_typed_is_lost() {
        Sent sent = received();
        Page form = browser.open("/pages/forms/accept/" + sent.ref());
        Page again = step(form, "accept", sent, "check", Map.of("targetDate.day", List.of("31"), "targetDate.month",
                List.of("2"), "targetDate.year", List.of("2027")));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.html()).contains("href=\"#f-unit\"").contains("id=\"f-unit\"").contains("id=\"f-unit-error\"")
                .contains("href=\"#f-targetDate\"").contains("value=\"31\"").contains("value=\"2027\"");
        assertThat(state(sent)).isEqualTo("REFERRED");
    }

    @Test
    void a_rule_of_the_service_that_says_no_is_told_in_the_officers_language() {
        Sent sent = received();
        browser.in("th");
        Page form = browser.open("/pages/forms/decline/" + sent.ref());
        Page check = step(form, "decline", sent, "check", Map.of("reason", List.of("DUPLICATE")));
        Page refused = step(check, "decline", sent, "send", Map.of());
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(refused.html()).contains("role=\"alert\"").containsPattern("value=\"DUPLICATE\"[^>]*checked");
        assertThat(refused.html()).containsPattern("class=\"faults\"(?s).*\\p{IsThai}");
        assertThat(state(sent)).isEqualTo("REFERRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_duplicate_is_declined_with_a_case_that_is_chosen_or_whose_reference_is_looked_up_before_it_is_sent(String language) {
        browser.in(language);
        String path = "/pages/forms/decline/";
        Sent first = received();
        Sent sent = received();
        step(browser.open("/pages/forms/open/" + sent.ref()), "open", sent, "send", Map.of());
        Page form = browser.open(path + sent.ref());
        assertThat(form.html()).containsPattern("type=\"radio\"[^>]* name=\"survivingCaseRef\"\\s+value=\"[0-9a-f-]{36}\"")
                .doesNotContain("value=\"" + sent.ref() + "\"");
        assertThat(form.text()).contains("Malee Samplename");
        Chromium chromium = new Chromium(work);
        assertThat(chromium.axe(form.html(), false)).isEmpty();
        assertThat(chromium.cutOff(form.html(), 360)).isEmpty();
        Chromium.keep(form.html(), "decline-" + language);

        String nobodys = UUID.randomUUID().toString();
        Page unseen = step(form, "decline", sent, "check", Map.of("reason", List.of("DUPLICATE"), "survivingCaseRef.typed",
                List.of(nobodys)));
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(unseen.html()).contains("href=\"#f-survivingCaseRef\"", "id=\"f-survivingCaseRef-error\"", "value=\"" + nobodys + "\"");
        Page malformed = step(unseen, "decline", sent, "check", Map.of("survivingCaseRef.typed", List.of("a8")));
        assertThat(malformed.status()).isEqualTo(422);
        Page check = step(malformed, "decline", sent, "check", Map.of("survivingCaseRef.typed",
                List.of(first.ref().replace("-", " ").toUpperCase(Locale.ROOT))));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        assertThat(check.text()).contains(first.ref(), "Malee Samplename");
        step(check, "decline", sent, "send", Map.of());
        assertThat(state(sent)).isEqualTo("DECLINED");
        assertThat(referral(sent).at("/declination/survivingCaseRef").asString("")).isEqualTo(first.ref());
    }

    @Test
    void cookies_are_for_tls_only_where_that_is_set() {
        for (String path : List.of("/", "/signed-out?lang=th")) {
            List<String> cookies = service.http().get().uri(path).header("Accept", "text/html").exchange().returnResult(String.class)
                    .getResponseHeaders().getOrEmpty("Set-Cookie");
            assertThat(cookies).as(path).isNotEmpty().allSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("; Secure")
                    .containsIgnoringCase("; HttpOnly").containsIgnoringCase("; SameSite=Lax"));
        }
    }

    @ParameterizedTest
    @CsvSource({"en, This came from another site", "km, នេះមកពីគេហទំព័រផ្សេង", "th, คำขอนี้มาจากเว็บไซต์อื่น"})
    void what_a_page_of_another_site_has_the_browser_send_is_refused_before_anything_else(String language, String told) {
        for (Map.Entry<String, String> header : Map.of("Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site").entrySet()) {
            byte[] page = service.http().post().uri("/pages/find").header(header.getKey(), header.getValue())
                    .header("Accept-Language", language).header("Content-Type", "application/x-www-form-urlencoded").bodyValue("ref=1")
                    .exchange().expectStatus().isForbidden().expectHeader().contentType("text/html;charset=UTF-8")
                    .expectBody().returnResult().getResponseBody();
            assertThat(new String(Objects.requireNonNull(page), StandardCharsets.UTF_8)).contains(told);
        }
    }

    @Test
    void a_double_click_is_one_act() {
        Sent sent = received();
        Page form = browser.open("/pages/forms/accept/" + sent.ref());
        Page check = step(form, "accept", sent, "check", Map.of("unit", List.of("KH-DVP")));
        List<Page> both = browser.sendTwice(check, "/pages/forms/accept/" + sent.ref(), Map.of("step", List.of("send")));
        assertThat(both).anySatisfy(page -> assertThat(page.address().getQuery()).isEqualTo("done=accept"));
        assertThat(state(sent)).isEqualTo("ACCEPTED");
        JsonNode events = referral(sent);
        assertThat(events.path("version").asInt(0)).isEqualTo(versionAfterOneAcceptance());
    }

    private int versionAfterOneAcceptance() {
        Sent other = received();
        Page form = browser.open("/pages/forms/accept/" + other.ref());
        Page check = step(form, "accept", other, "check", Map.of("unit", List.of("KH-DVP")));
        step(check, "accept", other, "send", Map.of());
        return referral(other).path("version").asInt(0);
    }

    @Test
    void the_second_of_two_officers_is_told_what_happened_meanwhile() {
        Sent sent = received();
        step(browser.open("/pages/forms/open/" + sent.ref()), "open", sent, "send", Map.of());
        Page mine = browser.open("/pages/forms/accept/" + sent.ref());
        Page check = step(mine, "accept", sent, "check", Map.of("unit", List.of("KH-DVP")));
        SignInProvider.started().know(Tokens.actor(Role.SUPERVISOR, "KH"));
        Browser colleague = new Browser(service.address());
        Page theirs = colleague.open("/pages/forms/decline/" + sent.ref());
        Page theirCheck = colleague.send(theirs, "/pages/forms/decline/" + sent.ref(), Map.of("step", List.of("check"),
                "reason", List.of("OUT_OF_SCOPE")));
        assertThat(theirCheck.status()).isEqualTo(200);
        colleague.send(theirCheck, "/pages/forms/decline/" + sent.ref(), Map.of("step", List.of("send")));
        assertThat(state(sent)).isEqualTo("DECLINED");
        Page told = step(check, "accept", sent, "send", Map.of());
        assertThat(told.status()).isGreaterThanOrEqualTo(400);
        assertThat(told.html()).contains("role=\"alert\"").containsPattern("value=\"KH-DVP\"[^>]*(?:checked|selected)");
        assertThat(told.text()).contains("The case has changed since you began").contains("Declined")
                .doesNotContain("Machine receipt");
        assertThat(told.html()).as("how it stands now").contains("<a href=\"/pages/referral/" + sent.ref() + "\">");
        assertThat(state(sent)).isEqualTo("DECLINED");
    }

    @Test
    void the_origin_returns_a_referral_for_completion_with_fields_chosen_from_the_form() {
        Sent sent = received();
        Page open = browser.open("/pages/forms/open/" + sent.ref());
        step(open, "open", sent, "send", Map.of());
        Page form = browser.open("/pages/forms/return-for-completion/" + sent.ref());
        Page check = step(form, "return-for-completion", sent, "check", Map.of(
                "missingFields[placeOfBirth].chosen", List.of("yes"),
                "missingFields[relatives].question", List.of("Which village do they live in?")));
        assertThat(check.text()).contains("Place of birth").contains("Which village do they live in?");
        step(check, "return-for-completion", sent, "send", Map.of());
        assertThat(state(sent)).isEqualTo("RETURNED_FOR_COMPLETION");
        assertThat(referral(sent).at("/completion/fields").toString()).contains("placeOfBirth", "relatives");
        assertThat(browser.open("/pages/referral/" + sent.ref()).text()).contains("Which village do they live in?");
    }

    @Test
    void after_signing_out_neither_the_page_nor_the_back_button_shows_anything() {
        Sent sent = received();
        Page record = browser.open("/pages/referral/" + sent.ref());
        assertThat(record.answer().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        Page out = browser.send(record, "/logout", new HashMap<>());
        assertThat(out.address().getPath()).isEqualTo("/signed-out");
        Page back = browser.open("/pages/referral/" + sent.ref());
        assertThat(back.status()).isEqualTo(403);
        assertThat(back.text()).doesNotContain("Malee");
    }

    @Test
    void who_signs_out_at_another_page_is_signed_out_here_when_the_provider_says_so_and_nobody_else() {
        Actor officer = Tokens.actor(Role.CASE_MANAGER, "KH");
        SignInProvider provider = SignInProvider.started();
        provider.know(officer);
        Browser one = new Browser(service.address());
        one.open("/");
        int before = provider.signIns();
        assertThat(provider.tellSignedOut(service.address(), "referral-service-KH", officer, Tokens.key("stranger")))
                .isEqualTo(400);
        one.open("/");
        assertThat(provider.signIns()).as("still signed in").isEqualTo(before);
        assertThat(provider.tellSignedOut(service.address(), "referral-service-KH", officer, Tokens.KEY)).isEqualTo(200);
        one.open("/");
        assertThat(provider.signIns()).as("asked again").isEqualTo(before + 1);
    }

    @Test
    void a_sign_in_that_is_over_in_the_middle_of_a_form_costs_nothing_of_what_was_typed() {
        Sent sent = received();
        SignInProvider provider = SignInProvider.started();
        provider.lifeOfTokens(23);
        Page form = browser.open("/pages/forms/accept/" + sent.ref());
        provider.lifeOfTokens(SignInProvider.USUAL_LIFE);
        int before = provider.signIns();
        Page shown = Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> step(form, "accept", sent, "check",
                Map.of("unit", List.of("KH-DVP"), "targetDate.day", List.of("27"))), _ -> provider.signIns() > before);
        assertThat(shown.address().getPath()).isEqualTo("/pages/forms/accept/" + sent.ref());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.html()).contains("value=\"27\"").containsPattern("value=\"KH-DVP\"[^>]*(?:checked|selected)");
    }

    @Test
    void a_provider_that_breaks_off_is_told_on_a_page_and_the_next_try_works() {
        SignInProvider provider = SignInProvider.started();
        provider.breakOff(true);
        Browser late = new Browser(service.address()).in("th");
        Page told = late.open("/");
        provider.breakOff(false);
        assertThat(told.status()).isEqualTo(503);
        assertThat(told.html()).containsPattern("<h1>[^<]*\\p{IsThai}").contains("class=\"button\" href=\"/\"");
        assertThat(late.open("/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/pages/lists/incoming?after=, /pages/lists/incoming", "/pages/live, /", "/logout, /", "/pages/nothing/at/all, /pages/nothing/at/all"})
    void after_the_sign_in_a_reader_is_on_the_page_that_was_asked_for(String asked, String shown) {
        assertThat(new Browser(service.address()).open(asked).address().getPath()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"en,In this service", "km,ក្នុងសេវានេះ", "th,ในบริการนี้"})
    void every_page_leads_to_the_one_home_of_the_ministry_and_the_first_of_this_service_does_not_say_it_is_that(String language,
            String title) {
        Sent sent = received();
        browser.in(language);
        for (String page : List.of("/", "/pages/lists/incoming", "/pages/referral/" + sent.ref(), "/pages/forms/accept/" + sent.ref(),
                "/pages/lists/nothing")) {
            assertThat(browser.open(page).html()).as(page)
                    .contains("<p class=\"brand\"><a href=\"" + RunningService.HOME + "/\">");
        }
        for (String page : List.of("/", "/pages/lists/incoming", "/pages/referral/" + sent.ref())) {
            assertThat(browser.open(page).html()).as(page).contains("<p class=\"way\"><a href=\"" + RunningService.HOME + "/\">");
        }
        assertThat(browser.open("/pages/lists/nothing").html()).contains("<a class=\"button\" href=\"" + RunningService.HOME + "/\">");
        assertThat(browser.open("/").html()).contains("<h1>" + title + "</h1>", "href=\"/\" aria-current=\"true\"");
    }

    @Test
    void the_keys_of_the_provider_are_not_fetched_for_each_sign_in() {
        new Browser(service.address()).open("/");
        SignInProvider provider = SignInProvider.started();
        int before = provider.keysAsked();
        int signIns = provider.signIns();
        new Browser(service.address()).open("/");
        assertThat(provider.signIns()).isEqualTo(signIns + 1);
        assertThat(provider.keysAsked()).isEqualTo(before);
    }

    @Test
    void an_officer_of_the_other_ministry_gets_no_page() {
        Sent sent = received();
        SignInProvider.started().know(Tokens.actor(Role.INTAKE_OFFICER, "TH"));
        Page page = new Browser(service.address()).open("/pages/referral/" + sent.ref());
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).doesNotContain("Malee").doesNotContain(sent.ref());
    }

    @Test
    void a_role_sees_only_the_work_and_the_acts_that_the_api_gives_it() {
        Sent sent = received();
        SignInProvider.started().know(Tokens.actor(Role.TRACING_OFFICER, "KH"));
        Browser tracer = new Browser(service.address());
        Page record = tracer.open("/pages/referral/" + sent.ref());
        assertThat(record.html()).doesNotContain("/pages/forms/");
        assertThat(tracer.open("/pages/forms/accept/" + sent.ref()).status()).isEqualTo(403);
        SignInProvider.started().know(Tokens.actor(Role.OBSERVER, "KH"));
        Page observed = new Browser(service.address()).open("/pages/referral/" + sent.ref());
        assertThat(observed.status()).isEqualTo(403);
        assertThat(observed.text()).doesNotContain("Malee");
    }

    @Test
    void a_page_is_read_as_the_api_is_and_stands_in_the_history_of_the_person() {
        Sent sent = received();
        browser.open("/pages/referral/" + sent.ref());
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(history(sent))
                .contains(INTAKE.reference()).contains("GET /referrals/{ref}"));
    }

    @Test
    void the_data_protection_officer_finds_who_has_handled_the_data_here_and_a_way_to_the_other_services() {
        Sent sent = received();
        browser.open("/pages/referral/" + sent.ref());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> history(sent).contains(INTAKE.reference()));
        SignInProvider.started().know(Tokens.actor(Role.DATA_PROTECTION_OFFICER, "KH"));
        Browser watching = new Browser(service.address());
        Page found = watching.send(watching.open("/"), "/pages/find", Map.of("ref", List.of(sent.ref())));
        assertThat(found.address().getPath()).isEqualTo("/pages/access-history/" + sent.ref());
        assertThat(found.text()).contains(INTAKE.reference()).doesNotContain("Malee");
        assertThat(found.html()).contains(RunningService.HOME + "/pages/access-history/" + sent.ref(),
                RunningService.HOME + "/pages/temporary-access/" + sent.ref());
    }

    @Test
    void a_session_opens_no_address_of_the_api() {
        browser.open("/");
        Page api = browser.open("/referrals");
        assertThat(api.status()).isEqualTo(401);
        assertThat(browser.cookies()).containsKey("referral-service-KH");
    }

    @Test
    void a_pdf_is_made_of_what_the_officer_sees_and_is_not_kept_by_the_browser() {
        Chromium.program();
        Sent sent = received();
        String pdf = "/pages/sheets/referral-sheet/" + sent.ref() + "?as=pdf";
        Page made = browser.open(pdf);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.answer().headers().firstValue("Content-Type").orElse("")).isEqualTo("application/pdf");
        assertThat(made.answer().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(made.answer().headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"referral-sheet-" + sent.ref().substring(0, 8) + ".pdf\"");
        assertThat(history(sent)).contains("GET /referrals/{ref}");
        SignInProvider.started().know(Tokens.actor(Role.OBSERVER, "KH"));
        assertThat(new Browser(service.address()).open(pdf).status()).isEqualTo(403);
    }

    @Test
    void a_form_from_elsewhere_is_not_taken() {
        Sent sent = received();
        Page form = browser.open("/pages/forms/open/" + sent.ref());
        Page refused = step(form, "open", sent, "send", Map.of("_csrf", List.of("made-up")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(state(sent)).isEqualTo("REFERRED");
    }

    @Test
    void every_page_is_small_and_has_nothing_inline_and_no_script_but_a_forms_own() {
        Sent sent = received();
        for (String page : List.of("/", "/pages/lists/incoming", "/pages/referral/" + sent.ref(),
                "/pages/forms/accept/" + sent.ref(), "/pages/forms/return-for-completion/" + sent.ref())) {
            Page shown = browser.open(page);
            assertThat(shown.html().length()).as(page).isLessThan(LARGEST_PAGE);
            boolean form = page.startsWith("/pages/forms/");
            assertThat(shown.html().split("<script", -1)).as(page).hasSize(form ? 2 : 1);
            assertThat(shown.html().contains("<script src=\"/assets/drafts.js\" defer></script>")).as(page).isEqualTo(form);
            assertThat(shown.html()).doesNotContain("<style").doesNotContain(" style=")
                    .doesNotContainPattern(" on[a-z]+=\"").doesNotContainPattern("(?:src|href)=\"https?://(?!127)");
            String policy = shown.answer().headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
            assertThat(policy.contains("script-src 'self'")).as(page).isEqualTo(form || page.equals("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_nothing_sticks_out_and_everything_is_reached_by_keyboard(String language) {
        Sent sent = received();
        browser.in(language);
        Chromium chromium = new Chromium(work);
        Map<String, Page> shown = new HashMap<>();
        shown.put("home", browser.open("/"));
        shown.put("list", browser.open("/pages/lists/incoming"));
        shown.put("record", browser.open("/pages/referral/" + sent.ref()));
        shown.put("form", browser.open("/pages/forms/return-for-completion/" + sent.ref()));
        Page accept = browser.open("/pages/forms/accept/" + sent.ref());
        shown.put("faults", step(accept, "accept", sent, "check", Map.of()));
        shown.put("check", step(accept, "accept", sent, "check", Map.of("unit", List.of("KH-DVP"))));
        shown.put("notice", browser.open("/pages/lists/nothing"));
        shown.forEach((name, page) -> {
            assertThat(chromium.axe(page.html(), false)).as(name).isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).as(name + " at 360 px").isEmpty();
            assertThat(page.html()).as(name).doesNotContainPattern("tabindex=\"[1-9]");
        });
        assertThat(chromium.axe(shown.get("record").html(), true)).as("dark").isEmpty();
        assertThat(chromium.axe(shown.get("faults").html(), true)).as("dark").isEmpty();
        assertThat(chromium.reachable(shown.get("faults").html())).contains("#f-unit", "#content")
                .anyMatch(each -> each.startsWith("f-unit-"));
        shown.forEach((name, page) -> Chromium.keep(page.html(), name + "-" + language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_referral_and_an_empty_handover_sheet_are_printed(String language) {
        Sent sent = received();
        browser.in(language);
        assertThat(browser.open("/pages/referral/" + sent.ref()).html()).contains("/pages/sheets/referral-sheet/" + sent.ref());
        assertThat(browser.open("/").html()).contains("\"/pages/sheets/handover-sheet\"");
        Page referral = browser.open("/pages/sheets/referral-sheet/" + sent.ref());
        Page handover = browser.open("/pages/sheets/handover-sheet");
        Chromium chromium = new Chromium(work);
        String pdf = "/pages/sheets/referral-sheet/" + sent.ref() + "?as=pdf";
        assertThat(referral.html()).contains("href=\"" + pdf + "\"");
        Printed onPaper = Printed.of(browser.bytes(pdf));
        assertThat(onPaper.boxes()).isZero();
        assertThat(onPaper.text()).contains(sent.ref()).contains("MaleeSamplename").contains(INTAKE.reference());
        Printed empty = chromium.print(handover.html());
        assertThat(empty.text()).contains(Printed.without(switch (language) {
            case "km" -> "បានពិនិត្យលទ្ធផលជាមួយសាមីខ្លួន";
            case "th" -> "ผู้ส่งมอบเจ้าตัว";
            default -> "Who receives the person";
        }));
        for (Printed printed : List.of(onPaper, empty)) {
            assertThat(printed.notEmbedded()).isEmpty();
            assertThat(printed.pages().getFirst()).contains("1/" + printed.pages().size());
        }
        for (Page sheet : List.of(referral, handover)) {
            assertThat(sheet.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAGE);
            assertThat(sheet.html()).doesNotContain("<script").doesNotContain(" style=");
            assertThat(chromium.axe(sheet.html(), false)).isEmpty();
            assertThat(chromium.cutOff(sheet.html(), 360)).isEmpty();
        }
        Chromium.keep(referral.html(), "sheet-referral-" + language);
        Chromium.keep(handover.html(), "sheet-handover-empty-" + language);
    }

    private Page step(Page page, String form, Sent sent, String step, Map<String, List<String>> typed) {
        Map<String, List<String>> values = new HashMap<>(typed);
        values.put("step", List.of(step));
        return browser.send(page, "/pages/forms/" + form + "/" + sent.ref(), values);
    }

    /** A referral of the other country that has come in, readable. */
    private Sent received() {
        Sent sent = Sent.newCase("TH", "KH");
        CaseKey key = peer.newCaseKey();
        peer.sendCaseKey(sent.ref(), key, "KH");
        peer.send(peer.topic("exchange", "referral"), sent.ref(),
                sent.submitted(1, peer.seal(key, sent.ref(), sent.content())), "KH");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() ->
                referral(sent).at("/content/nameOwnScript").asString("").equals("Malee Samplename"));
        return sent;
    }

    private String state(Sent sent) {
        return referral(sent).path("state").asString("");
    }

    private JsonNode referral(Sent sent) {
        byte[] answer = service.http().get().uri("/referrals/" + sent.ref())
                .headers(Tokens.as(INTAKE)).exchange().expectBody().returnResult().getResponseBody();
        return answer == null ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private String history(Sent sent) {
        byte[] answer = service.http().get().uri("/audit/cases/" + sent.ref())
                .headers(Tokens.as(Role.DATA_PROTECTION_OFFICER, "KH")).exchange().expectBody().returnResult().getResponseBody();
        return answer == null ? "" : new String(answer, StandardCharsets.UTF_8);
    }
}
