package org.safereturn.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What repeated rebuilds of one view say.
 *
 * @param sent what every repeat had to read
 * @param heap the most the joint view's heap may grow to, in MiB
 */
record Rebuilds(Sent sent, double heap, List<Repeat> repeats) {

    private static final double LEAST_SHARE = 0.60;
    /** A rebuild in November 2026, before this was measured. */
    private static final double EARLIER_RATE = 3600;
    private static final double LEAST_GAIN = 4;
    private static final double LARGEST_HEAP = 512;

    /** Keeps its own copy. */
    Rebuilds {
        repeats = List.copyOf(repeats);
    }

    /**
     * What was sent.
     *
     * @param events all of them
     * @param forged of them, those whose signature does not hold
     */
    record Sent(int journeys, long events, long forged) {
    }

    /**
     * One rebuild, and the raw reading beside it.
     *
     * @param read records
     * @param refused of them
     * @param journeys in the view afterwards
     * @param used processor time by part of the system
     */
    record Repeat(RawReading.Result raw, long read, long refused, long journeys, double seconds, Map<String, Duration> used) {

        /** Keeps its own copy. */
        Repeat {
            used = Map.copyOf(used);
        }

        /** Records a second. */
        double rate() {
            return read / seconds;
        }

        double share() {
            return rate() / raw.rate();
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d journeys, %d events, %d of them forged.", sent.journeys(), sent.events(),
                sent.forged()));
        lines.add(String.format(Locale.ROOT, "%-7s %9s %11s %6s %9s", "repeat", "raw/s", "rebuild/s", "share", "seconds"));
        for (int index = 0; index < repeats.size(); index++) {
            Repeat each = repeats.get(index);
            lines.add(row(String.valueOf(index + 1), each.raw().rate(), each.rate(), each.share(), each.seconds()));
        }
        double share = median(Repeat::share);
        double rate = median(Repeat::rate);
        lines.add(row("median", median(each -> each.raw().rate()), rate, share, median(Repeat::seconds)));
        lines.add(Report.verdict(share >= LEAST_SHARE, String.format(Locale.ROOT,
                "at least %.0f %% of consuming, verifying and decoding alone: %.1f %%", 100 * LEAST_SHARE, 100 * share)));
        lines.add(Report.verdict(rate >= LEAST_GAIN * EARLIER_RATE, String.format(Locale.ROOT,
                "at least %.0f times the %.0f events/s of before: %.1f times (%.0f/s)", LEAST_GAIN, EARLIER_RATE,
                rate / EARLIER_RATE, rate)));
        lines.add(Report.verdict(repeats.stream().allMatch(this::isWhole), String.format(Locale.ROOT,
                "every event is verified: in each repeat %d are read, the %d forged ones are refused, %d journeys are there",
                sent.events(), sent.forged(), sent.journeys())));
        lines.add(Report.verdict(heap <= LARGEST_HEAP, String.format(Locale.ROOT,
                "heap at most %.0f MiB: it may grow to %.0f MiB", LARGEST_HEAP, heap)));
        lines.add("        processor time of an event in the rebuild, medians: " + byPart());
        return lines;
    }

    /** Microseconds of processor time for each event, by part of the system, the most first. */
    private String byPart() {
        ToDoubleBiFunction<Repeat, String> microseconds = (repeat, part) -> ProcessorTime
                .milliseconds(repeat.used().getOrDefault(part, Duration.ZERO)) * 1000 / repeat.read();
        Map<String, Double> medians = new TreeMap<>();
        for (Repeat each : repeats) {
            for (String part : each.used().keySet()) {
                medians.computeIfAbsent(part, _ -> median(repeat -> microseconds.applyAsDouble(repeat, part)));
            }
        }
        return medians.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(each -> String.format(Locale.ROOT, "%s %.1f us", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private boolean isWhole(Repeat repeat) {
        return repeat.read() == sent.events() && repeat.refused() == sent.forged() && repeat.journeys() == sent.journeys()
                && repeat.raw().records() == sent.events() && repeat.raw().good() == sent.events() - sent.forged();
    }

    private double median(ToDoubleFunction<Repeat> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }

    private static String row(String name, double raw, double rate, double share, double seconds) {
        return String.format(Locale.ROOT, "%-7s %9.0f %11.0f %4.0f %% %9.1f", name, raw, rate, 100 * share, seconds);
    }
}
