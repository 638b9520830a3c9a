package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.disclosure.Counts;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.Milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Figures that follow the changes of journeys, compared with figures that are made anew from all of them. */
class RunningFiguresTest {

    /** In one of the two a law counts whoever refuses. */
    private static final Scope SCOPE = scope(true);
    private static final Instant BEGIN = Instant.parse("2026-12-01T02:00:00Z");
    private static final int MANY = 3000;
    private static final double MILLISECONDS_OF_A_DAY = Duration.ofDays(1).toMillis();
    /** Times are kept in whole minutes; in days. */
    private static final double MINUTE = 1.0 / Duration.ofDays(1).toMinutes();

    private static Scope scope(boolean byLaw) {
        return new Scope(ZoneId.of("Asia/Bangkok"), Map.of(
                "KH", new Readiness(Readiness.State.NOT_STARTED, "SEED_MINUTES", null, byLaw),
                "TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false)), List.of("KH_TO_TH", "TH_TO_KH"),
                Set.of("TH_TO_KH"), Set.of("TH"));
    }

    @Test
    void after_any_changes_they_are_those_of_all_journeys_counted_anew() {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            Population population = new Population(random);
            RunningFigures running = new RunningFigures(SCOPE);
            Instant now = BEGIN;
            for (int round = 0; round < 6; round++) {
                population.come(1 + random.nextInt(12));
                population.goOn(random.nextInt(20));
                if (random.nextInt(3) == 0) {
                    population.report();
                }
                population.consent(random.nextInt(4), LocalDate.of(2026, 12, 1).plusDays(random.nextInt(60)));
                population.changed().forEach(running::put);
                running.reports(population.reports());
                // Also back, as clocks of two processes differ.
                now = now.plus(Duration.ofHours(random.nextInt(24 * 9) - 12L));
                assertThat(running.at(now)).as("seed %d, round %d", seed, round).usingRecursiveComparison()
                        .isEqualTo(population.counts(now, SCOPE));
            }
        }
    }

    @Test
    void the_same_journey_twice_counts_once_and_who_refuses_leaves_nothing_behind() {
        RunningFigures running = new RunningFigures(scope(false));
        Counts nobody = new RunningFigures(scope(false)).at(BEGIN);
        Population population = new Population(new Random(7));
        population.come(30);
        population.changed().forEach(running::put);
        population.all().forEach(running::put);
        assertThat(running.at(BEGIN).get(Names.JOURNEYS)).isEqualTo(30);
        population.refuse();
        population.changed().forEach(running::put);
        assertThat(running.at(BEGIN)).usingRecursiveComparison().isEqualTo(nobody);
    }

    @Test
    void after_all_are_gone_the_next_are_counted_as_the_first_ones() {
        RunningFigures running = new RunningFigures(SCOPE);
        Population before = new Population(new Random(11));
        before.come(20);
        before.report();
        before.changed().forEach(running::put);
        running.reports(before.reports());
        running.clear();
        Population after = new Population(new Random(12));
        after.come(7);
        after.changed().forEach(running::put);
        assertThat(running.at(BEGIN)).usingRecursiveComparison().isEqualTo(after.counts(BEGIN, SCOPE));
    }

    @Test
    void of_many_journeys_they_are_what_each_journey_says_however_they_were_put_in() {
        Population population = new Population(new Random(21));
        RunningFigures running = new RunningFigures(SCOPE);
        for (int round = 0; round < 5; round++) {
            population.come(MANY / 5);
            population.goOn(MANY / 4);
            population.consent(MANY / 50, LocalDate.of(2026, 12, 20));
            population.changed().forEach(running::put);
        }
        Instant now = BEGIN.plus(Duration.ofDays(40));
        Counts followed = running.at(now);
        assertThat(followed).as("as a rebuild has them").usingRecursiveComparison().isEqualTo(population.counts(now, SCOPE));
        List<Journey> counted = population.counted(now, SCOPE);
        assertThat(counted).hasSizeGreaterThan(MANY / 2).hasSizeLessThan(MANY);
        assertThat(followed.get(Names.PERSONS)).isEqualTo(counted.size());
        waiting(counted, now).forEach((name, persons) -> assertThat(followed.get(name)).as(name).isEqualTo(persons));
        assertThat(waiting(counted, now)).hasSizeGreaterThan(6);
        Map<String, List<Double>> days = days(counted);
        assertThat(days).hasSizeGreaterThan(9).anySatisfy((_, each) -> assertThat(each).hasSizeGreaterThan(MANY / 5));
        days.forEach((name, each) -> {
            Counts.Measure measure = followed.measure(name).orElseThrow();
            assertThat(measure.value()).as(name).isCloseTo(middle(name, each.stream().sorted().toList()), within(MINUTE));
            assertThat(followed.get(name)).as(name).isEqualTo(each.size());
        });
    }

