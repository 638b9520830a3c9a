package org.safereturn.tracingservice;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.consent.v1.StoppedActivity;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.tracing.v1.FamilyOutcome;
import org.safereturn.tracing.v1.TracingResultIssued;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the person permits, forbids and takes back. */
abstract class ConsentScenarios extends BothSidesScenarios {

    @Test
    void visits_stop_when_the_person_takes_contact_with_the_family_back() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        InboundRecord withdrawal = host.send(host.topic("exchange", "consent"), caseRef,
                fromOther().consentWithdrawn(Purpose.FAMILY_CONTACT), own());
        ConsentEffectConfirmed answer = (ConsentEffectConfirmed) sent(1).getFirst();
        assertThat(answer.getStopped()).containsExactly(StoppedActivity.FAMILY_CONTACT);
        assertThat(answer.getWithdrawalId().toString()).isEqualTo(PeerMinistry.header(withdrawal, "ce_id"));
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result",
                "PENDING")), 422, "tracing-consent-missing");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
    }

    @Test
    void the_nationality_check_goes_on_to_a_result_when_the_person_takes_tracing_back() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "consent"), caseRef, fromOther().consentWithdrawn(Purpose.TRACING), own());
        assertThat(((ConsentEffectConfirmed) sent(1).getFirst()).getStopped())
                .containsExactly(StoppedActivity.TRACING, StoppedActivity.FAMILY_CONTACT);
        JsonNode tracing = sees(_ -> true);
        assertThat(text(tracing, "state")).isEqualTo("TRACING");
        assertThat(text(tracing.path("tracks"), "FAMILY")).isEqualTo("STOPPED");
        assertThat(text(tracing.path("tracks"), "NATIONALITY")).isEqualTo("NOT_STARTED");
        problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", "FAMILY_CALL", "date", "2026-01-15", "result",
                "PENDING")), 422, "tracing-consent-missing");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        post(Role.TRACING_OFFICER, "results", Map.of("nationalityOutcome", "CONFIRMED", "nationalityBasis",
                List.of("CIVIL_REGISTRY"), "familyOutcome", "NOT_ATTEMPTED_NO_CONSENT")).expectStatus().isCreated();
        post(Role.SUPERVISOR, "results/1/approval", Map.of("decision", "APPROVED")).expectStatus().isOk();
        assertThat(((TracingResultIssued) sent(2).get(1)).getFamilyOutcome())
                .isEqualTo(FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT);
        host.send(host.topic("exchange", "tracing"), caseRef, fromOther().acknowledged(1), own());
        sees(node -> text(node, "state").equals("RESULT_REVIEWED"));
    }

    @Test
    void the_host_side_sees_that_only_the_search_for_the_family_stopped() {
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("exchange", "referral"), caseRef, fromHere().submitted(null), other());
        here.send(here.topic("exchange", "consent"), caseRef, fromHere().consentWithdrawn(Purpose.TRACING), other());
        JsonNode tracing = sees(node -> text(node.path("tracks"), "FAMILY").equals("STOPPED"));
        assertThat(text(tracing.path("tracks"), "NATIONALITY")).isEqualTo("NOT_STARTED");
        assertThat(text(tracing, "state")).isNotEqualTo("STOPPED");
        PeerMinistry origin = EXCHANGE.peer(other());
        origin.send(origin.topic("exchange", "tracing"), caseRef, fromHere().result(1,
                FamilyOutcome.NOT_ATTEMPTED_NO_CONSENT, null), own());
        sees(node -> text(node, "state").equals("RESULT_ISSUED"));
        post(Role.CASE_MANAGER, "acknowledgement", Map.of("resultVersion", 1)).expectStatus().isOk();
    }

    @Test
    void a_family_that_must_not_be_contacted_is_not_and_the_officer_reads_it_before_acting() {
        referredHere(ExchangeFixtures.threatened(own()));
        JsonNode tracing = sees(node -> text(node, "state").equals("TRACING"));
        assertThat(tracing.at("/familyContact/instruction/familyMayBeContacted").asBoolean(true)).isFalse();
        assertThat(tracing.at("/familyContact/instruction/relativeSuspected").asBoolean(false)).isTrue();
        assertThat(tracing.at("/familyContact/forbidden").valueStream().map(type -> type.asString("")))
                .containsExactly("FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT");
        for (String type : List.of("FAMILY_CALL", "FAMILY_VISIT", "FAMILY_ASSESSMENT")) {
            problem(post(Role.TRACING_OFFICER, "actions", Map.of("type", type, "date", "2026-01-15", "result",
                    "SUCCESSFUL")), 422, "safe-contact-forbids-contact");
        }
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISIT_PLANNED")), 422,
                "safe-contact-forbids-contact");
        post(Role.TRACING_OFFICER, "actions", Map.of("type", "CIVIL_REGISTRY_CHECK", "date", "2026-01-15", "result",
                "SUCCESSFUL")).expectStatus().isCreated();
        problem(post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")), 422, "safe-contact-forbids-outcome");
    }

    @Test
    void a_withdrawn_referral_stops_everything_and_is_answered() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "referral"), caseRef, fromOther().withdrawn(), own());
        assertThat(((ConsentEffectConfirmed) sent(1).getFirst()).getStopped()).hasSize(3);
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "ASSIGNED")), 409, "tracing-stopped");
    }
}
