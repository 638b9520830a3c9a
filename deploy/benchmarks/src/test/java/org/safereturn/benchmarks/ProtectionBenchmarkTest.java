package org.safereturn.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProtectionBenchmarkTest {

    @Test
    void both_rates_are_printed_and_the_medians_decide() {
        assertThat(ProtectionBenchmark.lines(report(50, 85, 90), report(100, 100, 900)))
                .contains("With TLS, access rules and audit trail:", "Without them:")
                .last().isEqualTo("MET     with TLS, access rules and audit trail at least 85 % of the rate without them: 85.0 % (85.0/s of 100.0/s)");
    }

    @Test
    void what_costs_more_is_not_met() {
        assertThat(ProtectionBenchmark.lines(report(84), report(100)).getLast()).startsWith("NOT MET ").contains("84.0 %");
    }

    private static Report report(double... sustained) {
        Latencies any = new Latencies(new double[] {1});
        Cost cost = new Cost(Map.of(), Map.of(), 0, 0, 0, Map.of());
        return new Report(new Sizes(4, 2000, 3000, 2500, 10), 20,
                List.of(Arrays.stream(sustained).mapToObj(each -> new Repeat(1000, 300, each, any, any, any, any, any, 0, 0,
                        cost, Optional.empty())).toArray(Repeat[]::new)));
    }
}
