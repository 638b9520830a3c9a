package org.safereturn.access.scope;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatedTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    private record Unit(@Nullable LocalDate validFrom) implements Dated {}

    @Test
    void a_unit_counts_from_its_first_day_on_and_one_without_a_day_always() {
        assertThat(new Unit(null).countsOn(DAY)).isTrue();
        assertThat(new Unit(DAY).countsOn(DAY)).isTrue();
        assertThat(new Unit(DAY.minusDays(1)).countsOn(DAY)).isTrue();
        assertThat(new Unit(DAY.plusDays(1)).countsOn(DAY)).isFalse();
    }
}
