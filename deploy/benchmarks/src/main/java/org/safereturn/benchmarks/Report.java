package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is printed at the end: every repeat, the medians, and whether each target is met. */
final class Report {

    private static final double LEAST_SHARE = 0.40;
    private static final double LONGEST_P50 = 25;
    private static final double LONGEST_P99 = 150;

    private final Sizes sizes;
    private final List<Repeat> repeats;

    Report(Sizes sizes, List<Repeat> repeats) {
        this.sizes = sizes;
        this.repeats = List.copyOf(repeats);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT,
                "Sizes: record %d bytes, document %d bytes at the sender, %d at the receiver; %d partitions.", sizes.record(),
                sizes.sent(), sizes.received(), sizes.partitions()));
        lines.add(String.format(Locale.ROOT, "%-7s %8s %8s %12s %6s | %9s %9s | %9s %9s | %9s %9s | %9s %9s | %s", "repeat",
                "floor/s", "bare/s", "sustained/s", "share", "full p50", "p99 ms", "half p50", "p99 ms", "back p50",
                "p99 ms", "due p50", "p99 ms", "sent again"));
        for (int i = 0; i < repeats.size(); i++) {
            Repeat each = repeats.get(i);
            lines.add(row(String.valueOf(i + 1), one -> one.applyAsDouble(each)));
        }
        lines.add(row("median", this::median));
        double share = median(Repeat::share);
        double p50 = median(each -> each.half().percentile(50));
        double p99 = median(each -> each.half().percentile(99));
        lines.add(verdict(share >= LEAST_SHARE, String.format(Locale.ROOT,
                "sustained at least %.0f %% of the floor: %.1f %%", 100 * LEAST_SHARE, 100 * share)));
        lines.add(String.format(Locale.ROOT,
                "        bare drivers with the %d durable writes of a referral: %.1f %% of the floor", sizes.writes(),
                100 * median(each -> each.bare() / each.floor())));
        lines.add(verdict(p50 <= LONGEST_P50, String.format(Locale.ROOT,
                "half load p50 at most %.0f ms: %.1f ms", LONGEST_P50, p50)));
        lines.add(verdict(p99 <= LONGEST_P99, String.format(Locale.ROOT,
                "half load p99 at most %.0f ms: %.1f ms", LONGEST_P99, p99)));
        return lines;
    }

    /** One figure, of a repeat or over all of them. */
    @FunctionalInterface
    private interface Figures {
        double of(ToDoubleFunction<Repeat> figure);
    }

    private static String row(String name, Figures figures) {
        return String.format(Locale.ROOT,
                "%-7s %8.0f %8.0f %12.0f %4.0f %% | %9.1f %9.1f | %9.1f %9.1f | %9.1f %9.1f | %9.1f %9.1f | %.0f", name,
                figures.of(Repeat::floor), figures.of(Repeat::bare), figures.of(Repeat::sustained), 100 * figures.of(Repeat::share),
                figures.of(each -> each.full().percentile(50)), figures.of(each -> each.full().percentile(99)),
                figures.of(each -> each.half().percentile(50)), figures.of(each -> each.half().percentile(99)),
                figures.of(each -> each.halfBack().percentile(50)), figures.of(each -> each.halfBack().percentile(99)),
                figures.of(each -> each.halfSinceDue().percentile(50)),
                figures.of(each -> each.halfSinceDue().percentile(99)), figures.of(Repeat::sentAgain));
    }

    /** Median of the sustained rates, referrals a second. */
    double sustained() {
        return median(Repeat::sustained);
    }

    private double median(ToDoubleFunction<Repeat> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }

    static String verdict(boolean met, String target) {
        return (met ? "MET     " : "NOT MET ") + target;
    }
}