    /** By the name of a band, who waits so long. */
    private static Map<String, Long> waiting(List<Journey> counted, Instant now) {
        Map<String, Long> waiting = new TreeMap<>();
        counted.forEach(journey -> FiguresCalculation.waitingFor(journey.state()).ifPresent(what -> since(journey, what)
                .ifPresent(since -> waiting.merge(Names.band(Names.waiting(what, journey.direction().orElseThrow().code()),
                        Math.clamp((Duration.between(since, now).toDays() - 1) / 30, 0, 3)), 1L, Long::sum))));
        return waiting;
    }

    private static Optional<Instant> since(Journey journey, Figures.WaitingFor what) {
        return switch (what) {
            case RECEIPT -> journey.last(Milestone.REFERRAL_SUBMITTED);
            case ACCEPTANCE -> journey.last(Milestone.REFERRAL_RECEIVED);
            case RESULT -> journey.last(Milestone.REFERRAL_ACCEPTED);
            case RETURN -> journey.waitsForReturnSince();
        };
    }

    /** By the name of a time, how many days it took for each person. */
    private static Map<String, List<Double>> days(List<Journey> counted) {
        Map<String, List<Double>> days = new TreeMap<>();
        IndicatorSet.definitions(SCOPE.zone(), SCOPE.resultFirst()::contains).stream()
                .filter(each -> each.measure() == Figures.Measure.MEDIAN || each.measure() == Figures.Measure.P90)
                .forEach(each -> counted.forEach(journey -> each.samples().of(journey).forEach(sample -> {
                    for (String column : List.of(Names.JOINT, journey.direction().orElseThrow().origin())) {
                        days.computeIfAbsent(Names.indicator(Quarter.at(sample.at(), SCOPE.zone()).code(), each.id(),
                                each.measure(), column), _ -> new ArrayList<>()).add(sample.value() / MILLISECONDS_OF_A_DAY);
                    }
                })));
        return days;
    }

    private static double middle(String name, List<Double> sorted) {
        int size = sorted.size();
        if (name.contains(Figures.Measure.P90.name())) {
            return sorted.get((int) Math.ceil(0.9 * size) - 1);
        }
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    @Test
    void numbers_that_came_and_went_are_as_if_they_had_never_been_there_and_some_lists_are_as_one() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            List<Numbers> lists = List.of(new Numbers(), new Numbers(), new Numbers());
            List<List<Integer>> there = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int step = 0; step < 90; step++) {
                int list = random.nextInt(lists.size());
                if (there.get(list).isEmpty() || random.nextInt(3) > 0) {
                    int value = random.nextInt(9) - 2;
                    lists.get(list).add(value);
                    there.get(list).add(value);
                } else {
                    Collections.swap(there.get(list), random.nextInt(there.get(list).size()), there.get(list).size() - 1);
                    lists.get(list).remove(there.get(list).removeLast());
                }
                if (random.nextInt(5) == 0) {
                    assertSame(lists, there.stream().flatMap(List::stream).sorted().toList());
                    assertSame(List.of(lists.get(list)), there.get(list).stream().sorted().toList());
                }
            }
        }
    }

    private static void assertSame(List<Numbers> lists, List<Integer> sorted) {
        assertThat(Numbers.size(lists)).isEqualTo(sorted.size());
        for (int value = -4; value < 9; value++) {
            int most = value;
            assertThat(lists.stream().mapToInt(each -> each.atMost(most)).sum())
                    .isEqualTo((int) sorted.stream().filter(each -> each <= most).count());
        }
        if (!sorted.isEmpty()) {
            assertThat(Numbers.quantile(lists, 0.9)).isEqualTo(sorted.get((int) Math.ceil(0.9 * sorted.size()) - 1).doubleValue());
            assertThat(Numbers.quantile(lists, 0.5))
                    .isEqualTo((sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0);
        }
    }
}
