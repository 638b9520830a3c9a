package org.safereturn.pages.form;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A year as somebody typed it, in digits of any of the scripts, which may be of the Buddhist era. */
final class TypedYear {

    /** Behind the name of a day of birth: what the officer answered about its year. */
    static final String ERA = ".era";
    /** The answer that it is not of the Buddhist era; the answer that it is, is the year itself, and no other year is meant. */
    static final String NO = "no";

    /** Of the Buddhist era is what no year of a case can otherwise be. */
    private static final int BUDDHIST_FROM = 2_400;
    private static final int BUDDHIST_AHEAD = 543;

    private TypedYear() {
    }

    /** The year of a day or a month with this name; empty where it is no number. */
    static OptionalInt of(Map<String, List<String>> entered, String name) {
        List<String> years = entered.getOrDefault(name + ".year", List.of());
        try {
            return years.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(years.getFirst().strip()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    static boolean maybeBuddhist(int year) {
        return year >= BUDDHIST_FROM;
    }

    /** The year of the common era that is meant. */
    static int gregorian(int year) {
        return maybeBuddhist(year) ? year - BUDDHIST_AHEAD : year;
    }
}
