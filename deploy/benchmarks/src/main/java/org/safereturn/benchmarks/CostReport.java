package org.safereturn.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.ToDoubleFunction;

/** Processor time of a referral by process, beside what it was before and what the bare drivers take. */
final class CostReport {

    private static final double TIMES_LESS = 5;
    private static final double ONE_PROCESSOR_MILLIS = 1000;

    private final List<Cost> costs;

    CostReport(List<Cost> costs) {
        this.costs = List.copyOf(costs);
    }

    List<String> lines() {
        if (!costs.stream().allMatch(Cost::isKnown)) {
            return List.of("Processor time is not known: the processes of the system do not run on this machine.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-14s %12s %14s %8s | %s", "processor ms", "opening", "referring", "both",
                "ms a second when idle"));
        costs.stream().flatMap(each -> each.referring().keySet().stream()).distinct()
                .sorted(Comparator.comparingDouble((String part) -> -median(each -> each.of(part))))
                .forEach(part -> lines.add(row(part, each -> each.opening().getOrDefault(part, 0.0),
                        each -> each.referring().getOrDefault(part, 0.0), each -> each.idle().getOrDefault(part, 0.0))));
        lines.add(row("all", each -> Cost.sum(each.opening()), each -> Cost.sum(each.referring()),
                each -> Cost.sum(each.idle())));
        double total = median(Cost::total);
        double before = before();
        lines.add(String.format(Locale.ROOT,
                "        the sender of the benchmark %.1f ms; for a record of the bare drivers, stores and broker %.1f ms, drivers %.1f ms",
                median(Cost::generator), median(Cost::bareStores), median(Cost::bareDrivers)));
        lines.add(String.format(Locale.ROOT, "        idle: %.1f %% of one processor",
                100 * median(each -> Cost.sum(each.idle())) / ONE_PROCESSOR_MILLIS));
        lines.add(Report.verdict(total <= before / TIMES_LESS, String.format(Locale.ROOT,
                "processor time of a case and its referral at most 1/%.0f of the %.1f ms of before: %.1f ms", TIMES_LESS, before,
                total)));
        return lines;
    }

    private String row(String name, ToDoubleFunction<Cost> opening, ToDoubleFunction<Cost> referring,
            ToDoubleFunction<Cost> idle) {
        return String.format(Locale.ROOT, "%-14s %12.2f %14.2f %8.2f | %.1f", name, median(opening), median(referring),
                median(each -> opening.applyAsDouble(each) + referring.applyAsDouble(each)), median(idle));
    }

    private double median(ToDoubleFunction<Cost> figure) {
        return Latencies.median(costs.stream().mapToDouble(figure).toArray());
    }

    /** What {@code before.properties} says. */
    private static double before() {
        try (InputStream stream = CostReport.class.getResourceAsStream("before.properties")) {
            if (stream == null) {
                throw new IllegalStateException("before.properties is missing");
            }
            Properties before = new Properties();
            before.load(stream);
            return Double.parseDouble(before.getProperty("processor-milliseconds", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
