package org.safereturn.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.safereturn.benchmarks.Outboxes.Kind;
import org.safereturn.benchmarks.RelayReport.Repeat;

import static org.assertj.core.api.Assertions.assertThat;

class RelayReportTest {

    private static final RelayReport.Cost COST = new RelayReport.Cost(0.5, 0.25, 0.2, 0.1, 0.05);

    @Test
    void what_an_event_takes_of_the_processors_stands_by_process_and_the_compiler_apart() {
        Repeat repeat = new Repeat(1000, 0, 0, 0, 4, 9, COST);
        assertThat(report(repeat, repeat).lines()).filteredOn(line -> line.startsWith("own outbox ")).last().asString()
                .isEqualToIgnoringWhitespace("own outbox 0.50 0.25 0.20 0.10 0.05 0.85");
    }

    @Test
    void the_medians_decide_and_whoever_breaks_the_order_has_that_beside_its_figure() {
        List<String> lines = report(new Repeat(1000, 0, 0, 0, 4, 9, COST), new Repeat(400, 3, 0, 0, 6, 20, COST)).lines();
        assertThat(lines).filteredOn(line -> line.startsWith("MET")).hasSize(4);
        assertThat(lines).contains("MET     at least 2.5 times Spring Modulith, which broke the order 9 times: 2.5 times",
                "NOT MET at least 10.0 times Spring Modulith, serialized: 2.5 times",
                "MET     at least 2.0 times namastack-outbox, tuned: 2.5 times",
                "MET     at 20 events/s p50 from commit to delivery at most 5 ms: 4.0 ms");
    }

    @Test
    void an_own_event_that_is_overtaken_or_lost_and_a_late_median_are_not_met() {
        Repeat rival = new Repeat(1, 0, 0, 0, 1, 1, COST);
        assertThat(report(new Repeat(1000, 1, 0, 0, 5.1, 6, COST), rival).lines()).filteredOn(line -> line.startsWith("NOT MET"))
                .hasSize(2);
        assertThat(report(new Repeat(1000, 0, 0, 1, 5, 6, COST), rival).lines()).filteredOn(line -> line.startsWith("NOT MET"))
                .containsExactly("NOT MET own outbox: every event delivered, and in the order of its aggregate");
    }

    private static RelayReport report(Repeat own, Repeat modulith) {
        Repeat other = new Repeat(400, 0, 1, 0, 30, 60, COST);
        Map<Kind, List<Repeat>> measured = new EnumMap<>(Kind.class);
        measured.put(Kind.OWN, List.of(own, own, own));
        measured.put(Kind.MODULITH, List.of(modulith, modulith, modulith));
        measured.put(Kind.MODULITH_SERIALIZED, List.of(modulith.perSecond() < 2 ? modulith : other));
        measured.put(Kind.NAMASTACK, List.of(modulith.perSecond() < 2 ? modulith : other));
        return new RelayReport(measured);
    }
}
