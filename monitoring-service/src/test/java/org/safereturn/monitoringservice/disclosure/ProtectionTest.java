package org.safereturn.monitoringservice.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which totals are shown: {@code total} of two parts is hidden to protect the few beside it in {@code all}. */
class ProtectionTest {

    private static final Instant NOW = Instant.parse("2026-12-28T10:00:00Z");
    private static final Level JOINT = new Level(Level.JOINT, 5, Duration.ofDays(1));

    private final Counts counts = new Counts();

    @BeforeEach
    void numbers() {
        counts.add("one", 9);
        counts.add("other", 11);
        counts.add("total", 20);
        counts.add("few", 3);
        counts.add("all", 23);
        counts.sum("all", List.of("total", "few"));
    }

    @Test
    void a_total_of_which_all_parts_are_shown_is_shown_and_the_few_beside_it_are_not() {
        counts.sum("total", List.of("one", "other"));
        assertThat(published().shown()).containsOnlyKeys("one", "other", "total");
    }

    @Test
    void a_sum_that_is_only_guessed_shows_no_total() {
        counts.sumIfSo(List.of("total"), List.of("one", "other"));
        assertThat(published().shown()).containsOnlyKeys("one", "other");
    }

    @Test
    void what_would_come_with_a_total_keeps_it_hidden() {
        counts.sum("total", List.of("one", "other"));
        counts.add("beside", 40);
        counts.together(List.of("total", "beside"));
        assertThat(published().shown()).containsOnlyKeys("one", "other");
    }

    @Test
    void a_total_beside_a_measure_stays_hidden_with_it() {
        counts.sum("total", List.of("one", "other"));
        counts.measure("days", new Counts.Measure(12, "total", 10));
        assertThat(published().shown()).containsOnlyKeys("one", "other");
        assertThat(published().measures()).isEmpty();
    }

    private Publication published() {
        return Protection.publish(JOINT, NOW, counts, Optional.empty());
    }
}
