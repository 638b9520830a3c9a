package org.safereturn.caseservice.running;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.work.v1.WorkItemChanged;
import org.safereturn.work.v1.WorkList;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Temporary access from the wish to the acknowledgement, counts, and what operators see, on pages without script. */
class OverseersPagesTest {

    private static final int LARGEST_PAGE = 100 * 1024;
    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"}}""";

    private final String address = "http://127.0.0.1:" + RunningService.of("KH").getEnvironment()
            .getRequiredProperty("local.server.port");
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = actor("kh-intake-8", Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = actor("kh-supervisor-8", Role.SUPERVISOR, unit);
    private final Actor stranger = actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER, "KH-ELSEWHERE");
    private final Actor protection = actor("kh-dpo-8", Role.DATA_PROTECTION_OFFICER, "KH-DVP");
    private final String caseRef = Desk.post(intake, "/cases", OPENING, 201).path("caseRef").asString("");

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_temporary_access_is_asked_for_approved_acknowledged_and_ended_by_clicks_alone(String language) {
        Browser asking = browser(stranger, language);
        assertThat(asking.open("/").html()).contains("/pages/forms/ask-access");
        assertThat(asking.open("/pages/case/" + caseRef).status()).isEqualTo(404);
        String words = "Made-up words of " + UUID.randomUUID();
        Page asked = sent(asking, "/pages/forms/ask-access", Map.of("@caseRef", List.of(caseRef), "reason", List.of("EMERGENCY"),
                "explanation", List.of(words), "hours", List.of("2")));
        assertThat(asked.address().toString()).endsWith("/?done=ask-access");
        assertThat(asked.html()).contains("role=\"status\"");
        assertThat(state()).isEqualTo("REQUESTED");

        Browser deciding = browser(supervisor, language);
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> deciding.open("/").html().contains("/pages/temporary-access/" + caseRef));
        Page wish = deciding.open("/pages/temporary-access/" + caseRef);
        assertThat(wish.text()).contains(words, stranger.reference()).doesNotContain("EMERGENCY", "REQUESTED");
        sent(deciding, "/pages/forms/approve-access/" + caseRef, Map.of("@number", List.of("1")));
        assertThat(state()).isEqualTo("GRANTED");
        assertThat(asking.open("/pages/case/" + caseRef).text()).contains("Sokha Testperson");

        Browser watching = browser(protection, language);
        assertThat(watching.open("/").html()).contains("/pages/lists/accesses-to-acknowledge");
        assertThat(watching.open("/pages/lists/accesses-to-acknowledge").html()).contains(caseRef);
        assertThat(watching.open("/pages/temporary-access/" + caseRef).html()).doesNotContain("approve-access")
                .doesNotContain("href=\"/pages/case/");
        sent(watching, "/pages/forms/acknowledge-access/" + caseRef, Map.of("@number", List.of("1")));
        sent(watching, "/pages/forms/end-access/" + caseRef, Map.of("@number", List.of("1")));
        assertThat(state()).isEqualTo("ENDED");
        assertThat(asking.open("/pages/case/" + caseRef).status()).isEqualTo(404);
        assertThat(watching.open("/pages/access-history/" + caseRef).text()).contains(stranger.reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void who_oversees_the_ministry_sees_all_its_cases_by_state_and_nobody_else_is_offered_them(String language) {
        Browser overseeing = browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), language);
        assertThat(overseeing.open("/").html()).contains("/pages/lists/ministry-cases");
        Page all = overseeing.open("/pages/lists/ministry-cases");
        assertThat(all.html()).contains("/pages/lists/ministry-cases?state=IDENTIFIED");
        Page identified = overseeing.open("/pages/lists/ministry-cases?state=IDENTIFIED");
        assertThat(identified.status()).isEqualTo(200);
        assertThat(identified.html()).contains("href=\"/pages/lists/ministry-cases\"").contains("/pages/case/");
        assertThat(identified.text()).doesNotContain("Sokha", "IDENTIFIED");
        assertThat(overseeing.open("/pages/lists/ministry-cases?state=NO_SUCH_STATE").status()).isEqualTo(400);
        Page unseen = overseeing.open("/pages/case/" + caseRef);
        assertThat(unseen.status()).isEqualTo(404);
        assertThat(unseen.html()).as("what can be done").contains("/pages/forms/ask-access/" + caseRef);

