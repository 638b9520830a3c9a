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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.Printed;
import org.safereturn.reintegration.v1.CaseManagerAssigned;
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

    private final String address = Desk.address();
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = actor("kh-intake-8", Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = actor("kh-supervisor-8", Role.SUPERVISOR, unit);
    private final Actor stranger = actor("kh-case-" + UUID.randomUUID(), Role.CASE_MANAGER, "KH-ELSEWHERE");
    private final Actor protection = actor("kh-dpo-8", Role.DATA_PROTECTION_OFFICER, "KH-DVP");
    private final Actor administrator = actor("kh-admin-8", Role.ADMINISTRATOR, "KH-DVP");
    private final String caseRef = Desk.post(intake, "/cases", OPENING, 201).path("caseRef").asString("");

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void a_temporary_access_is_asked_for_approved_acknowledged_and_ended_by_clicks_alone(String language) {
        Browser asking = Desk.browser(stranger, language);
        assertThat(asking.open("/").html()).contains("/pages/forms/ask-access");
        assertThat(asking.open("/pages/case/" + caseRef).status()).isEqualTo(404);
        String words = "Made-up words of " + UUID.randomUUID();
        Page asked = sent(asking, "/pages/forms/ask-access", Map.of("@caseRef", List.of(caseRef), "reason", List.of("EMERGENCY"),
                "explanation", List.of(words), "hours", List.of("2")));
        assertThat(asked.address().toString()).endsWith("/?done=ask-access");
        assertThat(asked.html()).contains("role=\"status\"");
        assertThat(state()).isEqualTo("REQUESTED");

        Browser deciding = Desk.browser(supervisor, language);
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> deciding.open("/").html().contains("/pages/temporary-access/" + caseRef));
        Page wish = deciding.open("/pages/temporary-access/" + caseRef);
        assertThat(wish.text()).contains(words, stranger.reference()).doesNotContain("EMERGENCY", "REQUESTED");
        sent(deciding, "/pages/forms/approve-access/" + caseRef, Map.of("@number", List.of("1")));
        assertThat(state()).isEqualTo("GRANTED");
        assertThat(asking.open("/pages/case/" + caseRef).text()).contains("Sokha Testperson");

        Browser watching = Desk.browser(protection, language);
        assertThat(watching.open("/").html()).contains("/pages/lists/accesses-to-acknowledge");
        assertThat(watching.open("/pages/lists/accesses-to-acknowledge").html()).contains(caseRef);
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> watching.open("/pages/lists/waiting").html().contains("/pages/temporary-access/" + caseRef));
        assertThat(watching.open("/pages/temporary-access/" + caseRef).html()).doesNotContain("approve-access")
                .doesNotContain("href=\"/pages/case/");
        sent(watching, "/pages/forms/acknowledge-access/" + caseRef, Map.of("@number", List.of("1")));
        assertThat(watching.open("/pages/lists/accesses-to-acknowledge").html()).doesNotContain(caseRef);
        assertThat(watching.open("/pages/temporary-access/" + caseRef).text()).contains(protection.reference());
        sent(watching, "/pages/forms/end-access/" + caseRef, Map.of("@number", List.of("1")));
        assertThat(state()).isEqualTo("ENDED");
        assertThat(asking.open("/pages/case/" + caseRef).status()).isEqualTo(404);
        assertThat(watching.open("/pages/access-history/" + caseRef).text()).contains(stranger.reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_data_protection_officer_comes_from_home_to_the_accesses_and_to_the_history_of_any_case(String language) {
        Desk.post(stranger, "/cases/" + caseRef + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        Browser watching = Desk.browser(protection, language);
        Page home = watching.open("/");
        assertThat(home.html()).contains("list-accesses\"", "/pages/temporary-access/" + caseRef, "id=\"find-leads\"");
        Page history = watching.send(home, "/pages/find", Map.of("ref", List.of(caseRef.toUpperCase(Locale.ROOT))));
        assertThat(history.address().getPath()).isEqualTo("/pages/access-history/" + caseRef);
        assertThat(history.text()).contains(stranger.reference(), intake.reference()).doesNotContain("Sokha");
        assertThat(history.html()).contains("href=\"/pages/temporary-access/" + caseRef + "\"",
                "href=\"http://127.0.0.1:9/pages/access-history/" + caseRef + "\"", "/pages/sheets/access-history/" + caseRef)
                .doesNotContain("href=\"/pages/access-history/" + caseRef + "\"").doesNotContain("/pages/case/");
        String elsewhere = UUID.randomUUID().toString();
        assertThat(watching.send(home, "/pages/find", Map.of("ref", List.of(elsewhere))).html()).contains("<p class=\"none\">");
        Page name = watching.send(home, "/pages/find", Map.of("ref", List.of("Sokha Testperson")));
        assertThat(name.status()).isEqualTo(422);
        assertThat(name.address().toString()).doesNotContain("Sokha");
        assertThat(Desk.browser(supervisor, language).open("/").html()).doesNotContain("find-leads").doesNotContain("list-accesses\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void who_oversees_the_ministry_sees_all_its_cases_by_state_and_nobody_else_is_offered_them(String language) {
        Browser overseeing = Desk.browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), language);
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

        Browser other = Desk.browser(supervisor, language);
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
        Browser working = Desk.browser(intake, "en");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> working.open("/").html().contains("list-arrivals"));
        Page home = working.open("/");
        assertThat(home.html()).contains("list-unit", "sse-swap=\"total-arrivals\"").doesNotContain("list-ministry");
        assertThat(home.text()).contains("Poi Pet international check point", "Temporary access to decide on");
        assertThat(home.html()).as("of the work of others the numbers only").doesNotContain("/pages/temporary-access/" + caseRef);
        assertThat(Desk.browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), "en").open("/").html())
                .contains("list-ministry\"", "list-ministry-arrivals");
        here.send(here.topic("national", "work"), expected + "|ARRIVAL_EXPECTED",
                new PeerEvents(expected, "TH", "KH").waitsNoLonger(WorkList.ARRIVAL_EXPECTED, 2), "TH");
    }

    @Test
    void the_numbers_at_home_follow_what_happens_until_the_officer_signs_out() throws IOException, InterruptedException {
        Browser deciding = Desk.browser(supervisor, "en");
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
        Browser asking = Desk.browser(stranger, "en");
        Page told = sending(asking, "/pages/forms/ask-access", Map.of("@caseRef", List.of(UUID.randomUUID().toString()),
                "reason", List.of("EMERGENCY"), "explanation", List.of("Nobody can be reached")));
        assertThat(told.status()).isEqualTo(404);
        assertThat(told.html()).contains("role=\"alert\"").contains("Nobody can be reached");
    }

    @Test
    void counts_are_reported_by_month_crossing_point_and_direction_and_corrected_by_their_version() {
        Actor reception = actor("kh-reception-8", Role.RECEPTION_OFFICER, "KH-POI-PET-TC");
        Browser counting = Desk.browser(reception, "th");
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
        Browser counting = Desk.browser(intake, "km");
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(9);
        sent(counting, "/pages/forms/count-national-form", Map.of("month.month", List.of(String.valueOf(month.getMonthValue())),
                "month.year", List.of(String.valueOf(month.getYear())), "reason", List.of("NEVER_LEFT")));
        assertThat(Desk.get(intake, "/national-forms?month=" + month, 200).at("/items/0/count").asInt(0)).isPositive();
        assertThat(counting.open("/pages/lists/national-forms").text()).doesNotContain("NEVER_LEFT");
    }

    @Test
    void an_operator_sees_dead_letters_and_sends_one_again_and_nobody_else_does() {
        Browser operating = Desk.browser(actor("kh-operator-8", Role.OPERATOR, "KH-DVP"), "en");
        assertThat(operating.open("/").html()).contains("/pages/lists/dead-letters").contains("/pages/forms/redeliver");
        assertThat(operating.open("/pages/lists/dead-letters").status()).isEqualTo(200);
        Page told = sending(operating, "/pages/forms/redeliver", Map.of("letters[0].partition", List.of("0"),
                "letters[0].offset", List.of("9000000000")));
        assertThat(told.status()).isEqualTo(404);
        assertThat(told.html()).contains("role=\"alert\"");
        assertThat(Desk.browser(supervisor, "en").open("/pages/lists/dead-letters").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void two_operators_discard_a_dead_letter_and_the_page_says_that_its_case_waits(String language) {
        Standing still = Standing.made();
        Actor first = operator(1);
        String letter = letterOf(still.caseRef());
        Browser one = Desk.browser(first, language);
        assertThat(one.open("/").html()).contains("/pages/lists/parts", "/pages/lists/unread", "/pages/lists/dead-letters")
                .contains("/pages/dead-letter/" + letter);
        Page waits = one.open("/pages/lists/waiting-cases");
        assertThat(waits.text()).contains(still.caseRef(), still.topic(), CaseManagerAssigned.class.getName());
        Page record = one.open("/pages/dead-letter/" + letter);
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.text()).contains(still.caseRef(), still.topic()).doesNotContain("unknown-schema", "OPEN");
        assertThat(record.html()).contains("/pages/forms/try-again/" + letter).doesNotContain("confirm-discard");

        sent(one, "/pages/forms/propose-discard/" + letter, Map.of("reason", List.of("SENT_ANEW")));
        Page alone = sending(one, "/pages/forms/confirm-discard/" + letter, Map.of());
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.html()).contains("role=\"alert\"");
        assertThat(Desk.get(first, "/dead-letters/at/" + letter, 200).path("state").asString("")).isEqualTo("DISCARD_PROPOSED");

        Actor second = operator(2);
        Browser other = Desk.browser(second, language);
        sent(other, "/pages/forms/confirm-discard/" + letter, Map.of());
        Page done = one.open("/pages/dead-letter/" + letter);
        assertThat(done.text()).contains(first.reference(), second.reference());
        assertThat(done.html()).doesNotContain("/pages/forms/try-again/", "/pages/forms/propose-discard/");
        JsonNode kept = Desk.get(first, "/dead-letters/at/" + letter, 200);
        assertThat(kept.path("state").asString("")).isEqualTo("DISCARDED");
        assertThat(kept.path("caseWaits").asBoolean(false)).isTrue();
        assertThat(kept.path("history")).hasSize(2);
        assertThat(Desk.get(first, "/dead-letters?open=true", 200).toString()).doesNotContain(still.caseRef());
        assertThat(Desk.get(first, "/dead-letters", 200).toString()).contains(still.caseRef());
        assertThat(Desk.get(first, "/operation/waiting-cases", 200).toString()).contains(still.caseRef());

        Desk.post(second, "/dead-letters/at/" + letter + "/redelivery", "", 409);
        Desk.post(second, "/dead-letters/redelivery", "{\"letters\": [{\"partition\": " + kept.path("partition").asInt()
                + ", \"offset\": " + kept.path("offset").asInt() + "}]}", 409);
        JsonNode trail = Desk.get(protection, "/audit/cases/" + still.caseRef() + "?size=100", 200);
        assertThat(trail.path("items").valueStream().filter(each -> each.path("outcome").asString("").equals("SUCCESS"))
                .map(each -> each.path("officer").asString("") + " " + each.path("endpoint").asString("")))
                .contains(first.reference() + " POST /dead-letters/at/{letter}/discard-proposal",
                        second.reference() + " POST /dead-letters/at/{letter}/discard");
    }

    @Test
    void an_operator_tries_a_dead_letter_again_and_one_that_fails_once_more_is_a_new_one() {
        Standing still = Standing.made();
        String letter = letterOf(still.caseRef());
        Actor operator = operator(1);
        sent(Desk.browser(operator, "en"), "/pages/forms/try-again/" + letter, Map.of());
        JsonNode tried = Desk.get(operator, "/dead-letters/at/" + letter, 200);
        assertThat(tried.path("state").asString("")).isEqualTo("REDELIVERED");
        assertThat(tried.at("/history/0/by/reference").asString("")).isEqualTo(operator.reference());
        assertThat(letterOf(still.caseRef())).isNotEqualTo(letter);
    }

    @Test
    void who_runs_the_service_learns_how_it_does_and_nobody_else() {
        Actor operator = operator(1);
        JsonNode parts = Desk.get(operator, "/operation/health", 200).path("parts");
        assertThat(parts.valueStream().map(part -> part.path("part").asString("") + " " + part.path("status").asString("")))
                .contains("store UP", "binders UP", "inbox UP", "audit UP");
        assertThat(parts.valueStream().map(part -> part.path("part").asString(""))).contains("outbox");
        assertThat(Desk.get(operator, "/operation/unread", 200).path("topics").valueStream()
                .map(topic -> topic.path("topic").asString(""))).contains(Exchange.SHARED.peer("TH").topic("exchange", "tracing"));
        assertThat(Desk.get(operator, "/operation/unsent", 200).path("events").isArray()).isTrue();
        Desk.get(supervisor, "/operation/health", 403);
        assertThat(Desk.browser(supervisor, "en").open("/pages/lists/waiting-cases").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void an_administrator_reads_the_profile_with_who_stands_behind_each_entry_and_changes_nothing(String language) {
        Browser administering = Desk.browser(administrator, language);
        assertThat(administering.open("/").html()).contains("/pages/lists/profile");
        Page profile = administering.open("/pages/lists/profile");
        assertThat(profile.text()).contains("arrival-within", "4h", "RECEPTION, SHELTER", "T_ACK", "Asia/Phnom_Penh")
                .doesNotContain("SEED_MINUTES", "PROPOSED", "crossing-points");
        assertThat(profile.html()).doesNotContain("/pages/forms/");
        JsonNode entries = Desk.get(administrator, "/profile", 200).path("entries");
        assertThat(entries.valueStream().filter(each -> each.path("name").asString("").equals("KH-POI-PET")).findFirst())
                .hasValueSatisfying(point -> {
                    assertThat(point.path("authority").asString("")).isEqualTo("SEED_MINUTES");
                    assertThat(point.at("/names/en").asString("")).isEqualTo("Poi Pet international check point");
                });
        assertThat(entries.valueStream().filter(each -> each.path("section").asString("").equals("deadlines"))).hasSize(10)
                .allSatisfy(deadline -> {
                    assertThat(deadline.path("set").asBoolean(true)).as("nobody has set one").isFalse();
                    assertThat(deadline.path("authority").asString("")).isEqualTo("PROPOSED");
                });
        assertThat(profile.text()).contains("2027-01-01");
        assertThat(entries.size()).as("a page shows at most").isLessThanOrEqualTo(100);
        assertThat(Desk.browser(operator(1), language).open("/pages/lists/profile").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en | Flow chart of repatriation | Approved with an open point",
        "km | គំនូសតាងលំហូរនៃការធ្វើមាតុភូមិនិវត្តន៍ | បានអនុម័តដោយមានចំណុចនៅសល់",
        "th | ผังขั้นตอนการส่งกลับ | เห็นชอบโดยมีประเด็นค้าง"})
    void an_administrator_reads_the_forms_and_their_versions_with_who_stands_behind_them(String language, String chart,
            String approval) {
        Browser administering = Desk.browser(administrator, language);
        assertThat(administering.open("/").html()).contains("/pages/lists/forms");
        Page forms = administering.open("/pages/lists/forms");
        JsonNode told = Desk.get(administrator, "/profile", 200).path("forms");
        assertThat(told.valueStream().map(each -> each.path("code").asString(""))).contains("SOP-2-V1", "SOP-8-V1",
                "SR-REFERRAL-V1", "SR-CONSENT-V1", "SR-RETURN-V1", "SR-REINTEGRATION-V1");
        assertThat(forms.text()).contains(chart, approval).contains(told.valueStream()
                .map(each -> each.path("names").path(language).asString("no title")).toList());
        assertThat(forms.html()).doesNotContain("/pages/forms/", "APPROVED", "PROPOSED", "SOP-8-V1");
        assertThat(Desk.browser(operator(1), language).open("/pages/lists/forms").status()).isEqualTo(403);
    }

    /** A made-up case in which an event waits for one that became a dead letter. */
    private record Standing(String caseRef, String topic) {

        static Standing made() {
            PeerMinistry peer = Exchange.SHARED.peer("TH");
            String caseRef = UUID.randomUUID().toString();
            String topic = peer.topic("exchange", "reintegration");
            CaseManagerAssigned assigned = new PeerEvents(caseRef, "KH", "TH").assigned();
            peer.send(peer.ofUnknownSchema(topic, caseRef, CaseManagerAssigned.class.getName(), "KH"));
            peer.send(topic, caseRef, assigned, "KH");
            Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                    Desk.get(operator(1), "/operation/waiting-cases", 200).path("cases").valueStream())
                    .anySatisfy(each -> {
                        assertThat(each.path("caseRef").asString("")).isEqualTo(caseRef);
                        assertThat(each.path("parked").asBoolean(false)).isTrue();
                        assertThat(each.path("count").asInt(0)).isEqualTo(1);
                    }));
            return new Standing(caseRef, topic);
        }
    }

    /** One to be looked at in every language: it takes some seconds until a case stands still. */
    private static final class LookedAt {

        private static final Standing STANDING = Standing.made();
    }

    /** The name of the newest dead letter of a case about which nothing was decided. */
    private static String letterOf(String caseRef) {
        return Desk.get(operator(1), "/dead-letters?open=true", 200).path("letters").valueStream()
                .filter(each -> each.path("caseRef").asString("").equals(caseRef)).findFirst().orElseThrow()
                .path("letter").asString("");
    }

    private static Actor operator(int number) {
        return actor("kh-operator-" + number, Role.OPERATOR, "KH-DVP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void axe_finds_nothing_on_them_and_nothing_sticks_out(String language) {
        Desk.post(stranger, "/cases/" + caseRef + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        Chromium chromium = new Chromium(work);
        looked(chromium, Desk.browser(supervisor, language), language, "/pages/temporary-access/" + caseRef,
                "/pages/access-history/" + caseRef, "/pages/sheets/access-history/" + caseRef, "/", "/pages/forms/approve-access/" + caseRef);
        looked(chromium, Desk.browser(intake, language), language, "/pages/forms/count-returns",
                "/pages/forms/ask-access", "/pages/forms/count-national-form", "/pages/lists/non-victim-returns");
        looked(chromium, Desk.browser(protection, language), language, "/", "/pages/lists/accesses", "/pages/access-history/" + caseRef);
        looked(chromium, Desk.browser(actor("kh-contact-8", Role.INTAKE_OFFICER, "KH-DVP"), language), language, "/",
                "/pages/lists/ministry-cases", "/pages/lists/ministry-arrivals");
        String letter = letterOf(LookedAt.STANDING.caseRef());
        looked(chromium, Desk.browser(operator(1), language), language, "/", "/pages/lists/dead-letters", "/pages/forms/redeliver",
                "/pages/lists/parts", "/pages/lists/waiting-cases", "/pages/lists/unread", "/pages/lists/unsent",
                "/pages/dead-letter/" + letter, "/pages/forms/propose-discard/" + letter, "/pages/forms/try-again/" + letter);
        looked(chromium, Desk.browser(administrator, language), language, "/pages/lists/profile", "/pages/lists/forms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void the_access_history_is_printed_with_numbered_pages(String language) {
        Page sheet = Desk.browser(supervisor, language).open("/pages/sheets/access-history/" + caseRef);
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
}
