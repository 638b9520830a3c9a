package org.safereturn.monitoringservice;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The rows of journeys. */
class JourneyRowsTest extends RunningService {

    @Test
    void a_system_pages_through_the_journeys() {
        send(journeys(3, new Random(8)));
        awaitJourneys(3);
        JsonNode first = journeyPage("?size=2");
        assertThat(first.path("items").size()).isEqualTo(2);
        JsonNode second = journeyPage("?size=2&after=" + first.path("next").asString(""));
        assertThat(second.path("items").size()).isPositive();
        assertThat(second.path("items").path(0).path("statRef").asString(""))
                .isNotIn(first.path("items").findValuesAsString("statRef"));
    }

    @Test
    void a_ministry_sees_its_own_steps_of_a_journey_and_none_of_the_other_side() {
        UUID caseRef = UUID.randomUUID();
        String statRef = EXCHANGE.peer("KH").statRef(caseRef.toString());
        send(JourneyFixtures.journey(caseRef, statRef, new Direction("TH", "KH"), Instant.parse("2026-11-01T00:00:00Z"),
                Duration.ofMinutes(7), JourneyFixtures.Until.HANDED_OVER, new Random(4)));
        await().atMost(PATIENCE).until(() -> journeyPage("?size=200", "TH").toString().contains("HANDED_OVER"));
        JsonNode host = row(statRef, "TH");
        JsonNode origin = row(statRef, "KH");
        assertThat(host.path("milestones").has("HANDOVER_EXECUTED")).isTrue();
        assertThat(host.path("milestones").has("TRACING_RESULT_ISSUED")).isFalse();
        assertThat(origin.path("milestones").has("TRACING_RESULT_ISSUED")).isTrue();
        assertThat(origin.path("milestones").has("HANDOVER_EXECUTED")).isFalse();
        assertThat(origin.path("state").isMissingNode() || origin.path("state").isNull())
                .as("the handover is the other side's step").isTrue();
        assertThat(journeyPage("?size=200", "ZZ").toString()).as("a third country").doesNotContain(statRef);
    }

    @Test
    void a_body_of_both_ministries_gets_no_rows_of_persons() {
        client().get().uri("/journeys").headers(Tokens.as(Role.ME_OFFICER, "JOINT")).exchange()
                .expectStatus().isForbidden().expectBody().jsonPath("$.rule").isEqualTo("own-rows-only");
    }

    private JsonNode row(String statRef, String ministry) {
        return journeyPage("?size=200", ministry).path("items").valueStream()
                .filter(each -> each.path("statRef").asString("").equals(statRef)).findFirst().orElseThrow();
    }

    private JsonNode journeyPage(String query) {
        return journeyPage(query, "KH");
    }

    private JsonNode journeyPage(String query, String ministry) {
        byte[] body = client().get().uri("/journeys" + query).headers(Tokens.as(Role.MINISTRY_SYSTEM, ministry)).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(Objects.requireNonNull(body));
    }
}
