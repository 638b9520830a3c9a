package org.safereturn.access.names;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.names.Elements.Element;
import org.safereturn.access.names.LabelledPair.Kind;

/**
 * Makes pairs of descriptions of made-up persons, as they may come to an officer: in another script, by another table or by
 * ear, in another order, without a space, with errors, with a birth that is known less exactly. The same number of times it
 * makes the same pairs.
 */
final class MadeUpPairs {

    /** So many pairs there are. */
    static final int PAIRS = 2_000;
    /** Of ten pairs so many are of two persons. */
    private static final int DIFFERENT = 3;

    private static final List<Kind> SAME = List.of(Kind.KHMER_LATIN, Kind.KHMER_THAI, Kind.THAI_LATIN, Kind.THAI_KHMER,
            Kind.HEARD_LATIN, Kind.LATIN_LATIN, Kind.SAME_SCRIPT);
    private static final List<Kind> OTHERS = List.of(Kind.SIBLINGS, Kind.SIBLINGS, Kind.SIBLINGS, Kind.SIBLINGS, Kind.SIBLINGS,
            Kind.SAME_GIVEN, Kind.SAME_GIVEN, Kind.SAME_GIVEN, Kind.SAME_GIVEN, Kind.NAMESAKES);
    private static final List<String> TITLES_LATIN = List.of("Mr. ", "Miss ", "Ms. ");
    private static final int YOUNGEST = 2015;
    private static final int YEARS = 50;
    private static final LocalDate LAST = LocalDate.of(YOUNGEST, 12, 31);

    private final Random random;

    MadeUpPairs(long seed) {
        random = new Random(seed);
    }

    /** How a name is written down. */
    private enum Way { KHMER, THAI, LATIN }

    /**
     * Somebody who does not exist.
     *
     * @param khmer whether the name is Khmer, else Thai
     * @param family name
     * @param given name
     * @param home name used at home
     * @param born on
     * @param sex of the person
     */
    private record Person(boolean khmer, Element family, Element given, Element home, LocalDate born, Described.Sex sex) {
    }

    List<LabelledPair> all() {
        List<LabelledPair> pairs = new ArrayList<>();
        for (int at = 0; at < PAIRS; at++) {
            pairs.add(pair(random.nextBoolean(), any(at % 10 >= DIFFERENT ? SAME : OTHERS)));
        }
        return halved(pairs);
    }

    /** A made-up description, of which there are as many as one likes. */
    Described one() {
        boolean khmer = random.nextBoolean();
        return described(person(khmer), any(List.of(khmer ? Way.KHMER : Way.THAI, Way.LATIN, Way.LATIN)));
    }

    /** Each other pair of the same and of the different is held out. */
    private static List<LabelledPair> halved(List<LabelledPair> pairs) {
        int[] counts = new int[2];
        return pairs.stream().map(pair -> new LabelledPair(counts[pair.same() ? 1 : 0]++ % 2 == 1, pair.kind(), pair.same(),
                pair.one(), pair.other())).toList();
    }

    private LabelledPair pair(boolean khmer, Kind kind) {
        return switch (kind) {
            case KHMER_LATIN -> one(person(true), kind, Way.KHMER, Way.LATIN);
            case KHMER_THAI -> one(person(true), kind, Way.THAI, Way.KHMER);
            case THAI_LATIN -> one(person(false), kind, Way.LATIN, Way.THAI);
            case THAI_KHMER -> one(person(false), kind, Way.KHMER, Way.THAI);
            case HEARD_LATIN -> one(person(true), kind, Way.THAI, Way.LATIN);
            case LATIN_LATIN -> one(person(khmer), kind, Way.LATIN, Way.LATIN);
            case SAME_SCRIPT -> one(person(khmer), kind, khmer ? Way.KHMER : Way.THAI, khmer ? Way.KHMER : Way.THAI);
            case SIBLINGS, SAME_GIVEN, NAMESAKES -> two(person(khmer), kind);
        };
    }

    private LabelledPair one(Person person, Kind kind, Way way, Way other) {
        return new LabelledPair(false, kind, true, described(person, way), described(person, other));
    }

    private LabelledPair two(Person person, Kind kind) {
        Person fresh = person(person.khmer);
        Person other = switch (kind) {
            case SIBLINGS -> new Person(person.khmer, person.family, sibling(person.given, fresh.given, person.khmer), fresh.home,
                    early(person.born.plusDays(270 + random.nextInt(2_000))), fresh.sex);
            case SAME_GIVEN -> new Person(person.khmer, fresh.family, person.given, fresh.home, fresh.born, person.sex);
            default -> new Person(person.khmer, person.family, person.given, fresh.home,
                    early(person.born.plusYears(4 + random.nextInt(20))), person.sex);
        };
        Way own = person.khmer ? Way.KHMER : Way.THAI;
        return new LabelledPair(false, kind, false, described(person, any(List.of(own, Way.LATIN, Way.THAI))),
                described(other, any(List.of(own, Way.LATIN))));
    }

    /** Children of one family often have names that begin alike. */
    private Element sibling(Element given, Element fresh, boolean khmer) {
        if (khmer || !chance(30) || given.read().size() < 2) {
            return fresh.spelt().equals(given.spelt()) ? sibling(given, person(khmer).given, khmer) : fresh;
        }
        Element other = any(Elements.thaiFront()).with(any(Elements.thaiBack()));
        return other.spelt().equals(given.spelt()) ? sibling(given, fresh, khmer) : other;
    }

