package org.safereturn.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.benchmarks.GrowthReport.Operation;

import static org.assertj.core.api.Assertions.assertThat;

class GrowthReportTest {

    @Test
    void growth_is_the_largest_size_compared_with_the_smallest_by_the_medians_of_the_repeats() {
        GrowthReport report = new GrowthReport();
        add(report, 1000, 10, 12, 90);
        add(report, 10_000, 11, 11, 11);
        add(report, 100_000, 18, 15, 900);
        assertThat(report.growth(Operation.SUBMIT)).isEqualTo(1.5);
        assertThat(report.lines()).filteredOn(line -> line.startsWith("MET") || line.startsWith("NOT MET"))
                .hasSize(Operation.values().length + 1).allMatch(line -> line.startsWith("MET"))
                .last().asString().contains("100000 cases", "18.0 ms");
    }

    @Test
    void what_grows_too_much_and_a_page_that_takes_too_long_are_not_met() {
        GrowthReport report = new GrowthReport();
        add(report, 1000, 100, 100, 100);
        add(report, 100_000, 201, 201, 201);
        assertThat(report.lines()).filteredOn(line -> line.startsWith("NOT MET"))
                .hasSize(Operation.values().length);
        add(report, 1_000_000, 300_001, 300_001, 300_001);
        assertThat(report.lines()).contains("NOT MET the joint view killed and its figures there again at 1000000 cases within 300 s: 300.0 s");
    }

    @Test
    void a_million_is_printed_and_has_no_target_of_its_own() {
        GrowthReport report = new GrowthReport();
        add(report, 1000, 10);
        add(report, 1_000_000, 300);
        assertThat(report.lines()).anyMatch(line -> line.startsWith("        a page of the worklist at 1000000"))
                .noneMatch(line -> line.startsWith("NOT MET a page of the worklist at"));
    }

    @Test
    void what_the_joint_view_holds_is_said_for_each_size_and_for_a_case() {
        GrowthReport report = new GrowthReport();
        add(report, 1000, 10);
        report.holds(1000, 60 << 20);
        assertThat(report.lines()).anyMatch(line -> line.endsWith("full collection: 60.0 MiB with 1000 cases"));
        report.holds(101_000, (60 << 20) + 8_000_000);
        assertThat(report.lines()).anyMatch(line -> line.endsWith(", 67.6 MiB with 101000 cases; 80 bytes of a case"));
    }

    @Test
    void a_size_at_which_the_system_does_not_work_is_not_met_and_the_smaller_ones_are_still_compared() {
        GrowthReport report = new GrowthReport();
        report.tooMany(1000, "It is not ready.");
        assertThat(report.lines()).containsExactly("NOT MET 1000 cases: It is not ready.");
        report = new GrowthReport();
        add(report, 1000, 10);
        add(report, 10_000, 11);
        add(report, 100_000, 90);
        report.tooMany(100_000, "It is not ready.");
        assertThat(report.lines()).startsWith("NOT MET 100000 cases: It is not ready.")
                .filteredOn(line -> line.contains("from 1000 to 10000 cases")).hasSize(Operation.values().length - 1)
                .allMatch(line -> line.startsWith("MET"));
    }

    @Test
    void sizes_grow_tenfold_up_to_the_one_asked_for() {
        assertThat(GrowthBenchmark.sizes(1_000_000)).isEqualTo(List.of(1000, 10_000, 100_000, 1_000_000));
        assertThat(GrowthBenchmark.sizes(1000)).isEqualTo(List.of(1000));
        assertThat(GrowthBenchmark.sizes(30_000)).isEqualTo(List.of(1000, 10_000, 30_000));
    }

    private static void add(GrowthReport report, int cases, double... each) {
        for (double one : each) {
            Map<Operation, double[]> took = new EnumMap<>(Operation.class);
            for (Operation operation : Operation.values()) {
                took.put(operation, new double[] {one, one, one});
            }
            report.add(cases, took);
        }
    }
}
