package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Outboxes side by side.
 *
 * @param measured by outbox, its repeats
 */
record RelayReport(Map<Outboxes.Kind, List<Repeat>> measured) {

    private static final double LONGEST_P50 = 5;

    /**
     * One repeat of one outbox.
     *
     * @param perSecond events delivered a second, from the first write to the last delivery
     * @param overtaken events that arrived after a later one of their aggregate
     * @param twice records of events that had arrived before
     * @param lost events that did not arrive
     * @param p50 median milliseconds from commit to delivery at the gentle pace
     * @param p99 the same, of 99 in 100
     * @param cost what an event took of the processors
     */
    record Repeat(double perSecond, int overtaken, int twice, int lost, double p50, double p99, Cost cost) {
    }

    /**
     * Milliseconds of processor time for one event, by process.
     *
     * @param outbox the process that writes the events and sends them
     * @param compiler the part of it that the compilers of its Java machine take
     * @param store the process or processes of its database
     * @param broker Kafka
     * @param consumer this program, which reads what arrives
     */
    record Cost(double outbox, double compiler, double store, double broker, double consumer) {

        double all() {
            return outbox + store + broker + consumer;
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-40s %9s %15s %9s %6s %6s %14s", "medians of the repeats", "events/s",
                "least..most", "overtaken", "twice", "lost", "p50, p99 ms"));
        measured.forEach((kind, repeats) -> lines.add(String.format(Locale.ROOT, "%-40s %9.0f %15s %9d %6d %6d %14s",
                kind.title(), median(repeats, Repeat::perSecond),
                String.format(Locale.ROOT, "%.0f..%.0f", repeats.stream().mapToDouble(Repeat::perSecond).min().orElseThrow(),
                        repeats.stream().mapToDouble(Repeat::perSecond).max().orElseThrow()),
                repeats.stream().mapToInt(Repeat::overtaken).sum(), repeats.stream().mapToInt(Repeat::twice).sum(),
                repeats.stream().mapToInt(Repeat::lost).sum(), String.format(Locale.ROOT, "%.1f, %.1f",
                        median(repeats, Repeat::p50), median(repeats, Repeat::p99)))));
        lines.add(String.format(Locale.ROOT, "%-40s %9s %15s %9s %6s %9s %6s", "processor ms an event", "outbox",
                "of it compiler", "store", "broker", "consumer", "all"));
        measured.forEach((kind, repeats) -> lines.add(String.format(Locale.ROOT, "%-40s %9.2f %15.2f %9.2f %6.2f %9.2f %6.2f",
                kind.title(), cost(repeats, Cost::outbox), cost(repeats, Cost::compiler), cost(repeats, Cost::store),
                cost(repeats, Cost::broker), cost(repeats, Cost::consumer), cost(repeats, Cost::all))));
        List<Repeat> own = measured.getOrDefault(Outboxes.Kind.OWN, List.of());
        lines.add(Report.verdict(own.stream().allMatch(each -> each.overtaken() == 0 && each.lost() == 0),
                "own outbox: every event delivered, and in the order of its aggregate"));
        measured.forEach((kind, repeats) -> kind.factor().ifPresent(factor -> {
            double times = median(own, Repeat::perSecond) / median(repeats, Repeat::perSecond);
            int overtaken = repeats.stream().mapToInt(Repeat::overtaken).sum();
            lines.add(Report.verdict(times >= factor, String.format(Locale.ROOT, "at least %.1f times %s%s: %.1f times", factor,
                    kind.title(), overtaken == 0 ? "" : ", which broke the order " + overtaken + " times", times)));
        }));
        double p50 = median(own, Repeat::p50);
        lines.add(Report.verdict(p50 <= LONGEST_P50, String.format(Locale.ROOT,
                "at %d events/s p50 from commit to delivery at most %.0f ms: %.1f ms", Outboxes.GENTLE, LONGEST_P50, p50)));
        return lines;
    }

    private static double cost(List<Repeat> repeats, ToDoubleFunction<Cost> of) {
        return median(repeats, each -> of.applyAsDouble(each.cost()));
    }

    private static double median(List<Repeat> repeats, ToDoubleFunction<Repeat> of) {
        return Latencies.median(repeats.stream().mapToDouble(of).toArray());
    }
}
