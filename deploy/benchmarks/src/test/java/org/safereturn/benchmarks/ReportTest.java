package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final Sizes SIZES = new Sizes(4, 2000, 3000, 2500, 10);
    private static final Cost CHEAP = cost(3, 5.2);

    @Test
    void what_is_exactly_reached_is_met() {
        assertThat(lines(repeat(100, 60, 20, 100))).contains(
                "MET     sustained at least 60 % of bare drivers with the 10 durable writes of a referral: 60.0 %",
                "MET     at 20/s p50 at most 20 ms: 20.0 ms", "MET     at 20/s p99 at most 100 ms: 100.0 ms");
    }

    @Test
    void what_is_missed_is_said_to_be() {
        assertThat(lines(repeat(1000, 599, 20.1, 100.1))).contains(
                "NOT MET sustained at least 60 % of bare drivers with the 10 durable writes of a referral: 59.9 %",
                "NOT MET at 20/s p50 at most 20 ms: 20.1 ms", "NOT MET at 20/s p99 at most 100 ms: 100.1 ms");
    }

    @Test
    void the_median_of_the_repeats_decides_and_each_repeat_is_shown() {
        List<String> lines = lines(repeat(1000, 100, 90, 900), repeat(1000, 650, 10, 90), repeat(2000, 1800, 12, 80));

        assertThat(lines).contains("MET     at 20/s p50 at most 20 ms: 12.0 ms", "MET     at 20/s p99 at most 100 ms: 90.0 ms",
                "MET     sustained at least 60 % of bare drivers with the 10 durable writes of a referral: 65.0 %",
                "        of the floor of two writes: 16.3 %, and the bare drivers 25.0 %");
        assertThat(lines).anyMatch(line -> line.startsWith("1 ")).anyMatch(line -> line.startsWith("2 "))
                .anyMatch(line -> line.startsWith("3 ")).anyMatch(line -> line.startsWith("median "));
        assertThat(lines.getFirst()).contains("2000", "3000", "2500");
    }

    @Test
    void processor_time_is_told_by_process_and_compared_with_before() {
        List<String> lines = new CostReport(List.of(CHEAP)).lines();

        assertThat(lines).anyMatch(line -> line.matches("kh-referral +1\\.00 +4\\.20 +5\\.20 \\| 20\\.0"))
                .anyMatch(line -> line.matches("all +3\\.00 +5\\.20 +8\\.20 \\| 25\\.0"))
                .contains("        idle: 2.5 % of one processor",
                        "MET     processor time of a case and its referral at most 1/5 of the 41.0 ms of before: 8.2 ms");
        assertThat(new CostReport(List.of(cost(3, 5.3))).lines().getLast()).startsWith("NOT MET ").endsWith(": 8.3 ms");
    }

    @Test
    void processor_time_of_another_machine_is_not_made_up() {
        assertThat(new CostReport(List.of(CHEAP, new Cost(Map.of(), Map.of(), 1, 0, 0, Map.of()))).lines())
                .containsExactly("Processor time is not known: the processes of the system do not run on this machine.");
    }

    @Test
    void a_polite_system_meets_all_that_is_asked_of_it_under_overload() {
        assertThat(new OverloadReport(List.of(overloaded(2000, 0, 0, 5))).lines())
                .anyMatch(line -> line.matches("1 +500 +3 +1 +2 +0 +0 +0 \\| +2000 +4 \\| 5"))
                .contains("MET     5 times the sustained rate offered: no request without an answer: 0",
                        "MET     5 times the sustained rate offered: accepted with p99 at most 2000 ms: 2000 ms",
                        "MET     5 times the sustained rate offered: the rest turned away with Retry-After and not stored: 0 otherwise",
                        "MET     5 times the sustained rate offered: every accepted one in the inbox: 0 lost",
                        "MET     5 times the sustained rate offered: as usual at most 5 s after it: 5 s");
    }

    @Test
    void one_request_without_an_answer_or_one_lost_referral_is_too_many_whatever_the_median() {
        assertThat(new OverloadReport(List.of(overloaded(2001, 1, 1, 6), overloaded(1, 0, 0, 0), overloaded(2001, 0, 0, 6)))
                .lines()).filteredOn(line -> line.startsWith("NOT MET")).hasSize(4);
        assertThat(new OverloadReport(List.of()).lines()).isEmpty();
    }

    private static List<String> lines(Repeat... repeats) {
        return new Report(SIZES, 20, List.of(repeats)).lines();
    }

    private static Repeat repeat(double bare, double sustained, double p50, double p99) {
        Latencies steady = new Latencies(new double[] {p50, p99});
        return new Repeat(bare * 4, bare, sustained, steady, steady, steady, steady, steady, 0, 0, CHEAP, Optional.empty());
    }

    private static Cost cost(double opening, double referring) {
        return new Cost(Map.of("kh-case", opening - 1, "kh-referral", 1.0),
                Map.of("kh-case", 1.0, "kh-referral", referring - 1), 1, 2, 3, Map.of("kh-case", 5.0, "kh-referral", 20.0));
    }

    private static Overloaded overloaded(long answer, int unanswered, int lost, int secondsToUsual) {
        List<Overload.Offer> offers = new ArrayList<>(List.of(offer(answer, Overload.Fate.ACCEPTED),
                offer(3, Overload.Fate.TURNED_AWAY), offer(4, Overload.Fate.TURNED_AWAY)));
        offers.addAll(Collections.nCopies(unanswered, offer(1, Overload.Fate.UNANSWERED)));
        return new Overloaded(500, offers, lost, 0, secondsToUsual);
    }

    private static Overload.Offer offer(long milliseconds, Overload.Fate fate) {
        return new Overload.Offer("case", 0, milliseconds * 1_000_000, fate);
    }
}