    private static LocalDate early(LocalDate day) {
        return day.isAfter(LAST) ? LAST : day;
    }

    private Person person(boolean khmer) {
        Element family = khmer ? any(Elements.khmerFamily())
                : any(Elements.thaiFamily()).with(any(Elements.thaiFamily()));
        if (!khmer && chance(40)) {
            family = family.with(any(Elements.thaiFamily()));
        }
        Element given = khmer ? any(Elements.khmerGiven()) : any(Elements.thaiFront()).with(any(Elements.thaiBack()));
        if (khmer && chance(15)) {
            given = given.with(any(Elements.khmerHome()));
        }
        return new Person(khmer, family, given, any(khmer ? Elements.khmerHome() : Elements.thaiHome()),
                LocalDate.of(YOUNGEST - random.nextInt(YEARS), 1, 1).plusDays(random.nextInt(365)),
                random.nextBoolean() ? Described.Sex.FEMALE : Described.Sex.MALE);
    }

    private Described described(Person person, Way way) {
        List<String> names = new ArrayList<>();
        names.add(written(person, way));
        if (way != Way.LATIN && chance(20)) {
            names.add(written(person, Way.LATIN));
        }
        List<String> nicknames = chance(25) ? List.of(part(person.home, person.khmer, way)) : List.of();
        Described.Sex other = person.sex == Described.Sex.FEMALE ? Described.Sex.MALE : Described.Sex.FEMALE;
        return new Described(names, nicknames, birth(person.born), chance(95) ? chance(99) ? person.sex : other : null);
    }

    private String written(Person person, Way way) {
        String family = part(person.family, person.khmer, way);
        String given = part(person.given, person.khmer, way);
        boolean familyFirst = person.khmer != chance(25);
        if (chance(4)) {
            return given;
        }
        boolean joined = way == Way.LATIN ? chance(3) : chance(12);
        String name = (familyFirst ? family : given) + (joined ? "" : " ") + (familyFirst ? given : family);
        String typed = chance(12) ? mistyped(name, way) : name;
        String unseen = way != Way.LATIN && chance(8) ? typed.charAt(0) + "\u200B" + typed.substring(1) : typed;
        return way == Way.LATIN && chance(6) ? any(TITLES_LATIN) + unseen
                : way == Way.THAI && chance(8) ? any(List.of("นาย", "นางสาว", "น.ส.")) + unseen : unseen;
    }

    private String part(Element element, boolean khmer, Way way) {
        return switch (way) {
            case LATIN -> latin(element, khmer);
            case KHMER -> khmer ? element.spelt() : element.read().stream()
                    .map(syllable -> KhmerTable.byEar(ThaiTable.read(syllable), random)).collect(Collectors.joining());
            case THAI -> khmer ? element.read().stream()
                    .map(syllable -> ThaiTable.byEar(KhmerTable.read(syllable), random)).collect(Collectors.joining())
                    : element.spelt();
        };
    }

    /** By the table, or as people write it. */
    private String latin(Element element, boolean khmer) {
        String table = element.read().stream().map(syllable -> khmer ? KhmerTable.romanised(syllable)
                : ThaiTable.romanised(ThaiTable.read(syllable))).collect(Collectors.joining());
        String written = table;
        if (chance(65)) {
            for (String habit : khmer ? KhmerTable.habits() : ThaiTable.habits()) {
                String[] both = habit.split(">", -1);
                written = chance(25) ? written.replaceFirst(both[0], both[1]) : written;
            }
        }
        return written.isEmpty() ? written : Character.toUpperCase(written.charAt(0)) + written.substring(1);
    }

    /** One letter is missing, twice there, another one, or in the place of the next. */
    private String mistyped(String name, Way way) {
        int at = 1 + random.nextInt(name.length() - 2);
        if (name.charAt(at) == ' ' || name.charAt(at + 1) == ' ') {
            return name;
        }
        String before = name.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> before + name.substring(at + 1);
            case 1 -> before + name.charAt(at) + name.substring(at);
            case 2 -> before + (way == Way.LATIN ? Character.toString('a' + random.nextInt(26)) : "") + name.substring(at + 1);
            default -> before + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    private @Nullable Birth birth(LocalDate born) {
        int year = born.getYear() + (chance(3) ? random.nextBoolean() ? 1 : -1 : 0);
        int kind = random.nextInt(100);
        if (kind < 40) {
            return new Birth(born.withYear(year), born.withYear(year), false);
        }
        if (kind < 70) {
            return Birth.around(year, 0);
        }
        if (kind < 73) {
            return Birth.around(year + Birth.BUDDHIST_ERA, 0);
        }
        return kind < 87 ? Birth.around(year + random.nextInt(5) - 2, 3) : null;
    }

    private boolean chance(int ofHundred) {
        return random.nextInt(100) < ofHundred;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    static Stream<String> lines(List<LabelledPair> pairs) {
        return Stream.concat(Stream.of(LabelledPair.HEAD), pairs.stream().map(LabelledPair::line));
    }
}
