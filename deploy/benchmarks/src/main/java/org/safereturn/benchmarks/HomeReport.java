package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What home took, and whether the target is met.
 *
 * @param cases in the ministry
 * @param repeats what each reader's home took, by repeat
 */
record HomeReport(int cases, List<Map<Reader, Latencies>> repeats) {

    private static final double LONGEST = 300;
    private static final int TARGET_AT = 100_000;
    private static final int WAITS_TO_BE_OPENED = 10;

    HomeReport {
        repeats = List.copyOf(repeats);
    }

    /** Whose home it is. */
    enum Reader {
        /** Oversees the ministry, and has all that waits there on the page. */
        OVERSEER("who oversees the ministry", "th-supervisor-1", "ministry"),
        /** Of the contact point, where all cases wait; another role does most of the work. */
        CONTACT_POINT("an officer of the contact point", "th-contact-1", "unit"),
        /** Traces what was accepted. */
        TRACER("who traces what was accepted", "th-tracing-1", "waiting"),
        /** Of a shelter that has no case. */
        SHELTER("an officer of a shelter without cases", "th-intake-1", "waiting");

        private final String text;
        private final String officer;
        private final String list;

        Reader(String text, String officer, String list) {
            this.text = text;
            this.officer = officer;
            this.list = list;
        }

        /** The user who signs in. */
        String officer() {
            return officer;
        }

        /** A list that must be on this home. */
        String list() {
            return list;
        }

        /** How much waits on it, at least, of so many cases in the stores. */
        long waiting(int cases) {
            return switch (this) {
                case OVERSEER, CONTACT_POINT -> cases;
                case TRACER -> cases - (cases + WAITS_TO_BE_OPENED - 1) / WAITS_TO_BE_OPENED;
                case SHELTER -> 0;
            };
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Milliseconds until home is there, with " + cases + " cases in the ministry: medians of the repeats.");
        lines.add(String.format(Locale.ROOT, "%-44s %9s %9s", "home of", "p50", "p95"));
        for (Reader reader : Reader.values()) {
            lines.add(String.format(Locale.ROOT, "%-44s %9.1f %9.1f", reader.text, median(reader, 50), median(reader, 95)));
        }
        for (Reader reader : Reader.values()) {
            double p95 = median(reader, 95);
            lines.add(Report.verdict(cases >= TARGET_AT && p95 <= LONGEST, String.format(Locale.ROOT,
                    "home of %s with %d cases p95 at most %.0f ms with %d cases: %.1f ms", reader.text, TARGET_AT, LONGEST,
                    cases, p95)));
        }
        return lines;
    }

    private double median(Reader reader, double percent) {
        return Latencies.median(repeats.stream()
                .mapToDouble(each -> Objects.requireNonNull(each.get(reader)).percentile(percent)).toArray());
    }
}
