package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is printed at the end: every repeat, the medians, and whether each target is met. */
final class Report {

    private static final double LEAST_SHARE_OF_BARE = 0.60;
    private static final double LONGEST_P50 = 20;
    private static final double LONGEST_P99 = 100;

    private final Sizes sizes;
    private final int perSecond;
    private final List<Repeat> repeats;

    /** Of repeats with this steady pace. */
    Report(Sizes sizes, int perSecond, List<Repeat> repeats) {
        this.sizes = sizes;
        this.perSecond = perSecond;
        this.repeats = List.copyOf(repeats);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT,
                "Sizes: record %d bytes, document %d bytes at the sender, %d at the receiver; %d partitions.", sizes.record(),
                sizes.sent(), sizes.received(), sizes.partitions()));
        lines.add(String.format(Locale.ROOT, "%-7s %8s %8s %12s %7s %8s | %9s %9s | %9s %9s | %9s %9s | %9s %9s | %s", "repeat",
                "floor/s", "bare/s", "sustained/s", "of bare", "of floor", "full p50", "p99 ms", perSecond + "/s p50", "p99 ms",
                "back p50", "p99 ms", "due p50", "p99 ms", "sent again, turned away"));
        for (int i = 0; i < repeats.size(); i++) {
            Repeat each = repeats.get(i);
            lines.add(row(String.valueOf(i + 1), one -> one.applyAsDouble(each)));
        }
        lines.add(row("median", this::median));
        double share = median(Repeat::shareOfBare);
        double p50 = median(each -> each.steady().percentile(50));
        double p99 = median(each -> each.steady().percentile(99));
        lines.add(verdict(share >= LEAST_SHARE_OF_BARE, String.format(Locale.ROOT,
                "sustained at least %.0f %% of bare drivers with the %d durable writes of a referral: %.1f %%",
                100 * LEAST_SHARE_OF_BARE, sizes.writes(), 100 * share)));
        lines.add(String.format(Locale.ROOT, "        of the floor of two writes: %.1f %%, and the bare drivers %.1f %%",
                100 * median(Repeat::share), 100 * median(each -> each.bare() / each.floor())));
        lines.add(verdict(p50 <= LONGEST_P50, String.format(Locale.ROOT,
                "at %d/s p50 at most %.0f ms: %.1f ms", perSecond, LONGEST_P50, p50)));
        lines.add(verdict(p99 <= LONGEST_P99, String.format(Locale.ROOT,
                "at %d/s p99 at most %.0f ms: %.1f ms", perSecond, LONGEST_P99, p99)));
        lines.addAll(new CostReport(repeats.stream().map(Repeat::cost).toList()).lines());
        lines.addAll(new OverloadReport(repeats.stream().flatMap(each -> each.overloaded().stream()).toList()).lines());
        return lines;
    }

    /** One figure, of a repeat or over all of them. */
    @FunctionalInterface
    private interface Figures {
        double of(ToDoubleFunction<Repeat> figure);
    }

    private static String row(String name, Figures figures) {
        return String.format(Locale.ROOT,
                "%-7s %8.0f %8.0f %12.0f %5.0f %% %6.1f %% | %9.1f %9.1f | %9.1f %9.1f | %9.1f %9.1f | %9.1f %9.1f | %.0f, %.0f",
                name, figures.of(Repeat::floor), figures.of(Repeat::bare), figures.of(Repeat::sustained),
                100 * figures.of(Repeat::shareOfBare), 100 * figures.of(Repeat::share),
                figures.of(each -> each.full().percentile(50)), figures.of(each -> each.full().percentile(99)),
                figures.of(each -> each.steady().percentile(50)), figures.of(each -> each.steady().percentile(99)),
                figures.of(each -> each.steadyBack().percentile(50)), figures.of(each -> each.steadyBack().percentile(99)),
                figures.of(each -> each.steadySinceDue().percentile(50)),
                figures.of(each -> each.steadySinceDue().percentile(99)), figures.of(Repeat::sentAgain),
                figures.of(Repeat::turnedAway));
    }

    List<Repeat> repeats() {
        return repeats;
    }

    /** Median of the sustained rates, referrals a second. */
    double sustained() {
        return median(Repeat::sustained);
    }

    /** Of a figure over the repeats. */
    double median(ToDoubleFunction<Repeat> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }

    static String verdict(boolean met, String target) {
        return (met ? "MET     " : "NOT MET ") + target;
    }
}
