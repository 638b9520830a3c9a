package org.safereturn.monitoringservice.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.figures.KeptJourneys.Kept;
import org.safereturn.monitoringservice.figures.KeptJourneys.Reference;

import static org.assertj.core.api.Assertions.assertThat;

class KeptJourneysTest {

    private static final Cohort COHORT = new Cohort(
            new Contribution.Shape(List.of(), List.of(), List.of(), List.of(), List.of(), ""));

    private final KeptJourneys journeys = new KeptJourneys();

    @Test
    void each_is_found_by_its_reference_however_many_came_and_went_and_wanted_the_same_place() {
        Random random = new Random(5);
        Map<Reference, Kept> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // The same in their last bits, where the place is read, or all over.
            Reference reference = step % 2 == 0 ? new Reference(random.nextInt(300), random.nextInt(3))
                    : new Reference(random.nextInt(3), random.nextInt(300) * 0x1_0000_0001L);
            assertThat(journeys.remove(reference)).isSameAs(expected.remove(reference));
            if (random.nextInt(3) > 0) {
                Kept kept = new Kept(reference, COHORT, new Contribution(COHORT.shape(), List.of(), step));
                journeys.add(kept);
                expected.put(reference, kept);
            }
            assertThat(journeys.size()).isEqualTo(expected.size());
        }
        List<Kept> told = new ArrayList<>();
        journeys.forEach(told::add);
        assertThat(told).hasSizeGreaterThan(500).containsExactlyInAnyOrderElementsOf(expected.values());
        journeys.clear();
        assertThat(journeys.size()).isZero();
        assertThat(journeys.remove(expected.keySet().iterator().next())).isNull();
    }

    @Test
    void references_that_differ_in_one_letter_are_told_apart_and_the_same_one_is_the_same_again() {
        assertThat(Reference.of("Zm9vYmFy")).isEqualTo(Reference.of("Zm9vYmFy")).isNotEqualTo(Reference.of("Zm9vYmFz"));
        journeys.add(new Kept(Reference.of("one"), COHORT, new Contribution(COHORT.shape(), List.of(7, 9), 3)));
        assertThat(journeys.remove(Reference.of("another"))).isNull();
        assertThat(journeys.remove(Reference.of("one"))).satisfies(kept -> {
            assertThat(kept.through()).isEqualTo(3);
            assertThat(kept.minutes(1)).isEqualTo(9);
        });
    }
}
