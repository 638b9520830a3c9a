package org.safereturn.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.events.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class FoldTest {

    private static final Instant BEGIN = Instant.parse("2026-10-05T02:00:00Z");
    private static final Direction TO_CAMBODIA = new Direction("TH", "KH");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_order_and_any_number_of_repeats_give_the_same_documents(long seed) {
        Random random = new Random(seed);
        List<JourneyFixtures.Sent> events = journeys(40, random);
        Map<String, ViewDocument> inOrder = fold(events);
        List<JourneyFixtures.Sent> disordered = new ArrayList<>(events);
        for (JourneyFixtures.Sent event : events) {
            for (int repeat = random.nextInt(3); repeat > 0; repeat--) {
                disordered.add(event);
            }
        }
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(disordered, random);
            assertThat(fold(disordered)).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED,REFERRED", "RECEIVED,RECEIVED", "RETURNED_FOR_COMPLETION,RETURNED_FOR_COMPLETION",
        "ACCEPTED,TRACING", "DUPLICATE,DECLINED", "RESULT,RESULT_ISSUED", "CORRECTED,RESULT_ISSUED",
        "WITHDRAWN,WITHDRAWN", "DECIDED,RETURN_DECIDED", "SUSPENDED,RETURN_SUSPENDED", "HANDED_OVER,HANDED_OVER",
        "ARRIVED,ARRIVED", "CASE_MANAGER,CASE_MANAGER_ASSIGNED", "MONITORED,MONITORING", "CLOSED,CLOSED",
        "REOPENED,RECOVERY"
    })
    void a_journey_stands_where_its_latest_facts_say(JourneyFixtures.Until until, JourneyState state) {
        assertThat(journey(until).state()).isEqualTo(state);
    }

    @Test
    void an_arrival_received_before_the_handover_is_one_arrival() {
        List<JourneyFixtures.Sent> events = new ArrayList<>(events(JourneyFixtures.Until.ARRIVED));
        Collections.reverse(events);
        events.addAll(List.copyOf(events));
        ViewDocument document = fold(events).values().iterator().next();
        assertThat(Journey.read("s", document).state()).isEqualTo(JourneyState.ARRIVED);
    }

    @Test
    void a_corrected_result_replaces_the_first_one_whichever_arrives_last() {
        List<JourneyFixtures.Sent> events = new ArrayList<>(events(JourneyFixtures.Until.CORRECTED));
        Collections.reverse(events);
        Journey journey = Journey.read("s", fold(events).values().iterator().next());
        assertThat(journey.result()).get().extracting(Journey.Result::version).isEqualTo(2L);
        assertThat(journey.result()).get().extracting(Journey.Result::family).isEqualTo("LOCATED_UNSAFE");
    }

    @Test
    void a_duplicate_is_not_one_more_person() {
        assertThat(journey(JourneyFixtures.Until.DUPLICATE).person()).isFalse();
        assertThat(journey(JourneyFixtures.Until.ACCEPTED).person()).isTrue();
    }

    @Test
    void the_case_reference_and_who_acted_are_never_taken_over() {
        String everything = fold(events(JourneyFixtures.Until.REOPENED)).toString();
        JourneyFixtures.Sent first = events(JourneyFixtures.Until.SUBMITTED).getFirst();
        Object caseRef = first.body().get(first.body().getSchema().getField("caseRef").pos());
        assertThat(everything).doesNotContain(String.valueOf(caseRef)).doesNotContain("officer-1");
    }

    @Test
    void an_event_without_a_statistical_reference_is_not_folded() {
        assertThat(Fold.of(events(JourneyFixtures.Until.SUBMITTED).getFirst().body(), Optional.empty())).isEmpty();
    }

    @Test
    void the_latest_version_of_a_count_stands_whichever_arrives_last() {
        List<JourneyFixtures.Sent> versions = List.of(
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 2, 40, 25),
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 3, 41, 0),
                JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 400, 250));
        Map.Entry<String, ViewDocument> only = fold(versions).entrySet().iterator().next();
        CheckpointCount count = CheckpointCount.read(only.getKey(), only.getValue());
        assertThat(count.total()).isEqualTo(41);
        assertThat(count.country()).isEqualTo("KH");
        assertThat(count.month()).isEqualTo("2026-11");
        assertThat(count.direction()).isEqualTo(TO_CAMBODIA);
    }

    @Test
    void every_type_that_reaches_this_service_is_a_milestone() {
        TopicCatalogue catalogue = TopicCatalogue.load();
        for (String topic : catalogue.subscriptions("monitoring-service", TopicCatalogue.JOINT, List.of("KH", "TH"))) {
            for (String type : catalogue.records(topic)) {
                assertThat(Milestone.of(type.substring(type.lastIndexOf('.') + 1))).as(type).isPresent();
            }
        }
    }

    static List<JourneyFixtures.Sent> journeys(int count, Random random) {
        List<JourneyFixtures.Sent> events = new ArrayList<>();
        List<JourneyFixtures.Until> ends = List.of(JourneyFixtures.Until.values());
        for (int index = 0; index < count; index++) {
            Direction direction = random.nextBoolean() ? TO_CAMBODIA : new Direction("KH", "TH");
            events.addAll(JourneyFixtures.journey("stat-" + index, direction,
                    BEGIN.plus(Duration.ofHours(random.nextInt(900))), Duration.ofHours(1L + random.nextInt(40)),
                    ends.get(random.nextInt(ends.size())), random));
        }
        return events;
    }

    private static Journey journey(JourneyFixtures.Until until) {
        return Journey.read("s", fold(events(until)).values().iterator().next());
    }

    private static List<JourneyFixtures.Sent> events(JourneyFixtures.Until until) {
        return JourneyFixtures.journey("s", TO_CAMBODIA, BEGIN, Duration.ofHours(3), until, new Random(7));
    }

    private static Map<String, ViewDocument> fold(List<JourneyFixtures.Sent> events) {
        Map<String, ViewDocument> documents = new HashMap<>();
        for (JourneyFixtures.Sent event : events) {
            Update update = event.update();
            ViewDocument document = documents.computeIfAbsent(update.id(), _ -> new ViewDocument());
            update.changes().forEach(document::apply);
        }
        return documents;
    }
}
