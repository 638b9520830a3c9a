package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What viewers of the joint page saw.
 *
 * @param viewers at once
 * @param rate events offered a second
 * @param alone the same events with one viewer of each country
 */
record Viewings(int viewers, int rate, Repeat alone, List<Repeat> repeats) {

    private static final double LONGEST_P99 = 1000;

    /** Keeps its own copy. */
    Viewings {
        repeats = List.copyOf(repeats);
    }

    /**
     * One repeat.
     *
     * @param latencies from the sending of an event to its line at a viewer, for each event and each viewer who may see it;
     *     endless for a line that never came
     * @param unseen lines that never came
     * @param boards how often a second a viewer got new figures
     */
    record Repeat(Latencies latencies, long unseen, double boards) {
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d viewers, %d events/s; from the sending to the line in the browser.", viewers, rate));
        lines.add(String.format(Locale.ROOT, "%-7s %8s %8s %8s %8s %10s", "repeat", "p50 ms", "p99 ms", "max ms", "unseen", "figures/s"));
        lines.add(row("alone", figure -> figure.applyAsDouble(alone)));
        for (int index = 0; index < repeats.size(); index++) {
            Repeat each = repeats.get(index);
            lines.add(row(String.valueOf(index + 1), figure -> figure.applyAsDouble(each)));
        }
        lines.add(row("median", this::median));
        double p99 = median(each -> each.latencies().percentile(99));
        lines.add(Report.verdict(p99 <= LONGEST_P99, String.format(Locale.ROOT,
                "an event reaches a browser of its ministry, p99 at most %.0f ms: %.0f ms", LONGEST_P99, p99)));
        return lines;
    }

    /** One figure, of a repeat or over all of them. */
    @FunctionalInterface
    private interface Figures {
        double of(ToDoubleFunction<Repeat> figure);
    }

    private static String row(String name, Figures figures) {
        return String.format(Locale.ROOT, "%-7s %8.0f %8.0f %8.0f %8.0f %10.2f", name,
                figures.of(each -> each.latencies().percentile(50)), figures.of(each -> each.latencies().percentile(99)),
                figures.of(each -> each.latencies().percentile(100)), figures.of(Repeat::unseen), figures.of(Repeat::boards));
    }

    private double median(ToDoubleFunction<Repeat> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }
}
