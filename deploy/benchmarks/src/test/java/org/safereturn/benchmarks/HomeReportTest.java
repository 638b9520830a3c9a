package org.safereturn.benchmarks;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.safereturn.benchmarks.HomeReport.Reader;

import static org.assertj.core.api.Assertions.assertThat;

class HomeReportTest {

    @Test
    void each_home_is_judged_by_the_median_of_the_repeats_of_its_p95() {
        HomeReport report = new HomeReport(100_000, List.of(all(100), all(300), all(5000)));
        assertThat(verdicts(report)).hasSize(Reader.values().length).allMatch(line -> line.startsWith("MET"))
                .allMatch(line -> line.endsWith("300.0 ms"));
        Map<Reader, Latencies> slow = all(100);
        slow.put(Reader.OVERSEER, new Latencies(DoubleStream.concat(DoubleStream.generate(() -> 10).limit(18),
                DoubleStream.of(301, 301)).toArray()));
        assertThat(verdicts(new HomeReport(100_000, List.of(slow)))).filteredOn(line -> line.startsWith("NOT MET"))
                .singleElement().asString().contains("oversees", "301.0 ms");
    }

    @Test
    void a_small_run_meets_no_target() {
        assertThat(verdicts(new HomeReport(1000, List.of(all(1))))).hasSize(Reader.values().length)
                .allMatch(line -> line.startsWith("NOT MET"));
    }

    @Test
    void so_many_of_the_cases_in_the_stores_must_stand_at_home() {
        assertThat(Arrays.stream(Reader.values()).map(reader -> reader.waiting(1005))).containsExactly(1005L, 1005L, 904L, 0L);
        String page = "<h2 id=\"list-waiting\"><span>What waits</span>\n <span class=\"count\" sse-swap=\"total-waiting\">12</span>"
                + "</h2><h2 id=\"list-unit\"><span>Unit</span> <span class=\"count\">7</span></h2>";
        assertThat(OpenHome.waiting(page, "waiting")).isEqualTo(12);
        assertThat(OpenHome.waiting(page, "unit")).isEqualTo(7);
        assertThat(OpenHome.waiting(page, "ministry")).isEqualTo(-1);
    }

    private static List<String> verdicts(HomeReport report) {
        return report.lines().stream().filter(line -> line.startsWith("MET") || line.startsWith("NOT MET")).toList();
    }

    private static Map<Reader, Latencies> all(double milliseconds) {
        Map<Reader, Latencies> took = new EnumMap<>(Reader.class);
        for (Reader reader : Reader.values()) {
            took.put(reader, new Latencies(new double[] {milliseconds, milliseconds}));
        }
        return took;
    }
}
