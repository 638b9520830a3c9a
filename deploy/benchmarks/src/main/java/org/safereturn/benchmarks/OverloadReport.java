package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What became of the system when too much was asked of it, in every repeat and as medians. */
final class OverloadReport {

    private static final double LONGEST_ANSWER = 2000;
    private static final int LONGEST_RECOVERY = 5;

    private final List<Overloaded> repeats;

    OverloadReport(List<Overloaded> repeats) {
        this.repeats = List.copyOf(repeats);
    }

    /** Nothing when it was left out. */
    List<String> lines() {
        if (repeats.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-9s %9s %9s %9s %12s %11s %10s %6s | %10s %10s | %s", "overload", "offered/s",
                "requests", "accepted", "turned away", "unanswered", "otherwise", "lost", "answer p99", "away p99 ms",
                "s until as usual"));
        for (int i = 0; i < repeats.size(); i++) {
            Overloaded each = repeats.get(i);
            lines.add(row(String.valueOf(i + 1), one -> one.applyAsDouble(each)));
        }
        lines.add(row("median", this::median));
        double unanswered = sum(each -> each.count(Overload.Fate.UNANSWERED));
        double lost = sum(Overloaded::lost);
        double wrong = sum(each -> each.count(Overload.Fate.OTHER)) + sum(Overloaded::uninvited);
        double answer = median(each -> each.p99(Overload.Fate.ACCEPTED));
        double recovery = median(Overloaded::secondsToUsual);
        String title = String.format(Locale.ROOT, "%d times the sustained rate offered: ", Overload.TIMES);
        lines.add(Report.verdict(unanswered == 0, title + String.format(Locale.ROOT,
                "no request without an answer: %.0f", unanswered)));
        lines.add(Report.verdict(answer <= LONGEST_ANSWER, title + String.format(Locale.ROOT,
                "accepted with p99 at most %.0f ms: %.0f ms", LONGEST_ANSWER, answer)));
        lines.add(Report.verdict(wrong == 0, title + String.format(Locale.ROOT,
                "the rest turned away with Retry-After and not stored: %.0f otherwise", wrong)));
        lines.add(Report.verdict(lost == 0, title + String.format(Locale.ROOT,
                "every accepted one in the inbox: %.0f lost", lost)));
        lines.add(Report.verdict(recovery <= LONGEST_RECOVERY, title + String.format(Locale.ROOT,
                "as usual at most %d s after it: %.0f s", LONGEST_RECOVERY, recovery)));
        return lines;
    }

    /** One figure, of a repeat or over all of them. */
    @FunctionalInterface
    private interface Figures {
        double of(ToDoubleFunction<Overloaded> figure);
    }

    private static String row(String name, Figures figures) {
        return String.format(Locale.ROOT, "%-9s %9.0f %9.0f %9.0f %12.0f %11.0f %10.0f %6.0f | %10.0f %11.0f | %.0f", name,
                figures.of(Overloaded::offered), figures.of(each -> each.offers().size()),
                figures.of(each -> each.count(Overload.Fate.ACCEPTED)),
                figures.of(each -> each.count(Overload.Fate.TURNED_AWAY)),
                figures.of(each -> each.count(Overload.Fate.UNANSWERED)),
                figures.of(each -> each.count(Overload.Fate.OTHER) + each.uninvited()), figures.of(Overloaded::lost),
                figures.of(each -> each.p99(Overload.Fate.ACCEPTED)),
                figures.of(each -> each.p99(Overload.Fate.TURNED_AWAY)), figures.of(Overloaded::secondsToUsual));
    }

    private double sum(ToDoubleFunction<Overloaded> figure) {
        return repeats.stream().mapToDouble(figure).sum();
    }

    private double median(ToDoubleFunction<Overloaded> figure) {
        return Latencies.median(repeats.stream().mapToDouble(figure).toArray());
    }
}
