package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Protection;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.JourneyState;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Bangkok");
    private static final Direction TO_CAMBODIA = new Direction("TH", "KH");
    private static final Direction TO_THAILAND = new Direction("KH", "TH");

    private static final Level JOINT = new Level("L2", 5, Duration.ofDays(1));
    private static final Level OUTSIDE = new Level("L3", 11, Duration.ofDays(91));
    private static final Level OPEN = new Level("L2", 1, Duration.ofDays(1));

    private final List<JourneyFixtures.Sent> events = new ArrayList<>();
    private final List<JourneyFixtures.Sent> counts = new ArrayList<>();

    @Test
    void a_country_that_has_not_started_is_not_started_and_never_zero() {
        journeys(7, TO_CAMBODIA, JourneyFixtures.Until.ARRIVED);
        journeys(8, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        Figures figures = figures(JOINT);
        assertThat(figures.indicators()).allSatisfy(each ->
                assertThat(each.byCountry().get("KH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_STARTED));
        Figures.Indicator returned = indicator(figures, "IND-C1");
        assertThat(returned.byCountry().get("TH")).extracting(Cell::value).isEqualTo(8.0);
        assertThat(returned.joint().value()).isEqualTo(15.0);
        assertThat(returned.joint().source()).isEqualTo(Cell.Source.EVENTS);
    }

    @Test
    void what_only_a_ministry_can_say_is_not_reported_and_not_zero() {
        Figures.Indicator form = indicator(figures(JOINT), "IND-A6");
        assertThat(form.byCountry().get("TH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_REPORTED);
        assertThat(form.joint().state()).isEqualTo(Cell.State.NOT_APPLICABLE);
    }

    @Test
    void cells_of_one_to_four_are_hidden_and_so_is_what_gives_them_away() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        journeys(9, TO_CAMBODIA, JourneyFixtures.Until.RECEIVED);
        Figures figures = figures(JOINT);
        assertThat(state(figures, JourneyState.TRACING).state()).isEqualTo(Cell.State.SUPPRESSED);
        assertThat(state(figures, JourneyState.RECEIVED).state())
                .as("could be had by subtraction").isEqualTo(Cell.State.SUPPRESSED);
        assertThat(state(figures, JourneyState.CLOSED).state()).isEqualTo(Cell.State.ZERO_TRUE);
        assertThat(figures.personsByDirection().get("TH_TO_KH")).extracting(Cell::value).isEqualTo(12.0);
        assertThat(waiting(figures, Figures.WaitingFor.RESULT).total().state())
                .as("the same persons elsewhere in the answer").isEqualTo(Cell.State.SUPPRESSED);
    }

    @Test
    void a_total_that_betrays_a_small_cell_is_hidden_too() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        Figures figures = figures(JOINT);
        assertThat(state(figures, JourneyState.TRACING).state()).isEqualTo(Cell.State.SUPPRESSED);
        assertThat(List.of(figures.persons(), figures.journeys(),
                Objects.requireNonNull(figures.personsByDirection().get("TH_TO_KH"))))
                .extracting(Cell::state).containsOnly(Cell.State.SUPPRESSED);
    }

    @Test
    void a_ministry_sees_its_own_column_in_full_and_the_others_by_the_joint_level() {
        journeys(3, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        journeys(2, TO_CAMBODIA, JourneyFixtures.Until.ARRIVED);
        Figures figures = calculated(NOW, Quarter.at(NOW, ZONE), new Reader(JOINT, "TH"), bothStarted());
        assertThat(indicator(figures, "IND-C1").byCountry().get("TH")).extracting(Cell::value).isEqualTo(3.0);
        assertThat(indicator(figures, "IND-C1").byCountry().get("KH")).extracting(Cell::state)
                .isEqualTo(Cell.State.SUPPRESSED);
        assertThat(indicator(figures, "IND-C1").joint().value())
                .as("each ministry knows who of those it handed over has arrived").isEqualTo(5.0);
    }

    @Test
    void outside_the_ministries_numbers_below_eleven_are_hidden() {
        journeys(10, TO_CAMBODIA, JourneyFixtures.Until.ARRIVED);
        journeys(11, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        Figures figures = figures(OUTSIDE);
        assertThat(figures.level()).isEqualTo("L3");
        assertThat(figures.personsByDirection().get("TH_TO_KH")).extracting(Cell::state).isEqualTo(Cell.State.SUPPRESSED);
        assertThat(List.of(figures.persons(), Objects.requireNonNull(figures.personsByDirection().get("KH_TO_TH"))))
                .as("21 less 11 is 10").extracting(Cell::state).contains(Cell.State.SUPPRESSED);
    }

    @Test
    void small_cells_are_shown_when_every_country_agreed() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        assertThat(state(figures(OPEN), JourneyState.TRACING).value()).isEqualTo(3.0);
    }

    @Test
    void a_number_that_changed_by_a_few_since_it_was_last_shown_is_hidden_until_more_have_come() {
        journeys(9, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        Publication first = publication(Optional.empty());
        assertThat(state(figures(first), JourneyState.TRACING).value()).isEqualTo(9.0);
        waiting(2, Duration.ofDays(1));
        Publication second = publication(Optional.of(first));
        assertThat(figures(second).persons().state()).as("two more than before").isEqualTo(Cell.State.SUPPRESSED);
        waiting(6, Duration.ofDays(2));
        assertThat(figures(publication(Optional.of(second))).persons().value()).isEqualTo(17.0);
    }

    @Test
    void a_number_that_protected_another_one_does_not_reappear_unchanged() {
        journeys(3, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        journeys(9, TO_CAMBODIA, JourneyFixtures.Until.RECEIVED);
        Publication first = publication(Optional.empty());
        journeys(8, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        assertThat(state(figures(publication(Optional.of(first))), JourneyState.RECEIVED).state())
                .as("12 persons before, 9 of them received").isEqualTo(Cell.State.SUPPRESSED);
    }

    @Test
    void who_refuses_to_be_counted_is_not_counted_unless_a_law_of_the_host_counts_all_the_same() {
        journeys(7, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        events.addAll(JourneyFixtures.refusing("refuses", TO_CAMBODIA, Instant.parse("2026-10-10T02:00:00Z")));
        assertThat(figures(OPEN).persons().value()).isEqualTo(7.0);
        Map<String, Readiness> byLaw = readiness();
        byLaw.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, true));
        Figures counted = calculated(NOW, Quarter.at(NOW, ZONE), new Reader(OPEN, null), byLaw);
        assertThat(counted.persons().value()).isEqualTo(8.0);
        assertThat(counted.readiness().get("TH")).extracting(Readiness::countsWithoutConsent).isEqualTo(true);
    }

    @Test
    void returns_that_both_countries_report_count_once_and_the_difference_is_shown() {
        counts.add(JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 30, 10));
        counts.add(JourneyFixtures.counts("TH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 20, 13));
        Figures figures = figures(JOINT);
        Figures.CheckpointRow row = figures.checkpointReturns().getFirst();
        assertThat(figures.checkpointReturns()).hasSize(1);
        assertThat(row.total().value()).isEqualTo(40.0);
        assertThat(row.byCountry().get("TH")).extracting(Cell::value).isEqualTo(33.0);
        assertThat(row.difference().value()).isEqualTo(7.0);
        assertThat(indicator(figures, "IND-A5").joint().value()).isEqualTo(40.0);
    }

    @Test
    void a_report_of_one_country_has_no_difference_and_the_other_is_not_reported() {
        counts.add(JourneyFixtures.counts("KH", "2026-11", "KH-POI-PET", TO_CAMBODIA, 1, 30, 10));
        Figures.CheckpointRow row = figures(JOINT).checkpointReturns().getFirst();
        assertThat(row.difference().state()).isEqualTo(Cell.State.NOT_APPLICABLE);
        assertThat(row.byCountry().get("TH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_REPORTED);
    }

    @Test
    void handovers_by_order_of_an_authority_stand_beside_the_share_and_not_in_it() {
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.HANDED_OVER);
        events.addAll(JourneyFixtures.overridden("emergency", TO_CAMBODIA, Instant.parse("2026-10-20T02:00:00Z")));
        Figures figures = figures(OPEN);
        assertThat(indicator(figures, "IND-B10", Figures.Measure.SHARE).joint().value()).isEqualTo(100.0);
        assertThat(indicator(figures, "IND-B10", Figures.Measure.SHARE).joint().of()).isEqualTo(6);
        assertThat(indicator(figures, "IND-B10", Figures.Measure.OVERRIDES).joint().value()).isEqualTo(1.0);
    }

    @Test
    void before_the_first_event_and_before_a_countrys_start_nothing_is_zero() {
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ARRIVED);
        Figures before = calculated(NOW, Quarter.parse("2026-Q3", ZONE).orElseThrow(), new Reader(JOINT, null),
                readiness());
        assertThat(before.thisQuarter().get(Figures.Counted.REFERRALS)).extractingByKey("TH_TO_KH")
                .extracting(Cell::state).isEqualTo(Cell.State.NOT_STARTED);
        assertThat(indicator(before, "IND-C1").joint().state()).isEqualTo(Cell.State.NOT_STARTED);
        assertThat(indicator(before, "IND-C1").byCountry().get("TH")).extracting(Cell::state)
                .isEqualTo(Cell.State.NOT_REPORTED);
        Map<String, Readiness> later = readiness();
        later.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED", LocalDate.of(2027, 1, 1), false));
        assertThat(indicator(calculated(NOW, Quarter.at(NOW, ZONE), new Reader(JOINT, null), later), "IND-C1")
                .byCountry().get("TH")).extracting(Cell::state).isEqualTo(Cell.State.NOT_STARTED);
    }

    @Test
    void a_time_is_shown_when_enough_persons_lie_at_it_and_on_either_side() {
        journeys(8, TO_CAMBODIA, JourneyFixtures.Until.RECEIVED);
        assertThat(indicator(figures(JOINT), "IND-A4").joint().state()).isEqualTo(Cell.State.SUPPRESSED);
        journeys(9, TO_CAMBODIA, JourneyFixtures.Until.RECEIVED);
        assertThat(indicator(figures(JOINT), "IND-A4").joint().of()).isEqualTo(9);
        journeys(20, TO_CAMBODIA, JourneyFixtures.Until.RESULT);
        assertThat(indicator(figures(JOINT), "IND-B2", Figures.Measure.P90).joint().state())
                .isEqualTo(Cell.State.SUPPRESSED);
        assertThat(indicator(figures(JOINT), "IND-B2", Figures.Measure.MEDIAN).joint().of()).isEqualTo(20);
    }

    @Test
    void a_duplicate_counts_one_person() {
        journeys(2, TO_CAMBODIA, JourneyFixtures.Until.DUPLICATE);
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        Figures figures = figures(OPEN);
        assertThat(figures.journeys().value()).isEqualTo(8.0);
        assertThat(figures.persons().value()).isEqualTo(6.0);
        assertThat(figures.duplicates().value()).isEqualTo(2.0);
        assertThat(indicator(figures, "IND-A1").joint().value()).isEqualTo(6.0);
    }

    @Test
    void a_person_whose_two_cases_were_merged_counts_once() {
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        events.addAll(JourneyFixtures.merged("merged", TO_CAMBODIA, Instant.parse("2026-10-10T02:00:00Z")));
        Figures figures = figures(OPEN);
        assertThat(figures.journeys().value()).isEqualTo(7.0);
        assertThat(figures.persons().value()).isEqualTo(6.0);
        assertThat(figures.duplicates().value()).isEqualTo(1.0);
    }

    @Test
    void who_waits_is_counted_by_how_long() {
        waiting(6, Duration.ofDays(3));
        waiting(7, Duration.ofDays(45));
        waiting(8, Duration.ofDays(30));
        waiting(9, Duration.ofDays(120));
        Figures.WaitingRow row = waiting(figures(JOINT), Figures.WaitingFor.RECEIPT);
        assertThat(row.total().value()).isEqualTo(30.0);
        assertThat(row.bands().stream().map(Cell::value)).containsExactly(14.0, 7.0, 0.0, 9.0);
    }

    @Test
    void who_is_late_is_counted_once_in_a_quarter_for_the_country_whose_deadline_it_is() {
        journeys(9, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        LocalDate lastOfQuarter = LocalDate.of(2026, 9, 30);
        for (int index = 0; index < 6; index++) {
            String who = TO_THAILAND.code() + JourneyFixtures.Until.ARRIVED + index;
            events.add(JourneyFixtures.breach(who, TO_THAILAND, "TH", lastOfQuarter, 1));
            events.add(JourneyFixtures.breach(who, TO_THAILAND, "TH", lastOfQuarter.plusDays(9), 2));
            events.add(JourneyFixtures.breach(who, TO_THAILAND, "TH", lastOfQuarter.minusDays(1), 3));
        }
        Figures figures = calculated(NOW, Quarter.at(NOW, ZONE), new Reader(OPEN, null), bothStarted());
        assertThat(indicator(figures, "IND-T2").byCountry().get("TH")).extracting(Cell::value).isEqualTo(6.0);
        assertThat(indicator(figures, "IND-T2").joint().value()).isEqualTo(6.0);
        assertThat(indicator(figures, "IND-T1").joint().state()).isEqualTo(Cell.State.ZERO_TRUE);
    }

    @Test
    void where_nobody_set_a_deadline_nobody_is_late_and_that_is_no_zero() {
        journeys(9, TO_THAILAND, JourneyFixtures.Until.ARRIVED);
        Scope unlimited = Countries.load(new DefaultResourceLoader(), List.of("classpath:country/kh.yaml", "classpath:country/th.yaml"))
                .scope(ZONE);
        assertThat(unlimited.limited()).isEmpty();
        Counts all = counted(NOW, readiness());
        Figures figures = new Tables(unlimited, new Reader(JOINT, null), false, Quarter.at(NOW, ZONE),
                Protection.publish(JOINT, NOW, all, Optional.empty()), all, NOW).figures();
        assertThat(indicator(figures, "IND-T2").joint().state()).isEqualTo(Cell.State.NOT_APPLICABLE);
        assertThat(indicator(figures, "IND-T2").byCountry().get("TH")).extracting(Cell::state)
                .isEqualTo(Cell.State.NOT_APPLICABLE);
    }

    @Test
    void a_handover_without_arrival_is_an_open_alarm() {
        journeys(2, TO_THAILAND, JourneyFixtures.Until.HANDED_OVER);
        Figures.Unmatched unmatched = figures(OPEN).unmatchedHandovers().getFirst();
        assertThat(unmatched.direction()).isEqualTo("KH_TO_TH");
        assertThat(unmatched.count().value()).isEqualTo(2.0);
    }

    @Test
    void another_quarter_has_its_own_counts() {
        journeys(6, TO_CAMBODIA, JourneyFixtures.Until.ACCEPTED);
        events.addAll(JourneyFixtures.journey("earlier", TO_CAMBODIA, Instant.parse("2026-05-10T02:00:00Z"),
                Duration.ofHours(6), JourneyFixtures.Until.ACCEPTED, new Random(1)));
        Quarter between = Quarter.parse("2026-Q3", ZONE).orElseThrow();
        assertThat(calculated(NOW, between, new Reader(JOINT, null), readiness()).thisQuarter()
                .get(Figures.Counted.REFERRALS)).extractingByKey("TH_TO_KH").extracting(Cell::state)
                .isEqualTo(Cell.State.ZERO_TRUE);
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

    private Figures figures(Level level) {
        return calculated(NOW, Quarter.at(NOW, ZONE), new Reader(level, null), readiness());
    }

    private Figures figures(Publication publication) {
        return new Tables(scope(readiness()), new Reader(JOINT, null), false, Quarter.at(NOW, ZONE), publication,
                counted(NOW, readiness()), NOW).figures();
    }

    private Publication publication(Optional<Publication> before) {
        return Protection.publish(JOINT, NOW, counted(NOW, readiness()), before);
    }

    private Figures calculated(Instant now, Quarter quarter, Reader reader, Map<String, Readiness> readiness) {
        Counts all = counted(now, readiness);
        return new Tables(scope(readiness), reader, reader.level().equals(OPEN), quarter,
                Protection.publish(reader.level(), now, all, Optional.empty()), all, now).figures();
    }

    private Counts counted(Instant now, Map<String, Readiness> readiness) {
        RunningFigures running = new RunningFigures(scope(readiness));
        Map<String, ViewDocument> documents = new HashMap<>();
        events.stream().map(JourneyFixtures.Sent::update).forEach(update -> update.changes().forEach(
                documents.computeIfAbsent(update.id(), _ -> new ViewDocument())::apply));
        documents.forEach((id, document) -> running.put(Journey.read(id, document)));
        running.reports(counts.stream().map(sent -> {
            ViewDocument document = new ViewDocument();
            sent.update().changes().forEach(document::apply);
            return CheckpointCount.of(document);
        }).toList());
        return running.at(now);
    }

    private static Scope scope(Map<String, Readiness> readiness) {
        return new Scope(ZONE, readiness, List.of("KH_TO_TH", "TH_TO_KH"), Set.of("TH_TO_KH"), Set.of("KH", "TH"));
    }

    private static Figures.WaitingRow waiting(Figures figures, Figures.WaitingFor what) {
        return figures.waiting().stream()
                .filter(each -> each.waitingFor() == what && each.direction().equals("TH_TO_KH"))
                .findFirst().orElseThrow();
    }

    private static Figures.Indicator indicator(Figures figures, String id, Figures.Measure measure) {
        return figures.indicators().stream().filter(each -> each.id().equals(id) && each.measure() == measure)
                .findFirst().orElseThrow();
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
        readiness.put("KH", new Readiness(Readiness.State.NOT_STARTED, "SEED_MINUTES", null, false));
        readiness.put("TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        return readiness;
    }

    private static Map<String, Readiness> bothStarted() {
        Map<String, Readiness> readiness = readiness();
        readiness.put("KH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false));
        return readiness;
    }
}