        Browser other = browser(supervisor, language);
        assertThat(other.open("/").html()).doesNotContain("/pages/lists/ministry");
        assertThat(other.open("/pages/lists/ministry-cases").status()).isEqualTo(403);
    }

    @Test
    void home_shows_what_waits_in_the_unit_and_in_the_ministry_by_its_numbers_and_arrivals_by_crossing_point() {
        Desk.post(stranger, "/cases/" + caseRef + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Phnom_Penh")).plusDays(1);
        PeerMinistry here = Exchange.SHARED.peer("KH");
        String expected = UUID.randomUUID().toString();
        here.send(here.topic("national", "work"), expected + "|ARRIVAL_EXPECTED", WorkItemChanged.newBuilder(
                        new PeerEvents(expected, "TH", "KH").waits(WorkList.ARRIVAL_EXPECTED, 1, unit))
                .setSince(tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant()).setDueOn(tomorrow)
                .setCrossingPoint("KH-POI-PET").build(), "TH");
        Browser working = browser(intake, "en");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> working.open("/").html().contains("list-arrivals"));
        Page home = working.open("/");
        assertThat(home.html()).contains("list-unit", "sse-swap=\"total-arrivals\"").doesNotContain("list-ministry");
        assertThat(home.text()).contains("Poi Pet international check point", "Temporary access to decide on");
        assertThat(home.html()).as("of the work of others the numbers only").doesNotContain("/pages/temporary-access/" + caseRef);
        assertThat(browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), "en").open("/").html())
                .contains("list-ministry\"", "list-ministry-arrivals");
        here.send(here.topic("national", "work"), expected + "|ARRIVAL_EXPECTED",
                new PeerEvents(expected, "TH", "KH").waitsNoLonger(WorkList.ARRIVAL_EXPECTED, 2), "TH");
    }

    @Test
    void the_numbers_at_home_follow_what_happens_until_the_officer_signs_out() throws IOException, InterruptedException {
        Browser deciding = browser(supervisor, "en");
        Page home = deciding.open("/");
        assertThat(home.html()).contains("sse-connect=\"/pages/live\"").contains("sse-swap=\"total-waiting\"")
                .contains("src=\"/assets/htmx.min.js\"");
        assertThat(home.answer().headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(deciding.open("/assets/htmx.min.js").html().length() + deciding.open("/assets/sse.js").html().length()
                + deciding.open("/assets/pages.css").html().length() + home.html().length()).isLessThan(LARGEST_PAGE);
        List<String> told = new CopyOnWriteArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            CompletableFuture<Void> stream = http.sendAsync(HttpRequest.newBuilder(URI.create(address + "/pages/live"))
                    .header("Cookie", String.join("; ", deciding.cookies().entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue()).toList()))
                    .build(), HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(told))).thenAccept(_ -> { });
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.contains("event:total-waiting"));
            assertThat(told).doesNotContain("event:changed");
            Desk.post(stranger, "/cases/" + caseRef + "/temporary-access",
                    "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.contains("event:changed"));
            assertThat(String.join("", told)).contains("Temporary access to decide on").doesNotContain(caseRef);
            deciding.send(home, "/logout", Map.of());
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(stream::isDone);
        }
    }

    private record Lines(List<String> told) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            told.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            told.add("failed");
        }

        @Override
        public void onComplete() {
            told.add("ended");
        }
    }

    @Test
    void a_wish_for_a_case_that_there_is_not_is_told_and_nothing_typed_is_lost() {
        Browser asking = browser(stranger, "en");
        Page told = sending(asking, "/pages/forms/ask-access", Map.of("@caseRef", List.of(UUID.randomUUID().toString()),
                "reason", List.of("EMERGENCY"), "explanation", List.of("Nobody can be reached")));
        assertThat(told.status()).isEqualTo(404);
        assertThat(told.html()).contains("role=\"alert\"").contains("Nobody can be reached");
    }

    @Test
    void counts_are_reported_by_month_crossing_point_and_direction_and_corrected_by_their_version() {
        Actor reception = actor("kh-reception-8", Role.RECEPTION_OFFICER, "KH-POI-PET-TC");
        Browser counting = browser(reception, "th");
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(7);
        Map<String, List<String>> count = Map.of("month.month", List.of(String.valueOf(month.getMonthValue())),
                "month.year", List.of(String.valueOf(month.getYear() + 543)), "checkpoint", List.of("KH-STUENG-BOT"),
                "leftCountry", List.of("TH"), "returnedTo", List.of("KH"), "counts[FEMALE AGE_12_17].count", List.of("3"));
        sent(counting, "/pages/forms/count-returns", count);
        Page again = sending(counting, "/pages/forms/count-returns", count);
        assertThat(again.status()).isEqualTo(409);
        Map<String, List<String>> corrected = new HashMap<>(count);
        corrected.put("counts[FEMALE AGE_12_17].count", List.of("5"));
        corrected.put("supersedes", List.of("1"));
        sent(counting, "/pages/forms/count-returns", corrected);
        JsonNode counts = Desk.get(reception, "/non-victim-returns?month=" + month, 200).at("/items/0/directions/0/counts");
        assertThat(counts).hasSize(1);
        assertThat(counts.at("/0/count").asInt(0)).isEqualTo(5);
        assertThat(counts.at("/0/ageGroup").asString("")).isEqualTo("AGE_12_17");
        assertThat(counting.open("/pages/lists/non-victim-returns").text()).contains(String.valueOf(month.getYear() + 543))
                .doesNotContain("FEMALE", "KH-STUENG-BOT");
    }

    @Test
    void a_national_form_is_counted() {
        Browser counting = browser(intake, "km");
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(9);
        sent(counting, "/pages/forms/count-national-form", Map.of("month.month", List.of(String.valueOf(month.getMonthValue())),
                "month.year", List.of(String.valueOf(month.getYear())), "reason", List.of("NEVER_LEFT")));
        assertThat(Desk.get(intake, "/national-forms?month=" + month, 200).at("/items/0/count").asInt(0)).isPositive();
        assertThat(counting.open("/pages/lists/national-forms").text()).doesNotContain("NEVER_LEFT");
    }

    @Test
    void an_operator_sees_dead_letters_and_sends_one_again_and_nobody_else_does() {
        Browser operating = browser(actor("kh-operator-8", Role.OPERATOR, "KH-DVP"), "en");
        assertThat(operating.open("/").html()).contains("/pages/lists/dead-letters").contains("/pages/forms/redeliver");
        assertThat(operating.open("/pages/lists/dead-letters").status()).isEqualTo(200);
        Page told = sending(operating, "/pages/forms/redeliver", Map.of("letters[0].partition", List.of("0"),
                "letters[0].offset", List.of("9000000000")));
        assertThat(told.status()).isEqualTo(404);
        assertThat(told.html()).contains("role=\"alert\"");
        assertThat(browser(supervisor, "en").open("/pages/lists/dead-letters").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_on_them_and_nothing_sticks_out(String language) {
        Desk.post(stranger, "/cases/" + caseRef + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        Chromium chromium = new Chromium(work);
        looked(chromium, browser(supervisor, language), language, "/pages/temporary-access/" + caseRef,
                "/pages/access-history/" + caseRef, "/pages/sheets/access-history/" + caseRef, "/", "/pages/forms/approve-access/" + caseRef);
        looked(chromium, browser(intake, language), language, "/pages/forms/count-returns",
                "/pages/forms/ask-access", "/pages/forms/count-national-form", "/pages/lists/non-victim-returns");
        looked(chromium, browser(protection, language), language, "/pages/lists/accesses");
        looked(chromium, browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), language), language, "/",
                "/pages/lists/ministry-cases", "/pages/lists/ministry-arrivals");
        looked(chromium, browser(actor("kh-operator-8", Role.OPERATOR, "KH-DVP"), language), language,
                "/pages/lists/dead-letters", "/pages/forms/redeliver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_access_history_is_printed_with_numbered_pages(String language) {
        Page sheet = browser(supervisor, language).open("/pages/sheets/access-history/" + caseRef);
        Printed printed = new Chromium(work).print(sheet.html());
        assertThat(printed.notEmbedded()).isEmpty();
        assertThat(printed.text()).contains(caseRef, intake.reference());
        assertThat(printed.pages().getFirst()).contains("1/" + printed.pages().size());
    }

    private static void looked(Chromium chromium, Browser browser, String language, String... pages) {
        for (String page : pages) {
            Page shown = browser.open(page);
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.html().getBytes(StandardCharsets.UTF_8).length).as(page).isLessThan(LARGEST_PAGE);
            assertThat(chromium.axe(shown.html(), false)).as(page).isEmpty();
            assertThat(chromium.cutOff(shown.html(), 360)).as(page).isEmpty();
            Chromium.keep(shown.html(), page.replaceAll("[^a-z]+[0-9a-f-]{36}|[^a-z]+", "-") + language);
        }
    }

    private static Actor actor(String reference, Role role, String unit) {
        return new Actor(reference, role.name(), unit, "KH");
    }

    private String state() {
        return Desk.get(protection, "/cases/" + caseRef + "/temporary-access", 200).at("/accesses/0/state").asString("");
    }

    /** Fills in a form, reads it once more and sends it. */
    private static Page sent(Browser officer, String form, Map<String, List<String>> typed) {
        Page done = sending(officer, form, typed);
        assertThat(done.address().getQuery()).as(done.text()).startsWith("done=");
        return done;
    }

    private static Page sending(Browser officer, String form, Map<String, List<String>> typed) {
        Map<String, List<String>> values = new HashMap<>(typed);
        values.put("step", List.of("check"));
        Page check = officer.send(officer.open(form), form, values);
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        return officer.send(check, form, Map.of("step", List.of("send")));
    }

    /** A browser in which this officer has signed in. */
    private Browser browser(Actor officer, String language) {
        SignInProvider.started().know(officer);
        Browser browser = new Browser(address).in(language);
        assertThat(browser.open("/").status()).isEqualTo(200);
        return browser;
    }
}
