package org.safereturn.caseservice.running;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.Browser.Page;
import org.safereturn.pages.words.PageTexts;
import org.safereturn.pages.words.Words;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pages offer after a person came home, until the case is closed. */
class AfterReturnPagesTest {

    private static final Actor MANAGER = Tokens.actor(Role.CASE_MANAGER, "KH");
    private static final Actor SUPERVISOR = Tokens.actor(Role.SUPERVISOR, "KH");

    private final String ref = UUID.randomUUID().toString();
    private final String path = "/cases/" + ref;

    @ParameterizedTest
    @ValueSource(strings = {"en", "km", "th"})
    void each_state_has_one_next_step_and_who_may_not_close_reads_who_does(String language) {
        Words words = new PageTexts().in(Locale.of(language));
        PeerMinistry here = Exchange.SHARED.peer("KH");
        here.send(here.topic("exchange", "repatriation"), ref, new PeerEvents(ref, "TH", "KH").arrived(), "TH");
        Browser manager = Desk.browser(MANAGER, language);
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> next(manager).equals(List.of(words.of("form.take-over"))));

        Desk.post(MANAGER, path + "/case-manager", "{\"unit\": \"KH-DVP\", \"role\": \"CASE_MANAGER\"}", 200);
        assertThat(next(manager)).containsExactly(words.of("form.tell-status"));
        assertThat(offered(manager)).containsExactly("RECOVERY", "REINTEGRATION");
        assertThat(record(manager).text()).contains(words.of("form.close.by"));
        assertThat(record(Desk.browser(SUPERVISOR, language)).text()).doesNotContain(words.of("form.close.by"));

        String today = LocalDate.now(ZoneId.of("Asia/Phnom_Penh")).toString();
        Desk.post(MANAGER, path + "/reintegration-status", "{\"status\": \"REINTEGRATION\", \"planDate\": \"" + today + "\"}", 200);
        assertThat(next(manager)).containsExactly(words.of("form.visit"));
        assertThat(offered(manager)).containsExactly("RECOVERY", "REINTEGRATION", "MONITORING");
        Desk.post(MANAGER, path + "/monitoring-visits", "{\"visitNumber\": 1, \"state\": \"DONE\", \"doneOn\": \"" + today
                + "\", \"mode\": \"VISIT\", \"outcome\": \"STABLE\", \"riskRaised\": false}", 200);
        Desk.post(SUPERVISOR, path + "/closure", "{\"reason\": \"REINTEGRATED\", \"toldHowToReturn\": true}", 200);
        Page closed = record(manager);
        assertThat(next(manager)).as("nothing comes next").isEmpty();
        assertThat(closed.html()).contains("/pages/forms/consents/" + ref);
        assertThat(closed.text()).doesNotContain(words.of("form.close.by"));
        for (String act : List.of("CASE_MANAGER_ASSIGNED", "STATUS_REPORTED", "VISIT_RECORDED")) {
            assertThat(closed.html()).containsPattern("<b>" + words.of("step." + act) + "</b>(?s:(?!</li>).)*" + MANAGER.reference() + " ");
        }
        assertThat(closed.html()).containsPattern("<b>" + words.of("step.CLOSED") + "</b>(?s:(?!</li>).)*" + SUPERVISOR.reference() + " ");
    }

    private Page record(Browser browser) {
        return browser.open("/pages/case/" + ref);
    }

    private List<String> next(Browser browser) {
        return Pattern.compile("class=\"button next\"[^>]*>([^<]*)<").matcher(record(browser).html()).results()
                .map(found -> found.group(1)).toList();
    }

    /** The states that the form offers, in their order. */
    private List<String> offered(Browser browser) {
        Page form = browser.open("/pages/forms/tell-status/" + ref);
        return Pattern.compile("name=\"status\"\\s+value=\"([A-Z_]+)\"").matcher(form.html()).results()
                .map(found -> found.group(1)).toList();
    }
}
