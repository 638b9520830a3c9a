package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.ViewDocument;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    private static final Map<String, Readiness> READINESS = readiness();

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    private static final Direction TO_CAMBODIA = new Direction("TH", "KH");
    private static final Direction TO_THAILAND = new Direction("KH", "TH");

    private final List<JourneyFixtures.Sent> events = new ArrayList<>();

    @Test
    void a_country_that_has_not_started_is_not_started_and_never_zero() {
        journeys(7, TO_CAMBODIA, JourneyFixtures.Until.ARRIVED);
        journeys(8, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        Figures figures = figures(false);
        assertThat(figures.indicators()).allSatisfy(each ->
                assertThat(each.byCountry().get("KH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_STARTED));
        Figures.Indicator returned = indicator(figures, "IND-C1");
        assertThat(returned.byCountry().get("TH")).extracting(Cell::value).isEqualTo(8.0);
        assertThat(returned.joint().value()).isEqualTo(15.0);
        assertThat(returned.joint().source()).isEqualTo(Cell.Source.EVENTS);
    }

    @Test
    void what_only_a_ministry_can_say_is_not_reported_and_not_zero() {
        Figures.Indicator form = indicator(figures(false), "IND-A6");
        assertThat(form.byCountry().get("TH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_REPORTED);
        assertThat(form.joint().state()).isEqualTo(Cell.State.NOT_APPLICABLE);
    }

    @Test
    void where_all_others_are_zero_a_zero_is_hidden_beside_the_only_small_cell() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        assertThat(figures(false).states())
                .filteredOn(row -> Objects.requireNonNull(row.byDirection().get("TH_TO_KH")).state()
                        == Cell.State.SUPPRESSED)
                .hasSize(2);
    }

    @Test
    void cells_of_one_to_four_are_hidden_in_breakdowns_and_totals_are_shown() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        journeys(9, TO_CAMBODIA, JourneyFixtures.Until.RECEIVED);
        Figures figures = figures(false);
        assertThat(state(figures, JourneyState.TRACING).state()).isEqualTo(Cell.State.SUPPRESSED);
        assertThat(state(figures, JourneyState.RECEIVED).state())
                .as("could be had by subtraction").isEqualTo(Cell.State.SUPPRESSED);
        assertThat(state(figures, JourneyState.CLOSED).state()).isEqualTo(Cell.State.ZERO_TRUE);
        assertThat(figures.personsByDirection().get("TH_TO_KH")).extracting(Cell::value).isEqualTo(12.0);
    }

    @Test
    void small_cells_are_shown_when_every_country_agreed() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        assertThat(state(figures(true), JourneyState.TRACING).value()).isEqualTo(3.0);
    }

    @Test
    void a_duplicate_counts_one_person() {
        journeys(2, TO_CAMBODIA, JourneyFixtures.Until.DUPLICATE);
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        Figures figures = figures(false);
        assertThat(figures.journeys().value()).isEqualTo(8.0);
        assertThat(figures.persons().value()).isEqualTo(6.0);
        assertThat(figures.duplicates().value()).isEqualTo(2.0);
        assertThat(indicator(figures, "IND-A1").joint().value()).isEqualTo(6.0);
    }

    @Test
    void who_waits_is_counted_by_how_long() {
        waiting(6, Duration.ofDays(3));
        waiting(7, Duration.ofDays(45));
        waiting(8, Duration.ofDays(30));
        waiting(9, Duration.ofDays(120));
        Figures.WaitingRow row = figures(false).waiting().stream()
                .filter(each -> each.waitingFor() == Figures.WaitingFor.RECEIPT
                        && each.direction().equals("TH_TO_KH"))
                .findFirst().orElseThrow();
        assertThat(row.total().value()).isEqualTo(30.0);
        assertThat(row.bands().stream().map(Cell::value)).containsExactly(14.0, 7.0, 0.0, 9.0);
        assertThat(row.longestDays()).isEqualTo(120);
    }

    @Test
    void a_handover_without_arrival_is_an_open_alarm() {
        journeys(2, TO_THAILAND, JourneyFixtures.Until.HANDED_OVER);
        Figures.Unmatched unmatched = figures(false).unmatchedHandovers().getFirst();
        assertThat(unmatched.direction()).isEqualTo("KH_TO_TH");
        assertThat(unmatched.count().value()).isEqualTo(2.0);
        assertThat(unmatched.longestHours()).isPositive();
    }

    @Test
    void another_quarter_has_its_own_counts() {
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        Quarter before = Quarter.parse("2026-Q3", ZONE).orElseThrow();
        assertThat(calculated(before, false).thisQuarter().get(Figures.Counted.REFERRALS))
                .extractingByKey("TH_TO_KH").extracting(Cell::state).isEqualTo(Cell.State.ZERO_TRUE);
        assertThat(Quarter.parse("2026-Q5", ZONE)).isEmpty();
        assertThat(Quarter.at(Instant.parse("2026-09-30T17:00:00Z"), ZONE).code()).isEqualTo("2026-Q4");
    }

    private void waiting(int count, Duration since) {
        for (int index = 0; index < count; index++) {
            events.addAll(JourneyFixtures.journey("waits-" + since + index, TO_CAMBODIA, NOW.minus(since),
                    Duration.ZERO, JourneyFixtures.Until.SUBMITTED, new Random(1)));
        }
    }

    private void journeys(int count, Direction direction, JourneyFixtures.Until until) {
        for (int index = 0; index < count; index++) {
            events.addAll(JourneyFixtures.journey(direction.code() + until + index, direction,
                    Instant.parse("2026-10-10T02:00:00Z"), Duration.ofHours(6), until, new Random(index)));
        }
    }

    private Figures figures(boolean smallCells) {
        return calculated(Quarter.at(NOW, ZONE), smallCells);
    }

    private Figures calculated(Quarter quarter, boolean smallCells) {
        FiguresCalculation calculation = new FiguresCalculation(NOW, quarter, READINESS,
                List.of("KH_TO_TH", "TH_TO_KH"), new SmallCells(smallCells));
        Map<String, ViewDocument> documents = new HashMap<>();
        events.stream().map(JourneyFixtures.Sent::update).forEach(update -> update.changes().forEach(
                documents.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply));
        documents.forEach((id, document) -> calculation.add(Journey.read(id, document)));
        return calculation.finish();
    }

    private static Figures.Indicator indicator(Figures figures, String id) {
        return figures.indicators().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static Cell state(Figures figures, JourneyState state) {
        return figures.states().stream().filter(each -> each.state() == state)
                .map(each -> each.byDirection().get("TH_TO_KH")).findFirst().orElseThrow();
    }

    private static Map<String, Readiness> readiness() {
        Map<String, Readiness> readiness = new LinkedHashMap<>();
        readiness.put("KH", new Readiness(Readiness.State.NOT_STARTED, "SEED_MINUTES"));
        readiness.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED"));
        return readiness;
    }
}
