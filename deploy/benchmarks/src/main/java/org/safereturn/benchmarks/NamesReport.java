package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What it took to tell who may be the same person, by the number of persons, and whether the target is met. */
final class NamesReport {

    private static final double LONGEST = 200;
    private static final int TARGET_AT = 100_000;

    private final Map<Integer, List<Repeat>> bySize = new TreeMap<>();

    /**
     * One repeat.
     *
     * @param took of each question
     * @param shown cases that were shown for a question, on average
     */
    record Repeat(Latencies took, double shown) {
    }

    /** Notes one repeat among so many persons. */
    void add(int persons, Repeat repeat) {
        bySize.computeIfAbsent(persons, _ -> new ArrayList<>()).add(repeat);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Milliseconds until an officer is told who may be the same person: medians of the repeats.");
        lines.add(String.format(Locale.ROOT, "%10s %9s %9s %12s", "persons", "p50", "p95", "cases shown"));
        bySize.forEach((persons, repeats) -> lines.add(String.format(Locale.ROOT, "%10d %9.1f %9.1f %12.1f", persons,
                median(repeats, 50), median(repeats, 95),
                Latencies.median(repeats.stream().mapToDouble(Repeat::shown).toArray()))));
        int most = bySize.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
        double p95 = median(bySize.getOrDefault(most, List.of()), 95);
        lines.add(Report.verdict(most >= TARGET_AT && p95 <= LONGEST, String.format(Locale.ROOT,
                "same person among %d p95 at most %.0f ms with %d persons: %.1f ms", TARGET_AT, LONGEST, most, p95)));
        return lines;
    }

    private static double median(List<Repeat> repeats, double percent) {
        return Latencies.median(repeats.stream().mapToDouble(each -> each.took().percentile(percent)).toArray());
    }
}
