package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.util.stream.LongStream;

/**
 * Which of two facts of one kind stands. As text, the greater rank is the greater text, so the store's own comparison
 * chooses by version and never by arrival. All ranks of one kind of fact have as many numbers.
 *
 * @param numbers how many of the three count
 */
record Rank(long first, long second, long third, int numbers) implements Comparable<Rank> {

    private static final int DIGITS = 19;

    /** Of the lowest versions, which nearly all facts have; a rebuild holds many facts in memory. */
    private static final Rank[] LOWEST = LongStream.range(0, 16).mapToObj(version -> new Rank(version, 0, 0, 1))
            .toArray(Rank[]::new);

    /** Of facts with a numbered version. */
    static Rank byVersion(long version) {
        return version < LOWEST.length ? LOWEST[(int) Math.max(0, version)] : new Rank(version, 0, 0, 1);
    }

    /** Of facts that two producers may state, each with its own numbering: the later business time stands. */
    static Rank byTime(Instant at, long version) {
        return new Rank(Math.max(0, at.toEpochMilli()), Math.max(0, version), 0, 2);
    }

    /** Of facts of a numbered round, within it by step, within that by business time. */
    static Rank byStep(long round, int step, Instant at) {
        return new Rank(Math.max(0, round), Math.max(0, step), Math.max(0, at.toEpochMilli()), 3);
    }

    /** As the text would. */
    @Override
    public int compareTo(Rank other) {
        int byFirst = Long.compare(first, other.first);
        int bySecond = byFirst != 0 ? byFirst : Long.compare(second, other.second);
        return bySecond != 0 ? bySecond : Long.compare(third, other.third);
    }

    String text() {
        StringBuilder text = new StringBuilder(numbers * (DIGITS + 1));
        append(text, first);
        if (numbers > 1) {
            append(text.append('.'), second);
        }
        if (numbers > 2) {
            append(text.append('.'), third);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long number) {
        String digits = Long.toString(number);
        text.repeat('0', DIGITS - digits.length()).append(digits);
    }
}
