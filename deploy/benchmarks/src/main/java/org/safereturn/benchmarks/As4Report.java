package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Ours and AS4 side by side, and whether the targets are met. Those are judged against AS4 that does not force to the disk. */
final class As4Report {

    private static final double LEAST_TIMES = 2;

    private final int perSecond;
    private final Report ours;
    private final List<Theirs> written;
    private final List<Theirs> forced;

    /**
     * Of repeats at this steady pace.
     *
     * @param written AS4 that gives its messages to the operating system, as our store and broker do
     * @param forced AS4 that forces them to the disk
     */
    As4Report(int perSecond, Report ours, List<Theirs> written, List<Theirs> forced) {
        this.perSecond = perSecond;
        this.ours = ours;
        this.written = List.copyOf(written);
        this.forced = List.copyOf(forced);
    }

    /**
     * What one repeat measured of AS4.
     *
     * @param rate messages a second, to the last verified receipt
     * @param p50 in milliseconds at the steady pace, from when a message was due to its verified receipt
     * @param p99 the same
     */
    record Theirs(double rate, double p50, double p99) {
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-7s %8s %9s %9s | %10s %9s | %9s %9s | %9s %9s", "repeat", "ours/s", "AS4/s", "forced/s",
                "ours p50", "p99 ms", "AS4 p50", "p99 ms", "forced p50", "p99 ms"));
        for (int i = 0; i < written.size(); i++) {
            Repeat our = ours.repeats().get(i);
            lines.add(row(String.valueOf(i + 1), our.sustained(), our.steadyWhole().percentile(50),
                    our.steadyWhole().percentile(99), written.get(i), forced.get(i)));
        }
        double rate = ours.sustained();
        double p50 = ours.median(each -> each.steadyWhole().percentile(50));
        Theirs usual = median(written);
        lines.add(row("median", rate, p50, ours.median(each -> each.steadyWhole().percentile(99)), usual, median(forced)));
        lines.add(Report.verdict(rate >= LEAST_TIMES * usual.rate(), String.format(Locale.ROOT,
                "at least %.0f times the messages/s of AS4: %.2f times (%.1f/s of %.1f/s)", LEAST_TIMES, rate / usual.rate(),
                rate, usual.rate())));
        lines.add(Report.verdict(p50 <= usual.p50(), String.format(Locale.ROOT,
                "at %d/s p50 from due to receipt no longer than that of AS4: %.1f ms of %.1f ms", perSecond, p50, usual.p50())));
        lines.add(String.format(Locale.ROOT, "        from accepted to receipt, without the HTTP request: p50 %.1f ms, p99 %.1f ms",
                ours.median(each -> each.steadyBack().percentile(50)), ours.median(each -> each.steadyBack().percentile(99))));
        lines.add(String.format(Locale.ROOT, "        beside AS4 our idle processes took %.1f %% of one processor",
                ours.median(each -> Cost.sum(each.cost().idle())) / 10));
        return lines;
    }

    private static String row(String name, double rate, double p50, double p99, Theirs written, Theirs forced) {
        return String.format(Locale.ROOT, "%-7s %8.1f %9.1f %9.1f | %10.1f %9.1f | %9.1f %9.1f | %9.1f %9.1f", name, rate, written.rate(),
                forced.rate(), p50, p99, written.p50(), written.p99(), forced.p50(), forced.p99());
    }

    private static Theirs median(List<Theirs> repeats) {
        return new Theirs(median(repeats, Theirs::rate), median(repeats, Theirs::p50), median(repeats, Theirs::p99));
    }

    private static double median(List<Theirs> repeats, ToDoubleFunction<Theirs> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }
}
