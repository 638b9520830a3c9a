package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each thing takes at each size, how it grows over the sizes, and whether each target is met. */
final class GrowthReport {

    /** Things that are done. */
    enum Operation {
        SUBMIT("a referral sent, until it is accepted"),
        OPEN("a referral opened by its reference"),
        WORKLIST("a page of the worklist with its counts"),
        FIGURES("the figures of the joint view"),
        RESTART("the origin's referral service killed and ready again"),
        RESTART_OF_THE_JOINT_VIEW("the joint view killed and ready again");

        private final String text;

        Operation(String text) {
            this.text = text;
        }
    }

    private static final double MOST_GROWTH = 1.5;
    private static final double LONGEST_PAGE = 200;
    private static final int PAGE_TARGET_AT = 100_000;

    private final Map<Integer, Map<Operation, List<Latencies>>> bySize = new TreeMap<>();
    private final Map<Integer, String> tooMany = new TreeMap<>();

    /** Notes one repeat at a size. */
    void add(int cases, Map<Operation, double[]> took) {
        Map<Operation, List<Latencies>> known = bySize.computeIfAbsent(cases, _ -> new EnumMap<>(Operation.class));
        took.forEach((operation, milliseconds) ->
                known.computeIfAbsent(operation, _ -> new ArrayList<>()).add(new Latencies(milliseconds)));
    }

    /** Notes that the system did not work at a size, and why; nothing is said about the repeats of this size. */
    void tooMany(int cases, String why) {
        bySize.remove(cases);
        tooMany.put(cases, why);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        tooMany.forEach((cases, why) -> lines.add(Report.verdict(false, cases + " cases: " + why)));
        if (bySize.isEmpty()) {
            return lines;
        }
        lines.add("Milliseconds: medians of the repeats, p50 and p95 of each.");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-56s", "cases"));
        bySize.keySet().forEach(size -> head.append(String.format(Locale.ROOT, " %19d", size)));
        lines.add(head + "  growth");
        for (Operation operation : Operation.values()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-56s", operation.text));
            bySize.keySet().forEach(size -> line.append(String.format(Locale.ROOT, " %9.1f %9.1f",
                    median(size, operation, 50), median(size, operation, 95))));
            lines.add(line + String.format(Locale.ROOT, " %6.2fx", growth(operation)));
        }
        for (Operation operation : Operation.values()) {
            lines.add(Report.verdict(growth(operation) <= MOST_GROWTH, String.format(Locale.ROOT,
                    "%s: grows at most %.1fx from %d to %d cases: %.2fx", operation.text, MOST_GROWTH, smallest(), largest(),
                    growth(operation))));
        }
        bySize.keySet().stream().filter(size -> size >= PAGE_TARGET_AT).forEach(size -> {
            double p95 = median(size, Operation.WORKLIST, 95);
            String told = String.format(Locale.ROOT, "a page of the worklist at %d cases p95 at most %.0f ms: %.1f ms", size,
                    LONGEST_PAGE, p95);
            lines.add(size == PAGE_TARGET_AT ? Report.verdict(p95 <= LONGEST_PAGE, told) : "        " + told);
        });
        lines.add("        An indexed MongoDB was not measured: none runs on this machine. The embedded store finds by _id.");
        return lines;
    }

    /** How many times as long it takes at the largest size as at the smallest. */
    double growth(Operation operation) {
        return median(largest(), operation, 50) / median(smallest(), operation, 50);
    }

    private int smallest() {
        return bySize.keySet().iterator().next();
    }

    private int largest() {
        return bySize.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private double median(int size, Operation operation, double percent) {
        return Latencies.median(bySize.getOrDefault(size, Map.of()).getOrDefault(operation, List.of()).stream()
                .mapToDouble(each -> each.percentile(percent)).toArray());
    }
}
