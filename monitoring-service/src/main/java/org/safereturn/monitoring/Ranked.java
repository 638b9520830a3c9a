package org.safereturn.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Facts that replace each other, behind the rank that decides which of them stands: as text, the greater rank is the
 * greater text. So the store's own comparison chooses by version and never by arrival.
 *
 * @param text rank and facts, separated by bars
 */
record Ranked(String text) implements Comparable<Ranked> {

    /** Facts of a numbered version. */
    static Ranked byVersion(long version, @Nullable Object... facts) {
        return new Ranked(number(version) + "|" + joined(facts));
    }

    /** Facts that two producers may state, each with its own numbering: the later business time stands. */
    static Ranked byTime(Instant at, long version, @Nullable Object... facts) {
        return new Ranked(number(at.toEpochMilli()) + "." + number(version) + "|" + joined(facts));
    }

    /** Facts of a numbered round, within it by step, within that by business time. */
    static Ranked byStep(long round, int step, Instant at, @Nullable Object... facts) {
        return new Ranked(number(round) + "." + number(step) + "." + number(at.toEpochMilli()) + "|" + joined(facts));
    }

    /** The facts in the order they were given; an absent one is empty. */
    List<String> facts() {
        List<String> parts = new ArrayList<>(List.of(text.split("\\|", -1)));
        parts.removeFirst();
        return List.copyOf(parts);
    }

    /** The fact at this place, empty when absent. */
    String fact(int index) {
        List<String> facts = facts();
        return index < facts.size() ? facts.get(index) : "";
    }

    /** The codes listed at this place. */
    List<String> codes(int index) {
        String fact = fact(index);
        return fact.isEmpty() ? List.of() : List.of(fact.split(",", -1));
    }

    @Override
    public int compareTo(Ranked other) {
        return text.compareTo(other.text);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%019d", Math.max(0, value));
    }

    private static String joined(@Nullable Object... facts) {
        List<String> texts = new ArrayList<>();
        for (Object fact : facts) {
            texts.add(switch (fact) {
                case null -> "";
                case Iterable<?> codes -> sorted(codes);
                default -> code(fact);
            });
        }
        return String.join("|", texts);
    }

    private static String sorted(Iterable<?> codes) {
        List<String> texts = new ArrayList<>();
        codes.forEach(each -> texts.add(code(each)));
        return texts.stream().sorted().collect(Collectors.joining(","));
    }

    private static String code(Object value) {
        return value.toString().replace('|', '/').replace(',', ';');
    }
}
