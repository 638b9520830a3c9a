package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.sealing.Pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;

class MadeUpJourneysTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    private final MadeUpJourneys journeys = new MadeUpJourneys(CATALOGUE,
            new Pseudonyms(new SecretKeySpec("a key of nobody".getBytes(StandardCharsets.UTF_8), "HmacSHA256")),
            Instant.parse("2026-11-29T10:00:00Z"));

    @Test
    void every_event_is_sent_by_the_side_that_may_and_reaches_the_joint_view() {
        for (int journey = 0; journey < 4; journey++) {
            for (int step = 0; step < MadeUpJourneys.STEPS; step++) {
                MadeUpJourneys.Sent sent = journeys.of(journey, step);
                EventDraft draft = sent.draft();
                String type = draft.body().getSchema().getFullName();
                String host = String.valueOf(draft.body().get(draft.body().getSchema().getField("hostCountry").pos()));
                String side = CATALOGUE.sender(draft.topic(), type).orElseThrow().name();
                assertThat(CATALOGUE.recordsFor("monitoring-service")).contains(type);
                assertThat(side.equals("HOST") ? host.equals(sent.country()) : !host.equals(sent.country()) || side.equals("EITHER"))
                        .as(type + " by " + sent.country()).isTrue();
                assertThat(draft.time()).isBefore(Instant.parse("2026-11-29T10:00:00Z"));
                assertThat(draft.recipient().filter(sent.country()::equals)).isEmpty();
            }
        }
    }

    @Test
    void a_number_always_gives_the_same_journey_and_another_one_another() {
        assertThat(journeys.of(7, 3)).isEqualTo(journeys.of(7, 3));
        Set<String> keys = new HashSet<>();
        for (int journey = 0; journey < 100; journey++) {
            keys.add(journeys.of(journey, 0).draft().key());
        }
        assertThat(keys).hasSize(100);
    }

    @Test
    void events_of_one_key_are_numbered_within_their_topic() {
        Set<String> places = new HashSet<>();
        for (int step = 0; step < MadeUpJourneys.STEPS; step++) {
            EventDraft draft = journeys.of(1, step).draft();
            assertThat(places.add(draft.topic() + "/" + draft.key() + "/" + journeys.sequence(step))).isTrue();
            if (journeys.sequence(step) > 1) {
                assertThat(places).contains(draft.topic() + "/" + draft.key() + "/" + (journeys.sequence(step) - 1));
            }
        }
    }
}
