package org.safereturn.caseservice.running;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.LinkWalk;
import org.safereturn.work.v1.WorkList;

import static org.assertj.core.api.Assertions.assertThat;

/** No officer is led to a page that is closed to the officer's role. */
class LinksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CONTACT_POINT = "KH-DVP";
    private static final String OPENING = """
            {"originCountry": "TH", "whereabouts": "HOST_COUNTRY", "wishToReturn": "YES",
             "identification": {"body": "KH-COURT", "decidedOn": "2026-01-15", "outcome": "VICTIM"},
             "person": {"nameOwnScript": "Sokha Testperson", "sex": "FEMALE", "dateOfBirth": "2000-01-31"}}""";

    private final String unit = "KH-UNIT-" + UUID.randomUUID();
    private final PeerMinistry here = Exchange.SHARED.peer("KH");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MINISTRY_SYSTEM")
    void no_page_leads_an_officer_to_one_that_is_closed_to_the_role(Role role) {
        String ref = Desk.post(officer(Role.INTAKE_OFFICER, unit), "/cases", OPENING, 201).path("caseRef").asString("");
        Desk.post(officer(Role.CASE_MANAGER, "KH-ELSEWHERE"), "/cases/" + ref + "/temporary-access",
                "{\"reason\": \"EMERGENCY\", \"explanation\": \"The unit cannot be reached\"}", 201);
        for (String of : List.of(unit, CONTACT_POINT)) {
            LinkWalk.Walked walked = LinkWalk.of(Desk.browser(officer(role, of), "en"), role.name());
            assertThat(walked.closed()).as("%s of %s", role, of).isEmpty();
            if (role == Role.INTAKE_OFFICER && of.equals(unit)) {
                assertThat(walked.kinds()).contains("/pages/case/*", "/pages/forms/consents/*", "/pages/same-person/*",
                        "/pages/sheets/consent/*");
            }
        }
    }

    @Test
    void work_of_the_unit_that_the_role_cannot_do_is_listed_and_leads_to_what_the_role_may_read_or_nowhere() {
        String ref = UUID.randomUUID().toString();
        here.send(here.topic("national", "work"), ref + "|RETURN_TO_DECIDE",
                new PeerEvents(ref, "TH", "KH").waits(WorkList.RETURN_TO_DECIDE, 1, unit), "TH");
        here.send(here.topic("national", "work"), ref + "|TRACING_TO_DO",
                new PeerEvents(ref, "TH", "KH").waits(WorkList.TRACING_TO_DO, 1, unit), "TH");
        Browser tracing = Desk.browser(officer(Role.TRACING_OFFICER, unit), "en");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(tracing.open("/pages/lists/unit").html())
                .contains("/pages/tracing/" + ref).contains("<th scope=\"row\"><span>"));
        assertThat(tracing.open("/pages/lists/unit").html()).doesNotContain("/pages/return/").doesNotContain("/pages/case/" + ref);
        assertThat(Desk.browser(officer(Role.RECEPTION_OFFICER, unit), "en").open("/pages/lists/unit").html())
                .contains("/pages/return/" + ref, "/pages/case/" + ref).doesNotContain("/pages/tracing/");
        for (WorkList list : List.of(WorkList.RETURN_TO_DECIDE, WorkList.TRACING_TO_DO)) {
            here.send(here.topic("national", "work"), ref + "|" + list, new PeerEvents(ref, "TH", "KH").waitsNoLonger(list, 2), "TH");
        }
    }

    private static Actor officer(Role role, String unit) {
        return new Actor("kh-" + UUID.randomUUID(), role.name(), unit, "KH");
    }
}
