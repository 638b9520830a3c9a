package org.safereturn.tracingservice;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.exchange.v1.FormApproval;
import org.safereturn.exchange.v1.FormLanguage;
import org.safereturn.exchange.v1.FormReference;
import org.safereturn.exchange.v1.FormTranslation;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.pages.testing.Browser;
import org.safereturn.pages.testing.SignInProvider;
import org.safereturn.referral.v1.ReferralSubmitted;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.TracingClarificationRequested;
import org.safereturn.tracing.v1.TracingMilestone;
import org.safereturn.tracing.v1.TracingProgressReported;
import org.safereturn.tracing.v1.TracingResultIssued;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Two ministries that record on different versions of the same form. */
abstract class FormScenarios extends TemporaryAccessScenarios {

    @Test
    void what_this_side_tells_says_on_which_version_of_the_form_it_was_recorded() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")).expectStatus().isCreated();
        FormReference form = ((TracingProgressReported) sent(1).getFirst()).getFormRef();
        assertThat(form.getDocument() + " " + form.getNumber()).isEqualTo("SOP 8");
        assertThat(form.getVersion()).isEqualTo(version());
        assertThat(form.getApproval()).isEqualTo(own().equals("ZZ") ? FormApproval.APPROVED
                : FormApproval.APPROVED_WITH_OPEN_ACTION);
        assertThat(form.getLanguages()).extracting(FormLanguage::getLanguage).containsExactly("km", "th");
    }

    @Test
    void a_case_begun_on_one_version_and_answered_on_another_shows_both_also_one_that_nobody_here_knows() {
        PeerMinistry here = EXCHANGE.peer(own());
        PeerMinistry host = EXCHANGE.peer(other());
        CaseKey key = host.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, host.country(), key.id(),
                host.caseKeyIssued(caseRef, key, own()).getWrappedKey()))).block(PATIENCE);
        host.send(host.topic("exchange", "referral"), caseRef, ReferralSubmitted.newBuilder(fromOther().submitted(
                host.seal(key, caseRef, ExchangeFixtures.person(own())))).setFormRef(form("SR", "REFERRAL", "1")).build(), own());
        here.send(here.topic("exchange", "referral"), caseRef, fromOther().accepted(), other());
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")).expectStatus().isCreated();
        String topic = host.topic("exchange", "tracing");
        host.send(topic, caseRef, TracingClarificationRequested.newBuilder(fromOther().question(
                other(), 1, host.seal(key, caseRef, ExchangeFixtures.asking("Where is the school?"))))
                .setFormRef(form("SOP", "8", "9")).build(), own());

        JsonNode shown = sees(node -> node.path("clarifications").size() == 1);
        assertThat(said(shown)).containsExactlyInAnyOrder("REFERRAL " + other() + " SR-REFERRAL-V1 known",
                "TRACING " + own() + " SOP-8-V" + version() + " known", "TRACING " + other() + " SOP-8-V9 not known");
        String title = text(form(shown, own()).path("names"), "en");
        assertThat(title).isNotBlank();
        assertThat(page(Role.TRACING_OFFICER)).contains(title, "SOP-8-V9", "This version is known here: No");
    }

    @Test
    void the_host_side_shows_the_versions_of_a_result_and_of_its_correction() {
        PeerMinistry here = EXCHANGE.peer(own());
        PeerMinistry origin = EXCHANGE.peer(other());
        CaseKey key = here.newCaseKey();
        keys.keep(List.of(new CaseKeys.Issued(caseRef, here.country(), key.id(),
                here.caseKeyIssued(caseRef, key, own()).getWrappedKey()))).block(PATIENCE);
        here.send(here.topic("exchange", "referral"), caseRef, fromHere().submitted(here.seal(key, caseRef,
                ExchangeFixtures.person(other()))), other());
        String topic = origin.topic("exchange", "tracing");
        origin.send(topic, caseRef, fromHere().progress(TracingMilestone.ASSIGNED), own());
        for (int version : List.of(1, 2)) {
            origin.send(topic, caseRef, TracingResultIssued.newBuilder(fromHere().result(version, FamilyOutcome.NOT_LOCATED, null))
                    .setFormRef(form("SOP", "8", Integer.toString(version))).build(), own());
        }
        JsonNode shown = sees(node -> node.path("results").size() == 2);
        assertThat(said(shown)).containsExactly("TRACING " + other() + " SOP-8-V1 known",
                "TRACING " + other() + " SOP-8-V2 known");
        assertThat(text(form(shown, other()), "backgroundNote")).isEqualTo("AGREED_NOT_GIVEN");
        assertThat(page(Role.CASE_MANAGER)).contains("Annex or form: 8", "Version of the form: 1",
                "Version of the form: 2", "it has not been given to us");
    }

    private String version() {
        return own().equals("ZZ") ? "2" : "1";
    }

    private static FormReference form(String document, String number, String version) {
        return new FormReference(document, number, version, FormApproval.PROPOSED,
                List.of(new FormLanguage("th", FormTranslation.DRAFT)));
    }

    private static JsonNode form(JsonNode tracing, String country) {
        return tracing.path("forms").valueStream().filter(each -> text(each, "kind").equals("TRACING")
                && text(each, "country").equals(country)).findFirst().orElseThrow();
    }

    private static List<String> said(JsonNode tracing) {
        return tracing.path("forms").valueStream().map(each -> text(each, "kind") + " " + text(each, "country") + " "
                + text(each, "code") + (each.path("known").asBoolean() ? " known" : " not known")).toList();
    }

    /** The text of the page of the case in English, with one space wherever tags or white space stand. */
    private String page(Role role) {
        SignInProvider.started().know(Tokens.actor(role, own()));
        return new Browser("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")).in("en")
                .open("/pages/tracing/" + caseRef).text().replace(" : ", ": ");
    }
}
