package org.safereturn.monitoringservice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.safereturn.access.identity.Role;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same figures however often they are computed, and for any country. */
class RecomputedFiguresTest extends RunningService {

    @Test
    void a_rebuild_from_the_first_event_gives_the_same_figures_while_events_arrive() {
        Random random = new Random(11);
        int before = journeys();
        send(journeys(30, random));
        awaitJourneys(before + 30);
        JsonNode figures = settled();

        List<JourneyFixtures.Sent> more = journeys(20, random);
        post("/rebuild", Role.OPERATOR).expectStatus().isAccepted();
        post("/rebuild", Role.OPERATOR).expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.rule").isEqualTo("rebuild-running");
        awaitRebuilt();
        assertThat(comparable(settled())).isEqualTo(comparable(figures));

        post("/rebuild", Role.MINISTRY_SYSTEM).expectStatus().isAccepted();
        send(more);
        awaitRebuilt();
        awaitJourneys(before + 50);
        JsonNode grown = settled();
        post("/rebuild", Role.ME_OFFICER).expectStatus().isAccepted();
        awaitRebuilt();
        assertThat(comparable(settled())).isEqualTo(comparable(grown));
    }

    @Test
    void journeys_of_a_third_country_are_counted_like_any_other() {
        UUID caseRef = UUID.randomUUID();
        send(JourneyFixtures.journey(caseRef, EXCHANGE.peer("ZZ").statRef(caseRef.toString()),
                new Direction("ZZ", "KH"),
                Instant.parse("2026-11-01T00:00:00Z"), Duration.ofMinutes(7), JourneyFixtures.Until.MONITORED,
                new Random(4)));
        await().atMost(PATIENCE).until(() -> figures("KH").at("/thisQuarter/RETURNS/ZZ_TO_KH/value").asInt(0) >= 1);
        assertThat(figures().at("/readiness/KH/state").asString("")).isEqualTo("NOT_STARTED");
    }

    private static String comparable(JsonNode figures) {
        return figures.toString().replaceAll("\"(at|published|nextPublication)\":\"[^\"]*\"", "");
    }
}
