package org.safereturn.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LatenciesTest {

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        Latencies latencies = new Latencies(new double[] {4, 1, 3, 2});

        assertThat(latencies.percentile(50)).isEqualTo(2);
        assertThat(latencies.percentile(99)).isEqualTo(4);
        assertThat(latencies.percentile(1)).isEqualTo(1);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_middle_two() {
        assertThat(Latencies.median(new double[] {8, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Latencies.median(new double[] {9, 1, 3})).isEqualTo(3);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThatThrownBy(() -> new Latencies(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
