package org.safereturn.tracingservice;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.casefile.v1.TemporaryAccessState;
import org.safereturn.consent.v1.ConsentEffectConfirmed;
import org.safereturn.exchange.v1.Purpose;
import org.safereturn.messaging.testkit.PeerMinistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a temporary access lets an officer do, and what not. */
abstract class TemporaryAccessScenarios extends PageScenarios {

    @Test
    void a_temporary_access_told_before_the_case_is_known_lets_one_officer_read_until_it_is_taken_back() {
        Actor reader = elsewhere(Role.CASE_MANAGER);
        told(1, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        assertThat(status(reader)).isEqualTo(404);
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        await().atMost(PATIENCE).until(() -> status(reader) == 200);
        assertThat(text(get(reader, "/tracings/" + caseRef).at("/request/person"), "nameRomanised"))
                .isEqualTo("Sokha Testperson");
        assertThat(status(elsewhere(Role.CASE_MANAGER))).as("a colleague of the same unit").isEqualTo(404);
        assertThat(get(reader, "/tracings?size=200").toString()).doesNotContain(caseRef);

        told(1, reader, TemporaryAccessState.ENDED, Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> status(reader) == 404);
        told(1, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        readsNow(2, elsewhere(Role.SUPERVISOR));
        assertThat(status(reader)).as("a grant that comes after its end").isEqualTo(404);
        problem(client().get().uri("/tracings/" + caseRef).headers(Tokens.as(reader)).exchange(), 404, "unknown-tracing");
    }

    @Test
    void a_temporary_access_is_over_by_the_clock_and_no_event_says_so() {
        referredHere();
        Actor late = elsewhere(Role.CASE_MANAGER);
        told(1, late, TemporaryAccessState.GRANTED, Duration.ZERO);
        readsNow(2, elsewhere(Role.CASE_MANAGER));
        assertThat(status(late)).isEqualTo(404);
    }

    @Test
    void a_temporary_access_makes_nobody_the_second_person() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        post(Role.TRACING_OFFICER, "results", result("LOCATED_ABLE")).expectStatus().isCreated();
        Actor supervisor = elsewhere(Role.SUPERVISOR);
        readsNow(1, supervisor);
        problem(post(supervisor, "results/1/approval", Map.of("decision", "APPROVED")), 404, "unknown-tracing");
        problem(post(supervisor, "results/1/approval", Map.of("decision", "RETURNED")), 404, "unknown-tracing");
        assertThat(sees(_ -> true).path("draft").isObject()).isTrue();
        assertThat(EXCHANGE.peer(own()).readBodies(EXCHANGE.peer(own()).topic("exchange", "tracing"), caseRef)).isEmpty();
    }

    @Test
    void a_temporary_access_sends_nothing_and_no_consent_is_passed_by_with_it() {
        referredHere();
        sees(node -> text(node, "state").equals("TRACING"));
        PeerMinistry host = EXCHANGE.peer(other());
        host.send(host.topic("exchange", "consent"), caseRef, fromOther().consentWithdrawn(Purpose.FAMILY_CONTACT), own());
        sent(1);
        Actor reader = elsewhere(Role.CASE_MANAGER);
        readsNow(1, reader);
        Actor tracer = new Actor(reader.reference(), Role.TRACING_OFFICER.name(), reader.unit(), own());
        problem(post(tracer, "progress", Map.of("milestone", "ASSIGNED")), 404, "unknown-tracing");
        problem(post(tracer, "results", result("LOCATED_ABLE")), 404, "unknown-tracing");
        problem(post(tracer, "actions", Map.of("type", "FAMILY_VISIT", "date", "2026-01-15", "result", "PENDING")), 404,
                "unknown-tracing");
        problem(post(reader, "acknowledgement", Map.of("resultVersion", 1)), 404, "unknown-tracing");
        readsNow(2, Tokens.actor(Role.TRACING_OFFICER, own()));
        problem(post(Role.TRACING_OFFICER, "progress", Map.of("milestone", "VISITED")), 422, "tracing-consent-missing");
        assertThat(sent(1)).singleElement().isInstanceOf(ConsentEffectConfirmed.class);
    }

    private Actor elsewhere(Role role) {
        return new Actor("reader-" + UUID.randomUUID(), role.name(), own() + "-ELSEWHERE", own());
    }

    private void told(int number, Actor reader, TemporaryAccessState state, Duration lasts) {
        PeerMinistry here = EXCHANGE.peer(own());
        here.send(here.topic("national", "case"), caseRef, fromOther().temporaryAccess(number, reader, state, lasts));
    }

    /** A grant that the service has taken in, and with it whatever was told of the case before. */
    private void readsNow(int number, Actor reader) {
        told(number, reader, TemporaryAccessState.GRANTED, Duration.ofHours(1));
        await().atMost(PATIENCE).until(() -> status(reader) == 200 && Boolean.TRUE.equals(
                temporary.lets(caseRef, reader).block(PATIENCE)));
    }
}
