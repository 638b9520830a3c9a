package org.safereturn.referralservice.running;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.NoPersonalDataOutside;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.testing.Chromium;
import org.safereturn.pages.testing.SignInProvider;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safereturn.referralservice.running.Desk.awaitReturn;
import static org.safereturn.referralservice.running.Desk.get;
import static org.safereturn.referralservice.running.Desk.refer;

/** A return on the pages of the host before anything of it is known, in a direction in which the result comes first. */
@ExtendWith(NoPersonalDataOutside.class)
class ReturnPagesTest {

    private static final String FORM = "/pages/forms/emergency-handover/";
    private static final Map<String, List<String>> EMERGENCY = Map.of("override.authority", List.of("TH-PROVINCIAL-GOVERNOR"),
            "override.reason", List.of("DANGER_TO_LIFE"), "override.note", List.of("Made-up words"),
            "crossingPoint", List.of("KH-POI-PET"));

    private final RunningService service = RunningService.of("TH");
    private final Sent sent = Sent.newCase("TH", "KH");

    @TempDir
    private Path work;

    @ParameterizedTest
    @CsvSource({"en, No tracing result yet · The return is not confirmed, Only when the person cannot wait",
            "km, មិនទាន់មានលទ្ធផលស្វែងរក · ការវិលត្រឡប់មិនទាន់បញ្ជាក់, តែពេលបុគ្គលមិនអាចរង់ចាំបាន",
            "th, ยังไม่มีผลการสืบหา · การส่งกลับยังไม่ยืนยัน, เฉพาะเมื่อบุคคลรอไม่ได้"})
    void who_looks_for_the_handover_before_a_result_is_told_what_must_come_first(String language, String rules, String warning) {
        String[] missing = rules.split(" · ", -1);
        refer(service, sent);
        Browser reception = as(Role.RECEPTION_OFFICER).in(language);
        Page record = reception.open("/pages/return/" + sent.ref());
        assertThat(record.status()).as(record.text()).isEqualTo(200);
        assertThat(record.text()).contains(missing);
        assertThat(record.html()).doesNotContain("/pages/forms/hand-over/").contains(FORM + sent.ref());
        Page form = reception.open(FORM + sent.ref());
        assertThat(form.text()).contains(missing).contains(warning);
        assertThat(form.html()).as("each item of the checklist is a line").contains("class=\"group compact\"")
                .contains("class=\"under under-OPEN\"").doesNotContain("class=\"under under-OPEN open\"");
        Page faults = step(reception, form, "check", Map.of());
        assertThat(faults.status()).isEqualTo(422);
        assertThat(faults.html()).contains("href=\"#f-override-authority\"").contains("href=\"#f-override-reason\"")
                .contains("href=\"#f-crossingPoint\"");
        Page check = step(reception, form, "check", EMERGENCY);
        assertThat(check.text()).as("read once more").contains(missing);
        Chromium chromium = new Chromium(work);
        Map.of("return-not-begun", record, "emergency-form", form, "emergency-check", check).forEach((name, page) -> {
            assertThat(chromium.axe(page.html(), false)).as(name).isEmpty();
            assertThat(chromium.axe(page.html(), true)).as(name + " dark").isEmpty();
            assertThat(chromium.cutOff(page.html(), 360)).as(name + " at 360 px").isEmpty();
            Chromium.keep(page.html(), name + "-" + language);
        });
    }

    @Test
    void an_emergency_handover_is_recorded_and_a_second_officer_stands_by_it_on_pages_alone() {
        refer(service, sent);
        Browser reception = as(Role.RECEPTION_OFFICER);
        Page done = step(reception, step(reception, reception.open(FORM + sent.ref()), "check", EMERGENCY), "send", Map.of());
        assertThat(done.address().getPath()).isEqualTo("/pages/return/" + sent.ref());
        assertThat(done.address().getQuery()).as(done.text()).isEqualTo("done=emergency-handover");
        assertThat(done.text()).contains("No tracing result yet").contains("The return is not confirmed")
                .doesNotContain("Why no handover yet");
        assertThat(done.html()).doesNotContain(FORM);
        JsonNode handover = get(service, "/repatriations/" + sent.ref()).path("handover");
        assertThat(handover.at("/override/authority").asString("")).isEqualTo("TH-PROVINCIAL-GOVERNOR");
        assertThat(handover.at("/override/note").asString("")).isEqualTo("Made-up words");
        assertThat(handover.path("warnings").toString()).contains("handover-before-result").contains("handover-not-confirmed")
                .contains("checklist-not-checked");
        Browser second = as(Role.SUPERVISOR);
        String confirm = "/pages/forms/confirm-override/" + sent.ref();
        second.send(second.open(confirm), confirm, Map.of("step", List.of("send")));
        assertThat(get(service, "/repatriations/" + sent.ref()).at("/handover/override/confirmed").asBoolean(false)).isTrue();
    }

    @Test
    void a_result_that_came_meanwhile_is_told_before_the_emergency_handover_is_sent() {
        refer(service, sent);
        Browser reception = as(Role.RECEPTION_OFFICER);
        Page check = step(reception, reception.open(FORM + sent.ref()), "check", EMERGENCY);
        PeerMinistry peer = RunningService.ministry("KH");
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), "TH");
        awaitReturn(service, sent, node -> node.path("result").isObject());
        Page told = step(reception, check, "send", Map.of());
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.text()).contains("The case has changed since you began").contains("Made-up words")
                .contains("What this handover passes over The return is not confirmed");
        assertThat(get(service, "/repatriations/" + sent.ref()).path("handover").isObject()).isFalse();
        Page again = step(reception, step(reception, told, "check", EMERGENCY), "send", Map.of());
        assertThat(again.address().getQuery()).as("on purpose").isEqualTo("done=emergency-handover");
        assertThat(get(service, "/repatriations/" + sent.ref()).at("/handover/warnings").toString())
                .doesNotContain("handover-before-result");
    }

    @Test
    void who_may_hand_nobody_over_is_not_offered_it_and_the_decision_is_offered_when_there_is_a_result() {
        refer(service, sent);
        assertThat(as(Role.SUPERVISOR).open("/pages/return/" + sent.ref()).html()).doesNotContain("/pages/forms/");
        assertThat(as(Role.SUPERVISOR).open(FORM + sent.ref()).status()).isEqualTo(403);
        PeerMinistry peer = RunningService.ministry("KH");
        peer.send(peer.topic("exchange", "tracing"), sent.ref(), sent.result(1), "TH");
        awaitReturn(service, sent, node -> node.path("result").isObject());
        assertThat(as(Role.SUPERVISOR).open("/pages/return/" + sent.ref()).html()).contains("/pages/forms/decide/");
    }

    private Browser as(Role role) {
        Actor officer = Tokens.actor(role, "TH");
        SignInProvider.started().know(officer);
        Browser browser = new Browser(service.address());
        browser.open("/");
        return browser;
    }

    private Page step(Browser browser, Page page, String step, Map<String, List<String>> typed) {
        Map<String, List<String>> values = new HashMap<>(typed);
        values.put("step", List.of(step));
        return browser.send(page, FORM + sent.ref(), values);
    }
}
