package org.safereturn.monitoringservice.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.disclosure.Counts;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures that follow the changes of journeys, compared with figures that are made anew from all of them. */
class RunningFiguresTest {

    /** In one of the two a law counts whoever refuses. */
    private static final Scope SCOPE = scope(true);
    private static final Instant BEGIN = Instant.parse("2026-12-01T02:00:00Z");

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
    void numbers_that_came_and_went_are_as_if_they_had_never_been_there() {
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            Numbers numbers = new Numbers();
            List<Double> there = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                if (there.isEmpty() || random.nextInt(3) > 0) {
                    double value = random.nextInt(9) / 3.0;
                    numbers.add(value);
                    there.add(value);
                } else {
                    numbers.remove(there.remove(random.nextInt(there.size())));
                }
                if (random.nextInt(5) == 0) {
                    List<Double> told = new ArrayList<>();
                    numbers.forEach(told::add);
                    assertThat(told).isEqualTo(there.stream().sorted().toList());
                    assertThat(numbers.size()).isEqualTo(there.size());
                }
            }
        }
    }
}
