package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each thing takes at each size, how it grows over the sizes, and whether each target is met. */
final class GrowthReport {

    /** Things that are done. */
    enum Operation {
        SUBMIT("a referral sent, until it is accepted"),
        OPEN("a referral opened by its reference"),
        WORKLIST("a page of the worklist with its counts"),
        FIGURES("the figures of the joint view"),
        RESTART("the origin's referral service killed and ready again"),
        RESTART_OF_THE_JOINT_VIEW("the joint view killed and ready again"),
        /** It reads all journeys for that, so it grows with them. */
        FIGURES_AGAIN("the joint view killed and its figures there again", false);

        private final String text;
        private final boolean alike;

        Operation(String text) {
            this(text, true);
        }

        /**
         * A thing that is done.
         *
         * @param alike whether it shall take about as long at each size
         */
        Operation(String text, boolean alike) {
            this.text = text;
            this.alike = alike;
        }
    }

    private static final double MOST_GROWTH = 1.5;
    private static final double LONGEST_PAGE = 200;
    private static final double SECOND = 1000;
    private static final double LONGEST_WITHOUT_FIGURES = 300 * SECOND;
    private static final int PAGE_TARGET_AT = 100_000;
    private static final double MEBIBYTE = 1 << 20;

    private final Map<Integer, Map<Operation, List<Latencies>>> bySize = new TreeMap<>();
    private final Map<Integer, String> tooMany = new TreeMap<>();
    private final Map<Integer, Long> held = new TreeMap<>();

    /** Notes one repeat at a size. */
    void add(int cases, Map<Operation, double[]> took) {
        Map<Operation, List<Latencies>> known = bySize.computeIfAbsent(cases, _ -> new EnumMap<>(Operation.class));
        took.forEach((operation, milliseconds) ->
                known.computeIfAbsent(operation, _ -> new ArrayList<>()).add(new Latencies(milliseconds)));
    }

    /** Notes the bytes that the joint view holds at a size. */
    void holds(int cases, long bytes) {
        held.put(cases, bytes);
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
        for (Operation operation : Arrays.stream(Operation.values()).filter(each -> each.alike).toList()) {
            lines.add(Report.verdict(growth(operation) <= MOST_GROWTH, String.format(Locale.ROOT,
                    "%s: grows at most %.1fx from %d to %d cases: %.2fx", operation.text, MOST_GROWTH, smallest(), largest(),
                    growth(operation))));
        }
        double again = median(largest(), Operation.FIGURES_AGAIN, 50);
        lines.add(Report.verdict(again <= LONGEST_WITHOUT_FIGURES, String.format(Locale.ROOT, "%s at %d cases within %.0f s: %.1f s",
                Operation.FIGURES_AGAIN.text, largest(), LONGEST_WITHOUT_FIGURES / SECOND, again / SECOND)));
        bySize.keySet().stream().filter(size -> size >= PAGE_TARGET_AT).forEach(size -> {
            double p95 = median(size, Operation.WORKLIST, 95);
            String told = String.format(Locale.ROOT, "a page of the worklist at %d cases p95 at most %.0f ms: %.1f ms", size,
                    LONGEST_PAGE, p95);
            lines.add(size == PAGE_TARGET_AT ? Report.verdict(p95 <= LONGEST_PAGE, told) : "        " + told);
        });
        if (!held.isEmpty()) {
            lines.add("        the joint view holds with its figures, after a full collection: " + held.entrySet().stream()
                    .map(each -> String.format(Locale.ROOT, "%.1f MiB with %d cases", each.getValue() / MEBIBYTE, each.getKey()))
                    .collect(Collectors.joining(", ")) + bytesOfACase());
        }
        lines.add("        An indexed MongoDB was not measured: none runs on this machine. The embedded store finds by _id.");
        return lines;
    }

    /** What each case takes that the largest size has more than the smallest. */
    private String bytesOfACase() {
        List<Map.Entry<Integer, Long>> sizes = List.copyOf(held.entrySet());
        int more = sizes.getLast().getKey() - sizes.getFirst().getKey();
        return more == 0 ? "" : String.format(Locale.ROOT, "; %.0f bytes of a case",
                (double) (sizes.getLast().getValue() - sizes.getFirst().getValue()) / more);
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
