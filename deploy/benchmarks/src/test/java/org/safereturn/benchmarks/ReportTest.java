package org.safereturn.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Sizes SIZES = new Sizes(4, 2000, 3000, 2500, 10);

    @Test
    void what_is_exactly_reached_is_met() {
        assertThat(lines(repeat(1000, 400, 25, 150))).contains(
                "MET     sustained at least 40 % of the floor: 40.0 %", "MET     half load p50 at most 25 ms: 25.0 ms",
                "MET     half load p99 at most 150 ms: 150.0 ms");
    }

    @Test
    void what_is_missed_is_said_to_be() {
        assertThat(lines(repeat(1000, 399, 25.1, 150.1))).contains(
                "NOT MET sustained at least 40 % of the floor: 39.9 %",
                "NOT MET half load p50 at most 25 ms: 25.1 ms", "NOT MET half load p99 at most 150 ms: 150.1 ms");
    }

    @Test
    void the_median_of_the_repeats_decides_and_each_repeat_is_shown() {
        List<String> lines = lines(repeat(1000, 100, 90, 900), repeat(1000, 500, 10, 90), repeat(2000, 900, 12, 80));

        assertThat(lines).contains("MET     sustained at least 40 % of the floor: 45.0 %",
                "MET     half load p50 at most 25 ms: 12.0 ms", "MET     half load p99 at most 150 ms: 90.0 ms");
        assertThat(lines).anyMatch(line -> line.startsWith("1 ")).anyMatch(line -> line.startsWith("2 "))
                .anyMatch(line -> line.startsWith("3 ")).anyMatch(line -> line.startsWith("median "));
        assertThat(lines.getFirst()).contains("2000", "3000", "2500");
        assertThat(lines).contains("        bare drivers with the 10 durable writes of a referral: 25.0 % of the floor");
    }

    private static List<String> lines(Repeat... repeats) {
        return new Report(SIZES, List.of(repeats)).lines();
    }

    private static Repeat repeat(double floor, double sustained, double p50, double p99) {
        Latencies half = new Latencies(new double[] {p50, p99});
        return new Repeat(floor, floor / 4, sustained, half, half, half, half, 0);
    }
}
