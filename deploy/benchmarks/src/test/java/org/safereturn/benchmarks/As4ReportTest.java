package org.safereturn.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class As4ReportTest {

    private static final As4Report.Theirs USUAL = new As4Report.Theirs(50, 30, 90);
    private static final As4Report.Theirs SLOW = new As4Report.Theirs(5, 300, 900);

    @Test
    void what_is_exactly_reached_is_met() {
        assertThat(lines(30, 100)).contains("MET     at least 2 times the messages/s of AS4: 2.00 times (100.0/s of 50.0/s)",
                "MET     at 20/s p50 from due to receipt no longer than that of AS4: 30.0 ms of 30.0 ms");
    }

    @Test
    void what_is_missed_is_said_to_be_whatever_forcing_to_the_disk_would_make_of_it() {
        assertThat(lines(30.1, 99)).contains("NOT MET at least 2 times the messages/s of AS4: 1.98 times (99.0/s of 50.0/s)",
                "NOT MET at 20/s p50 from due to receipt no longer than that of AS4: 30.1 ms of 30.0 ms");
    }

    @Test
    void the_medians_decide_and_each_repeat_is_shown() {
        List<String> lines = lines(20, 10, 110, 900);

        assertThat(lines).anyMatch(line -> line.startsWith("1 ")).anyMatch(line -> line.startsWith("3 "))
                .anyMatch(line -> line.startsWith("median "))
                .contains("MET     at least 2 times the messages/s of AS4: 2.20 times (110.0/s of 50.0/s)");
    }

    private static List<String> lines(double p50, double... sustained) {
        Latencies whole = new Latencies(new double[] {p50});
        Cost cost = new Cost(Map.of(), Map.of(), 0, 0, 0, Map.of());
        Report ours = new Report(new Sizes(4, 2000, 3000, 2500, 10), 20, List.of(Arrays.stream(sustained)
                .mapToObj(each -> new Repeat(1000, 300, each, whole, whole, whole, whole, whole, 0, 0, cost, Optional.empty()))
                .toArray(Repeat[]::new)));
        return new As4Report(20, ours, List.of(sustained.length == 1 ? new As4Report.Theirs[] {USUAL}
                : new As4Report.Theirs[] {SLOW, USUAL, USUAL}), List.of(sustained.length == 1
                ? new As4Report.Theirs[] {SLOW} : new As4Report.Theirs[] {SLOW, SLOW, SLOW})).lines();
    }
}
