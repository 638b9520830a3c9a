package org.safereturn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What happened after a receiver came back.
 *
 * @param events that had waited for it
 * @param made seconds in which the sender had made them
 * @param drained seconds from the receiver's start until it had read all of them
 * @param answers milliseconds until each new referral was accepted meanwhile, from the time when it was due
 * @param wrong cases that are not as their sender sent them, in words
 */
@SuppressWarnings("ArrayRecordComponent") // measurements, handed on once and never compared
record BacklogReport(int events, double made, double drained, double[] answers, List<String> wrong) {

    private static final double LONGEST_DRAIN = 120;
    private static final double LONGEST_ANSWER = 2000;

    /** Keeps its own copy of the list. */
    BacklogReport {
        wrong = List.copyOf(wrong);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT,
                "%d events waited; the sender had made them at %.0f/s, the receiver took them at %.0f/s.", events,
                events / made, events / drained));
        lines.add(Report.verdict(drained <= LONGEST_DRAIN, String.format(Locale.ROOT,
                "all that waited is taken in within %.0f s of the start: %.1f s", LONGEST_DRAIN, drained)));
        lines.add(Report.verdict(wrong.isEmpty(), String.format(Locale.ROOT,
                "every case is complete and in its last state: %d are not%s", wrong.size(),
                wrong.isEmpty() ? "" : ", the first: " + wrong.getFirst())));
        if (answers.length == 0) {
            lines.add(Report.verdict(false, "no new referral was sent meanwhile"));
        } else {
            double p99 = new Latencies(answers).percentile(99);
            lines.add(Report.verdict(p99 <= LONGEST_ANSWER, String.format(Locale.ROOT,
                    "new referrals at 5/s meanwhile accepted within %.0f ms at p99: %.0f ms of %d", LONGEST_ANSWER, p99,
                    answers.length)));
        }
        return lines;
    }

    /** What is wrong with a case at the receiver; empty when nothing is. */
    static Optional<String> fault(@Nullable Document stored, @Nullable String expected) {
        if (stored == null) {
            return Optional.of("a case is missing");
        }
        Document state = stored.get("state", Document.class);
        if (state == null) {
            return Optional.of("a case holds messages only");
        }
        if (!stored.getList("held", Document.class, List.of()).isEmpty()) {
            return Optional.of("a message waits for its predecessor");
        }
        return state.getString("state").equals(expected) ? Optional.empty()
                : Optional.of("a case is " + state.getString("state") + " and not " + expected);
    }
}
