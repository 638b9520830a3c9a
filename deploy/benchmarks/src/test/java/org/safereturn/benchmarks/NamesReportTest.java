package org.safereturn.benchmarks;

import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NamesReportTest {

    @Test
    void the_largest_size_is_judged_by_the_median_of_the_repeats_of_its_p95_and_the_smallest_stands_beside_it() {
        NamesReport report = new NamesReport();
        report.add(1000, repeat(900));
        List.of(100.0, 200.0, 5000.0).forEach(each -> report.add(100_000, repeat(each)));
        assertThat(verdict(report)).startsWith("MET ").endsWith("with 100000 persons: 200.0 ms");
        assertThat(report.lines()).anyMatch(line -> line.strip().startsWith("1000 ") && line.contains("900.0"));
    }

    @Test
    void slow_answers_to_more_than_one_in_twenty_questions_meet_no_target() {
        NamesReport report = new NamesReport();
        report.add(100_000, new NamesReport.Repeat(new Latencies(DoubleStream.concat(DoubleStream.generate(() -> 10).limit(18),
                DoubleStream.of(201, 201)).toArray()), 3));
        assertThat(verdict(report)).startsWith("NOT MET").endsWith("201.0 ms");
    }

    @Test
    void a_small_run_meets_no_target() {
        NamesReport report = new NamesReport();
        report.add(1000, repeat(1));
        assertThat(verdict(report)).startsWith("NOT MET");
    }

    private static String verdict(NamesReport report) {
        return report.lines().getLast();
    }

    private static NamesReport.Repeat repeat(double milliseconds) {
        return new NamesReport.Repeat(new Latencies(new double[] {milliseconds, milliseconds}), 2);
    }
}
