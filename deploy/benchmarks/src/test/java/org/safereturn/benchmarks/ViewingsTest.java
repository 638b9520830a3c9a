package org.safereturn.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewingsTest {

    @Test
    void the_median_of_the_p99_decides() {
        List<String> lines = new Viewings(200, 50, repeat(0, 90, 100),
                List.of(repeat(0, 400, 2000), repeat(0, 500, 900), repeat(0, 600, 1000))).lines();
        assertThat(lines).contains("200 viewers, 50 events/s; from the sending to the line in the browser.",
                "alone         90      100      100        0       0.50",
                "median       500     1000     1000        0       0.50",
                "MET     an event reaches a browser of its ministry, p99 at most 1000 ms: 1000 ms");
    }

    @Test
    void a_line_that_never_came_counts_as_endless() {
        List<String> lines = new Viewings(2, 50, repeat(0, 1), List.of(repeat(1, 5, Double.POSITIVE_INFINITY))).lines();
        assertThat(lines.getLast()).startsWith("NOT MET ").contains("Infinity");
    }

    @Test
    void a_viewer_notes_each_line_once_when_it_first_appears_and_counts_the_figures() {
        Viewer viewer = new Viewer("TH");
        String line = "<li><time datetime=\"%s\">10:00:00</time></li>";
        viewer.onNext("event:notices");
        viewer.onNext("data:" + line.formatted("2026-11-29T10:00:00.001Z") + line.formatted("2026-11-29T10:00:00Z"));
        Long first = viewer.appeared("2026-11-29T10:00:00Z");
        assertThat(first).isNotNull();
        viewer.onNext("");
        viewer.onNext("event:figures");
        viewer.onNext("data:" + line.formatted("2026-11-29T10:00:00.002Z"));
        viewer.onNext("event:notices");
        viewer.onNext("data:" + line.formatted("2026-11-29T10:00:00Z"));
        assertThat(viewer.appeared("2026-11-29T10:00:00Z")).isEqualTo(first);
        assertThat(viewer.appeared("2026-11-29T10:00:00.001Z")).isEqualTo(first);
        assertThat(viewer.appeared("2026-11-29T10:00:00.002Z")).as("told by the figures, which are no line").isNull();
        assertThat(viewer.boards()).isEqualTo(1);
        assertThat(viewer.failure()).isNull();
        viewer.onComplete();
        assertThat(viewer.failure()).isNotNull();
    }

    private static Viewings.Repeat repeat(long unseen, double... latencies) {
        return new Viewings.Repeat(new Latencies(latencies), unseen, 0.5);
    }
}
