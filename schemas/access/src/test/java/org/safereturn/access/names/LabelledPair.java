package org.safereturn.access.names;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.time.PartialDay;

/**
 * Two descriptions, and whether they are of one person.
 *
 * @param heldOut whether nobody looked at it while the comparison was made
 * @param kind of what it tries
 * @param same whether it is one person
 * @param one description
 * @param other description
 */
record LabelledPair(boolean heldOut, Kind kind, boolean same, Described one, Described other) {

    /** The first line of the file. */
    static final String HEAD = "half,kind,same,names,nicknames,birth,sex,other names,other nicknames,other birth,other sex";

    private static final String BETWEEN = "|";
    private static final String AROUND = "~";

    /** What a pair tries. */
    enum Kind {
        /** A Khmer name and its Latin letters. */
        KHMER_LATIN,
        /** A Khmer name and what a Thai officer heard. */
        KHMER_THAI,
        /** A Thai name and its Latin letters. */
        THAI_LATIN,
        /** A Thai name and what a Khmer officer heard. */
        THAI_KHMER,
        /** What a Thai officer heard, and Latin letters from Cambodia. */
        HEARD_LATIN,
        /** Two habits of Latin letters. */
        LATIN_LATIN,
        /** One script, typed twice. */
        SAME_SCRIPT,
        /** Two persons with one family name. */
        SIBLINGS,
        /** Two persons with one given name. */
        SAME_GIVEN,
        /** Two persons with all names the same. */
        NAMESAKES
    }

    String line() {
        return String.join(",", heldOut ? "HELD_OUT" : "TUNING", kind.name(), same ? "same" : "different", fields(one),
                fields(other));
    }

    static LabelledPair of(String line) {
        String[] fields = line.split(",", -1);
        return new LabelledPair(fields[0].equals("HELD_OUT"), Kind.valueOf(fields[1]), fields[2].equals("same"),
                described(fields, 3), described(fields, 7));
    }

    private static String fields(Described said) {
        return String.join(",", texts(said.names()), texts(said.nicknames()), birth(said.birth()),
                said.sex() == null ? "" : said.sex().name());
    }

    private static Described described(String[] fields, int from) {
        return new Described(texts(fields[from]), texts(fields[from + 1]), birth(fields[from + 2]),
                fields[from + 3].isEmpty() ? null : Described.Sex.valueOf(fields[from + 3]));
    }

    private static String texts(List<String> texts) {
        return String.join(BETWEEN, texts).codePoints().mapToObj(c -> Character.getType(c) == Character.FORMAT
                ? "\\u%04X".formatted(c) : Character.toString(c)).collect(Collectors.joining());
    }

    private static List<String> texts(String field) {
        return field.isEmpty() ? List.of() : Stream.of(field.split("[|]", -1))
                .map(text -> text.replace("\\u200B", "\u200B").replace("\\u200D", "\u200D")).toList();
    }

    private static String birth(@Nullable Birth birth) {
        if (birth == null) {
            return "";
        }
        if (birth.first().equals(birth.last())) {
            return birth.first().toString();
        }
        int years = (birth.last().getYear() - birth.first().getYear()) / 2;
        return birth.first().getYear() + years + (birth.estimated() ? AROUND + years : "");
    }

    private static @Nullable Birth birth(String field) {
        if (field.isEmpty()) {
            return null;
        }
        if (field.contains("-")) {
            return Birth.of(PartialDay.exact(LocalDate.parse(field)));
        }
        String[] parts = field.split(AROUND, -1);
        return Birth.around(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }
}
