package org.safereturn.caseservice.running;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.audit.AuditEntry;
import org.safereturn.access.audit.AuditRecord;
import org.safereturn.access.audit.MongoAuditTrail;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.crossing.v1.CrossingPointStatus;
import org.safereturn.crossing.v1.CrossingPointStatusChanged;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.HeaderNames;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.words.PageTexts;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenario 11, the register: two administrators close a crossing point, and both ministries read what each of them says. */
@ExtendWith(NoPersonalDataOutside.class)
class CrossingInUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext service = RunningService.of("KH");
    private final Actor first = officer(Role.ADMINISTRATOR, "KH-DVP");
    private final Actor second = officer(Role.ADMINISTRATOR, "KH-DVP");
    private final Actor contact = officer(Role.INTAKE_OFFICER, "KH-DVP");
    private final Actor reception = officer(Role.RECEPTION_OFFICER, "KH-POI-PET-TC");
    private final PeerMinistry own = Exchange.SHARED.peer("KH");
    private final PeerMinistry peer = Exchange.SHARED.peer("TH");

    @TempDir
    private Path work;

    @Test
    void scenario_11_two_administrators_close_a_point_and_the_other_ministry_is_told() {
        String point = "KH-STUENG-BOT";
        JsonNode proposed = Desk.post(first, path(point), change("CLOSED", 0, 3, "KH-CHAM-YEAM"), 200);
        assertThat(proposed.path("status").asString("")).as("nothing has changed yet").isEqualTo("OPEN");
        assertThat(proposed.at("/change/proposedBy/reference").asString("")).isEqualTo(first.reference());
        assertThat(Desk.get(reception, "/crossing-points/" + point, 200).has("change")).as("no rumour").isFalse();
        assertThat(Desk.post(first, path(point) + "/confirmation", "", 403).path("rule").asString(""))
                .isEqualTo("crossing-change-by-same-person");
        JsonNode closed = Desk.post(second, path(point) + "/confirmation", "", 200);
        assertThat(closed.path("status").asString("")).isEqualTo("CLOSED");
        long number = closed.at("/current/number").asLong(0);

        InboundRecord told = Awaitility.await().atMost(PATIENCE).until(() -> told(point, number), Optional::isPresent).orElseThrow();
        CrossingPointStatusChanged body = (CrossingPointStatusChanged) peer.decode(told);
        assertThat(PeerMinistry.header(told, HeaderNames.RECIPIENT)).isEqualTo("TH");
        assertThat(PeerMinistry.header(told, HeaderNames.STAT_REF)).as("it is about no case").isEmpty();
        assertThat(body.getStatus()).isEqualTo(CrossingPointStatus.CLOSED);
        assertThat(body.getValidFrom()).isEqualTo(today());
        assertThat(body.getValidUntil()).isEqualTo(today().plusDays(3));
        assertThat(body.getAlternativeCrossingPoint()).isEqualTo("KH-CHAM-YEAM");
        assertThat(body.getActor().getReference()).isEqualTo(second.reference());

        for (Actor reader : List.of(first, contact, reception)) {
            JsonNode register = Desk.get(reader, "/crossing-points", 200);
            assertThat(register.path("points").valueStream().map(each -> each.path("crossingPoint").asString("")))
                    .as("every point of the profile").contains("KH-POI-PET", "KH-CHAM-YEAM", "KH-STUENG-BOT", "KH-PNH-AIRPORT");
            assertThat(restricted(reader)).contains(point);
            assertThat(Desk.get(reader, "/crossing-points/" + point, 200).at("/current/alternativeCrossingPoint").asString(""))
                    .isEqualTo("KH-CHAM-YEAM");
        }
        List<AuditEntry> entries = Objects.requireNonNull(service.getBean(MongoAuditTrail.class).all().map(AuditRecord::entry)
                .filter(entry -> entry.endpoint().startsWith("POST /crossing-points/{crossingPoint}/change"))
                .filter(entry -> List.of(first.reference(), second.reference()).contains(entry.agent().reference()))
                .collectList().block(PATIENCE));
        assertThat(entries).extracting(entry -> entry.agent().reference() + " " + entry.endpoint()).contains(
                first.reference() + " POST /crossing-points/{crossingPoint}/change",
                second.reference() + " POST /crossing-points/{crossingPoint}/change/confirmation");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.cases()).isEmpty());
        opened(point, 3);
        assertThat(restricted(reception)).doesNotContain(point);
        assertThat(Desk.get(first, "/crossing-points/" + point, 200).path("earlier").toString()).as("what was said stays")
                .contains("CLOSED");
    }

    @Test
    void a_change_is_refused_for_an_unknown_point_a_time_that_is_over_and_a_place_that_nobody_can_use_instead() {
        String point = "KH-PNH-AIRPORT";
        assertThat(Desk.post(first, path("KH-NOWHERE"), change("CLOSED", 0, 3, null), 404).path("rule").asString(""))
                .isEqualTo("unknown-crossing-point");
        assertThat(refused(point, change("CLOSED", 0, 3, "KH-NOWHERE"), 400)).isEqualTo("unknown-checkpoint");
        assertThat(refused(point, change("CLOSED", 0, 3, point), 400)).isEqualTo("alternative-same-point");
        assertThat(refused(point, change("OPEN", 0, 3, "KH-POI-PET"), 400)).isEqualTo("alternative-without-need");
        assertThat(refused(point, change("CLOSED", -4, -1, null), 400)).isEqualTo("date-in-the-past");
        assertThat(refused(point, change("CLOSED", 4, 1, null), 400)).isEqualTo("period-reversed");
        assertThat(refused(point, change("UNKNOWN", 0, 1, null), 400)).isEqualTo("invalid-value");
        assertThat(Desk.post(second, path(point) + "/confirmation", "", 409).path("rule").asString(""))
                .isEqualTo("no-crossing-change");
        LocalDate ahead = today().plusDays(300);
        heard(PeerEvents.crossingClosed("TH", 300, "KH-POI-PET", ahead, ahead.plusDays(2)));
        assertThat(refused(point, change("CLOSED", 301, 400, "KH-POI-PET"), 422)).isEqualTo("alternative-closed");

        Desk.post(first, path(point), change("LIMITED", 0, 1, null), 200);
        assertThat(refused(point, change("CLOSED", 0, 1, null), 409)).isEqualTo("crossing-change-waits");
        assertThat(Desk.post(first, path(point) + "/revocation", "", 200).has("change")).isFalse();
        Desk.post(contact, path(point), change("CLOSED", 0, 1, null), 403);
    }

    @Test
    void what_the_other_ministry_says_of_its_side_counts_here_until_it_says_otherwise() {
        String point = "KH-CHAM-YEAM";
        heard(PeerEvents.crossingClosed("TH", 1, point, today(), today().plusDays(1)));
        JsonNode closed = Desk.get(reception, "/crossing-points/" + point, 200);
        assertThat(closed.path("status").asString("")).isEqualTo("CLOSED");
        assertThat(closed.at("/current/country").asString("")).isEqualTo("TH");
        opened(point, 1);
        assertThat(Desk.get(reception, "/crossing-points/" + point, 200).path("status").asString(""))
                .as("nobody opens the other side").isEqualTo("CLOSED");
        heard(CrossingPointStatusChanged.newBuilder(PeerEvents.crossingClosed("TH", 2, point, today(), today().plusDays(1)))
                .setStatus(CrossingPointStatus.OPEN).build());
        assertThat(Desk.get(reception, "/crossing-points/" + point, 200).path("status").asString("")).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({"en, Closed", "km, បិទ", "th, ปิด"})
    void two_administrators_close_a_point_on_pages_and_reception_reads_it_at_home(String language, String closed) {
        String point = "KH-POI-PET";
        Browser proposing = Desk.browser(first, language);
        assertThat(proposing.open("/").html()).contains("/pages/lists/crossings");
        Page list = proposing.open("/pages/lists/crossings");
        assertThat(list.html()).contains("/pages/crossing-point/" + point);
        assertThat(proposing.open("/pages/crossing-point/" + point).html()).contains("/pages/forms/propose-crossing/" + point)
                .doesNotContain("/pages/forms/confirm-crossing/");
        String propose = "/pages/forms/propose-crossing/" + point;
        Page asked = proposing.open(propose);
        Page check = proposing.send(asked, propose, Map.of("step", List.of("check"), "status", List.of("CLOSED"),
                "authority", List.of("OFFICIAL"), "validFrom.day", List.of(String.valueOf(today().getDayOfMonth())),
                "validFrom.month", List.of(String.valueOf(today().getMonthValue())), "validFrom.year",
                List.of(String.valueOf(today().getYear())), "alternativeCrossingPoint", List.of("KH-PNH-AIRPORT")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        assertThat(proposing.send(check, propose, Map.of("step", List.of("send"))).text())
                .contains(text("form.propose-crossing.done", language));

        Browser confirming = Desk.browser(second, language);
        assertThat(confirming.open("/").html()).as("what waits stands at home").contains("/pages/crossing-point/" + point);
        String confirm = "/pages/forms/confirm-crossing/" + point;
        Page looked = confirming.open(confirm);
        assertThat(looked.text()).contains(closed, first.reference()).doesNotContain("CLOSED");
        Page done = confirming.send(confirming.send(looked, confirm, Map.of("step", List.of("check"))), confirm,
                Map.of("step", List.of("send")));
        assertThat(done.text()).contains(text("form.confirm-crossing.done", language), closed);

        Browser receiving = Desk.browser(reception, language);
        assertThat(receiving.open("/").html()).contains("/pages/crossing-point/" + point);
        Page read = receiving.open("/pages/crossing-point/" + point);
        assertThat(read.text()).contains(closed).doesNotContain("CLOSED", "OFFICIAL");
        assertThat(read.html()).doesNotContain("/pages/forms/");
        Chromium chromium = new Chromium(work);
        Map.of("crossings", list, "propose-crossing", asked, "confirm-crossing", looked, "crossing-point", done).forEach(
                (name, page) -> {
                    assertThat(chromium.axe(page.html(), false)).as(name).isEmpty();
                    assertThat(chromium.axe(page.html(), true)).as(name + " dark").isEmpty();
                    assertThat(chromium.cutOff(page.html(), 360)).as(name + " at 360 px").isEmpty();
                    Chromium.keep(page.html(), name + "-" + language);
                });
        Desk.post(first, path(point), """
                {"status": "OPEN", "validFrom": "%s", "authority": "OFFICIAL"}""".formatted(today()), 200);
        assertThat(Desk.post(second, path(point) + "/confirmation", "", 200).path("status").asString("")).isEqualTo("OPEN");
    }

    private Optional<InboundRecord> told(String point, long number) {
        return own.read(own.topic("exchange", "crossing-point"), point).stream().filter(each ->
                ((CrossingPointStatusChanged) own.decode(each)).getPointVersion() == number).findFirst();
    }

    /** The other ministry says so, and it is taken in here. */
    private void heard(CrossingPointStatusChanged said) {
        peer.send(peer.topic("exchange", "crossing-point"), said.getCrossingPoint(), said, "KH");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            JsonNode point = Desk.get(first, "/crossing-points/" + said.getCrossingPoint(), 200);
            return List.of("current", "upcoming", "earlier").stream().flatMap(part -> point.path(part).isArray()
                            ? point.path(part).valueStream() : List.of(point.path(part)).stream())
                    .anyMatch(each -> each.path("country").asString("").equals("TH")
                            && each.path("number").asLong(0) == said.getPointVersion());
        });
    }

    private List<String> restricted(Actor reader) {
        return Desk.get(reader, "/crossing-points?restricted=true", 200).path("points").valueStream()
                .map(each -> each.path("crossingPoint").asString("")).toList();
    }

    private void opened(String point, int until) {
        Desk.post(first, path(point), change("OPEN", 0, until, null), 200);
        Desk.post(second, path(point) + "/confirmation", "", 200);
    }

    private String refused(String point, String body, int status) {
        return Desk.post(first, path(point), body, status).path("rule").asString("");
    }

    private static String path(String point) {
        return "/crossing-points/" + point + "/change";
    }

    private static String change(String status, int from, int until, @Nullable String alternative) {
        return """
                {"status": "%s", "validFrom": "%s", "validUntil": "%s", "authority": "OFFICIAL"%s}""".formatted(status,
                today().plusDays(from), today().plusDays(until), alternative == null ? ""
                        : ", \"alternativeCrossingPoint\": \"" + alternative + "\"");
    }

    private static String text(String key, String language) {
        return new PageTexts().in(Locale.of(language)).of(key);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Phnom_Penh"));
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
