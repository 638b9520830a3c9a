package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RebuildsTest {

    private static final Rebuilds.Sent SENT = new Rebuilds.Sent(10, 151, 1);
    private static final Map<String, Duration> USED = Map.of("store", Duration.ofMillis(3), "monitoring", Duration.ofMillis(15));

    @Test
    void the_medians_decide_whether_the_targets_are_met() {
        List<String> lines = new Rebuilds(SENT, 384, List.of(repeat(20_000, 18_000), repeat(24_000, 14_400), repeat(22_000, 11_000)))
                .lines();
        assertThat(lines).contains("10 journeys, 151 events, 1 of them forged.",
                "median      22000       14400   60 %       0.0",
                "MET     at least 60 % of consuming, verifying and decoding alone: 60.0 %",
                "MET     at least 4 times the 3600 events/s of before: 4.0 times (14400/s)",
                "MET     heap at most 512 MiB: it may grow to 384 MiB",
                "        processor time of an event in the rebuild, medians: monitoring 99.3 us, store 19.9 us");
        assertThat(lines).filteredOn(line -> line.startsWith("MET     every event is verified")).hasSize(1);
    }

    @Test
    void a_slow_rebuild_and_a_large_heap_are_not_met() {
        assertThat(new Rebuilds(SENT, 600, List.of(repeat(20_000, 10_000))).lines())
                .filteredOn(line -> line.startsWith("NOT MET ")).hasSize(3);
    }

    @Test
    void an_event_that_was_not_read_or_a_forged_one_that_was_taken_is_seen() {
        RawReading.Result raw = new RawReading.Result(151, 150, 1);
        for (Rebuilds.Repeat wrong : List.of(new Rebuilds.Repeat(raw, 150, 1, 10, 0.01, USED),
                new Rebuilds.Repeat(raw, 151, 0, 10, 0.01, USED),
                new Rebuilds.Repeat(raw, 151, 1, 9, 0.01, USED),
                new Rebuilds.Repeat(new RawReading.Result(151, 151, 1), 151, 1, 10, 0.01, USED))) {
            assertThat(new Rebuilds(SENT, 384, List.of(repeat(200, 20_000), wrong)).lines())
                    .filteredOn(line -> line.contains("every event is verified")).first().asString().startsWith("NOT MET ");
        }
    }

    @Test
    void the_raw_reading_tells_in_one_line_what_it_read() {
        RawReading.Result result = new RawReading.Result(151, 150, 2.5);
        assertThat(RawReading.Result.read(result.line() + "\n")).isEqualTo(result);
        assertThat(result.rate()).isEqualTo(60.4);
        assertThatThrownBy(() -> RawReading.Result.read("no")).isInstanceOf(IllegalStateException.class);
    }

    private static Rebuilds.Repeat repeat(double raw, double rebuilt) {
        return new Rebuilds.Repeat(new RawReading.Result(151, 150, 151 / raw), 151, 1, 10, 151 / rebuilt, USED);
    }
}
