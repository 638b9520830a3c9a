package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.util.Locale;

/**
 * Which of two facts of one kind stands. As text, the greater rank is the greater text, so the store's own comparison
 * chooses by version and never by arrival.
 */
record Rank(String text) {

    /** Of facts with a numbered version. */
    static Rank byVersion(long version) {
        return new Rank(number(version));
    }

    /** Of facts that two producers may state, each with its own numbering: the later business time stands. */
    static Rank byTime(Instant at, long version) {
        return new Rank(number(at.toEpochMilli()) + "." + number(version));
    }

    /** Of facts of a numbered round, within it by step, within that by business time. */
    static Rank byStep(long round, int step, Instant at) {
        return new Rank(number(round) + "." + number(step) + "." + number(at.toEpochMilli()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%019d", Math.max(0, value));
    }
}
