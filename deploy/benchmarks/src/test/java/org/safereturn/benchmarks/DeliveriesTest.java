package org.safereturn.benchmarks;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.safereturn.rivals.Writers;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveriesTest {

    private static final int RUN = 7;

    private final Deliveries deliveries = new Deliveries(RUN, 15);

    @Test
    void what_arrives_in_the_order_of_each_aggregate_is_in_order_whatever_comes_between() {
        arrive(10, 0, 11, 1, 2, 12);
        assertThat(deliveries.overtaken()).isZero();
        assertThat(deliveries.twice()).isZero();
        assertThat(deliveries.missing()).isEqualTo(9);
    }

    @Test
    void an_event_behind_a_later_one_of_its_aggregate_was_overtaken_and_one_that_comes_again_was_not() {
        arrive(0, 2, 1, 3, 0, 10);
        assertThat(deliveries.overtaken()).isEqualTo(1);
        assertThat(deliveries.twice()).isEqualTo(1);
    }

    @Test
    void another_run_does_not_count_and_the_mark_is_found_behind_any_bytes() {
        deliveries.take(bytes(RUN + 1, 3), 1);
        deliveries.take("no event".getBytes(StandardCharsets.UTF_8), 1);
        assertThat(deliveries.missing()).isEqualTo(15);
        deliveries.take(("\u0000\u00ff{\"text\":\"" + Writers.text(RUN, 3) + "\"}").getBytes(StandardCharsets.ISO_8859_1), 1);
        assertThat(deliveries.missing()).isEqualTo(14);
    }

    @Test
    void the_rate_goes_to_the_last_arrival_and_latency_from_each_commit() {
        deliveries.take(bytes(RUN, 0), 1_000_000_000L);
        deliveries.take(bytes(RUN, 1), 2_000_000_000L);
        assertThat(deliveries.perSecond(0)).isEqualTo(1);
        long[] committed = new long[15];
        committed[0] = 999_000_000L;
        committed[1] = 2_500_000_000L;
        assertThat(deliveries.latencies(committed)).containsExactly(1, 0);
        assertThat(new Deliveries(RUN, 1).perSecond(0)).isZero();
    }

    private void arrive(int... numbers) {
        for (int number : numbers) {
            deliveries.take(bytes(RUN, number), 1);
        }
    }

    private static byte[] bytes(int run, int number) {
        return Writers.text(run, number).getBytes(StandardCharsets.UTF_8);
    }
}
