package org.safereturn.caseservice.running;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
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
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.casefile.v1.CaseMerged;
import org.safereturn.casefile.v1.CaseStandingRecorded;
import org.safereturn.casefile.v1.CaseState;
import org.safereturn.casefile.v1.MergeReason;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.words.PageTexts;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Two officers merge two cases of one person, over HTTP and on pages. */
@ExtendWith(NoPersonalDataOutside.class)
class MergeInUseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext service = RunningService.of("KH");
    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final Actor intake = officer(Role.INTAKE_OFFICER, unit);
    private final Actor supervisor = officer(Role.SUPERVISOR, unit);
    private final PeerMinistry own = Exchange.SHARED.peer("KH");

    @TempDir
    private Path work;

    @Test
    void a_case_ends_in_favour_of_the_other_one_and_only_reading_is_left() {
        String survivor = opened(intake, "สมชาย ทองแก้ว");
        String duplicate = opened(intake, "สมชาย ทองแก้ว");
        Desk.post(intake, path(duplicate), body(survivor), 200);
        Awaitility.await().atMost(PATIENCE).until(() -> waits(duplicate));
        assertThat(Desk.post(intake, "/cases/" + duplicate + "/consent-withdrawals", "{\"purposes\": [\"TRACING\"]}", 422)
                .path("rule").asString("")).as("nothing has changed yet").isEqualTo("no-consent-to-withdraw");
        Desk.post(intake, path(duplicate) + "/confirmation", "", 403);
        JsonNode merged = Desk.post(supervisor, path(duplicate) + "/confirmation", "", 200);
        assertThat(merged.path("stage").asString("")).isEqualTo("DUPLICATE_MERGED");
        assertThat(merged.at("/merge/survivor").asString("")).isEqualTo(survivor);

        assertThat(Desk.get(intake, "/cases/" + survivor, 200).path("mergedIn").valueStream()
                .map(each -> each.path("caseRef").asString("")))
                .containsExactly(duplicate);
        assertThat(Desk.get(intake, "/cases/" + duplicate, 200).at("/person/nameOwnScript").asString(""))
                .isEqualTo("สมชาย ทองแก้ว");
        for (String act : List.of("/consent-withdrawals|{\"purposes\": [\"TRACING\"]}", "/merge|" + body(survivor),
                "/identification|{\"body\": \"KH-COURT\", \"decidedOn\": \"2026-01-16\", \"outcome\": \"VICTIM\", "
                        + "\"wishToReturn\": \"NO\"}")) {
            String[] parts = act.split("\\|", -1);
            JsonNode refused = Desk.post(intake, "/cases/" + duplicate + parts[0], parts[1], 422);
            assertThat(refused.path("rule").asString("")).as(act).isEqualTo("case-merged");
            assertThat(refused.path("detail").asString("")).contains(survivor);
        }
        assertThat(Desk.post(supervisor, "/cases/" + duplicate + "/ending", "{\"reason\": \"PERSON_LEFT\"}", 422)
                .path("rule").asString("")).isEqualTo("case-merged");
        assertThat(Desk.get(intake, "/cases/" + survivor + "/same-person", 200).path("found").asInt(-1)).isZero();
        Awaitility.await().atMost(PATIENCE).until(() -> !waits(duplicate));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(own.readBodies(own.topic("national", "case"), duplicate))
                .last().isInstanceOfSatisfying(CaseStandingRecorded.class, told ->
                        assertThat(told.getResultingState()).isEqualTo(CaseState.DUPLICATE_MERGED)));
        assertThat(own.readBodies(own.topic("exchange", "consent"), duplicate)).as("never referred").isEmpty();
    }

    @Test
    void the_merge_of_a_referred_case_crosses_the_border_without_anything_about_the_person() {
        String survivor = referred();
        String duplicate = referred();
        Desk.post(intake, path(duplicate), body(survivor), 200);
        Desk.post(supervisor, path(duplicate) + "/confirmation", "", 200);
        CaseMerged told = Awaitility.await().atMost(PATIENCE).until(() -> own.readBodies(own.topic("exchange", "consent"), duplicate)
                .stream().filter(CaseMerged.class::isInstance).map(CaseMerged.class::cast).findFirst(), Optional::isPresent)
                .orElseThrow();
        assertThat(told.getSurvivorCaseRef()).hasToString(survivor);
        assertThat(told.getReason()).isEqualTo(MergeReason.SAME_DOCUMENT);
        assertThat(told.getResultingState()).isEqualTo(CaseState.DUPLICATE_MERGED);
        assertThat(told.getActor().getReference()).isEqualTo(supervisor.reference());
        assertThat(told.toString()).doesNotContain("สมชาย");
    }

    @Test
    void a_merge_is_refused_with_a_case_that_the_officer_does_not_see_with_itself_and_by_the_one_who_proposed_it() {
        String duplicate = opened(intake, "สมชาย ทองแก้ว");
        String unseen = opened(officer(Role.INTAKE_OFFICER, "KH-UNIT-" + UUID.randomUUID()), "สมชาย ทองแก้ว");
        for (String other : List.of(unseen, duplicate, UUID.randomUUID().toString())) {
            assertThat(Desk.post(intake, path(duplicate), body(other), 422).path("rule").asString(""))
                    .isEqualTo("merge-survivor-unknown");
        }
        String survivor = opened(intake, "สมชาย ทองแก้ว");
        Desk.post(supervisor, path(duplicate), body(survivor), 200);
        assertThat(Desk.post(supervisor, path(duplicate) + "/confirmation", "", 403).path("rule").asString(""))
                .isEqualTo("merge-by-same-officer");
        assertThat(Desk.get(intake, "/cases/" + survivor, 200).path("mergedIn")).isEmpty();
        assertThat(Desk.post(supervisor, path(survivor), body(duplicate), 409).path("rule").asString(""))
                .isEqualTo("merge-already-proposed");
        assertThat(Desk.post(intake, path(duplicate) + "/revocation", "", 200).has("merge")).isFalse();
        assertThat(Desk.post(supervisor, path(duplicate) + "/confirmation", "", 409).path("rule").asString(""))
                .isEqualTo("no-merge-proposed");
    }

    @Test
    void who_proposed_and_who_confirmed_is_on_record() {
        String survivor = opened(intake, "สมชาย ทองแก้ว");
        String duplicate = opened(intake, "สมชาย ทองแก้ว");
        Desk.post(intake, path(duplicate), body(survivor), 200);
        Desk.post(supervisor, path(duplicate) + "/confirmation", "", 200);
        List<AuditEntry> entries = Objects.requireNonNull(service.getBean(MongoAuditTrail.class).all().map(AuditRecord::entry)
                .filter(entry -> entry.cases().contains(duplicate) && entry.endpoint().contains("/merge")).collectList()
                .block(PATIENCE));
        assertThat(entries).extracting(AuditEntry::endpoint).containsOnly("POST /cases/{caseRef}/merge",
                "POST /cases/{caseRef}/merge/confirmation");
        assertThat(entries).extracting(entry -> entry.agent().reference()).containsOnly(intake.reference(),
                supervisor.reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void two_officers_merge_on_pages_from_the_list_of_the_same_person_to_the_link_in_both_files(String language) {
        String survivor = opened(intake, "สมชาย ทองแก้ว");
        String duplicate = opened(intake, "สมชาย ทองแก้ว");
        Browser officer = Desk.browser(intake, language);
        Page alike = officer.open("/pages/same-person/" + duplicate);
        assertThat(alike.html()).contains("href=\"/pages/case/" + survivor + "\">", "/pages/forms/propose-merge/" + duplicate);
        String form = "/pages/forms/propose-merge/" + duplicate;
        Page asked = officer.open(form);
        Page check = officer.send(asked, form, Map.of("step", List.of("check"), "into", List.of(survivor), "reason",
                List.of("PERSON_SAYS_SO")));
        assertThat(check.status()).as(check.text()).isEqualTo(200);
        Page done = officer.send(check, form, Map.of("step", List.of("send")));
        assertThat(done.text()).contains(text("form.propose-merge.done", language));
        assertThat(officer.open("/pages/case/" + duplicate).text()).contains(text("form.confirm-merge.by", language));

        Browser second = Desk.browser(supervisor, language);
        Page before = second.open("/pages/case/" + duplicate);
        assertThat(before.html()).contains("href=\"/pages/case/" + survivor + "\">", "/pages/forms/turn-down-merge/" + duplicate);
        String confirm = "/pages/forms/confirm-merge/" + duplicate;
        Page looked = second.send(second.open(confirm), confirm, Map.of("step", List.of("check")));
        assertThat(looked.status()).as(looked.text()).isEqualTo(200);
        assertThat(looked.text()).contains(survivor);
        Page merged = second.send(looked, confirm, Map.of("step", List.of("send")));
        assertThat(merged.text()).contains(text("form.confirm-merge.done", language)).doesNotContain("DUPLICATE_MERGED");
        assertThat(merged.html()).doesNotContain("/pages/forms/confirm-merge/", "/pages/forms/end/");
        Page file = officer.open("/pages/case/" + duplicate);
        assertThat(file.html()).contains("href=\"/pages/case/" + survivor + "\">").doesNotContain("/pages/forms/");
        assertThat(history(file)).contains(text("step.MERGE_PROPOSED", language), intake.reference(), text("step.merged", language),
                supervisor.reference());
        Page goesOn = officer.open("/pages/case/" + survivor);
        assertThat(goesOn.html()).contains("href=\"/pages/case/" + duplicate + "\">");
        assertThat(history(goesOn)).contains(text("step.MERGE_TAKEN_IN", language), supervisor.reference());
        Chromium chromium = new Chromium(work);
        for (Page page : List.of(alike, asked, before, file)) {
            assertThat(chromium.axe(page.html(), false)).isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).isEmpty();
        }
        Chromium.keep(before.html(), "merge-" + language);
    }

    private boolean waits(String ref) {
        return Desk.get(supervisor, "/work?list=MERGE_TO_CONFIRM", 200).path("items").valueStream()
                .anyMatch(item -> item.path("caseRef").asString("").equals(ref));
    }

    private String referred() {
        String ref = opened(intake, "สมชาย ทองแก้ว");
        own.send(own.topic("exchange", "referral"), ref, new PeerEvents(ref, "KH", "TH").submitted(null,
                PeerEvents.given(Purpose.TRACING)), "TH");
        Awaitility.await().atMost(PATIENCE).until(() -> Desk.get(intake, "/cases/" + ref, 200).path("stage").asString("")
                .equals("REFERRED"));
        return ref;
    }

    private static String history(Page page) {
        return page.html().substring(page.html().indexOf("class=\"timeline\""));
    }

    private static String text(String key, String language) {
        return new PageTexts().in(Locale.of(language)).of(key);
    }

    private static String path(String ref) {
        return "/cases/" + ref + "/merge";
    }

    private static String body(String into) {
        return "{\"into\": \"" + into + "\", \"reason\": \"SAME_DOCUMENT\"}";
    }

    private static String opened(Actor by, String name) {
        return Desk.post(by, "/cases", """
                {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
                 "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
                 "person": {"nameOwnScript": "%s", "sex": "MALE", "dateOfBirth": "1997-05-03"}}""".formatted(name), 201)
                .path("caseRef").asString("");
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
