package org.safereturn.access.input;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name as it is compared with others: what looks the same is the same, however it was typed. Compatibility forms, case,
 * diacritics of Latin letters, characters that are not seen, punctuation and titles make no difference; in Khmer and Thai
 * neither does the order in which the marks of a letter were typed. Nothing is guessed beyond that: a name that is spelt
 * otherwise, or written in another script, is another name.
 *
 * @param parts what stands between spaces and punctuation, in its order, the first {@value #MOST_PARTS}; empty for a text
 *     without a letter
 */
public record NameForms(List<String> parts) {

    /** Number of these rules: one more whenever a name gets another form, so that what was made of forms is made anew. */
    public static final int VERSION = 1;

    /** Most parts of a name. */
    public static final int MOST_PARTS = 12;

    /** Of so many parts every order is tried when they are written without spaces. */
    private static final int MOST_TURNED = 3;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Map<String, String> LETTERS = Map.of("đ", "d", "ø", "o", "ł", "l", "ı", "i", "æ", "ae", "œ", "oe");
    private static final Pattern LETTER = Pattern.compile(String.join("|", LETTERS.keySet()));

    private static final Pattern THAI_MARKS = Pattern.compile("[\\u0E31\\u0E34-\\u0E3A\\u0E47-\\u0E4E]+");
    private static final Comparator<Integer> THAI_ORDER =
            Comparator.comparingInt(NameForms::thaiRank).thenComparing(Comparator.naturalOrder());

    private static final int COENG = 0x17D2;
    private static final int COENG_RO = 0x179A;
    private static final Pattern KHMER_CLUSTER = Pattern.compile(
            "([\\u1780-\\u17B3])((?:\\u17D2[\\u1780-\\u17B3]|[\\u17B6-\\u17D3\\u17DD])+)");
    private static final Pattern KHMER_MARK = Pattern.compile("\\u17D2[\\u1780-\\u17B3]|[\\u17B6-\\u17D3\\u17DD]");
    private static final Comparator<String> KHMER_ORDER =
            Comparator.comparingInt(NameForms::khmerRank).thenComparing(Comparator.naturalOrder());

    private static final Pattern SHORT_TITLE = Pattern.compile("(?<![\\p{L}\\p{M}])(?:น\\.ส\\.|ด\\.ช\\.|ด\\.ญ\\.)");
    /** Thai titles stand before the name without a space; the longer ones first. */
    private static final List<String> JOINED_TITLES = forms("เด็กหญิง", "เด็กชาย", "นางสาว", "นาย", "นาง");
    private static final List<String> TITLES = Stream.concat(JOINED_TITLES.stream(),
            forms("mr", "mrs", "ms", "miss", "dr", "លោក", "លោកស្រី", "អ្នកស្រី").stream()).toList();

    /** Keeps its own copy. */
    public NameForms {
        parts = List.copyOf(parts);
    }

    /** The forms of a name. */
    public static NameForms of(String name) {
        List<String> words = BETWEEN.splitAsStream(SHORT_TITLE.matcher(plain(name)).replaceAll(" "))
                .filter(word -> word.codePoints().anyMatch(Character::isLetter)).limit(MOST_PARTS).toList();
        List<String> named = words.stream().filter(word -> !TITLES.contains(word)).toList();
        return new NameForms((named.isEmpty() ? words : named).stream().map(NameForms::untitled).toList());
    }

    /** What persons with any of these names are found by: each part, and each name without its spaces. */
    public static Set<String> kept(Collection<String> names) {
        Set<String> kept = new LinkedHashSet<>();
        names.stream().map(NameForms::of).filter(forms -> !forms.parts.isEmpty()).forEach(forms -> {
            kept.addAll(forms.parts);
            kept.add(String.join("", forms.parts));
        });
        return kept;
    }

    /** The name without its spaces, of at most {@value #MOST_TURNED} parts in every order. */
    public Set<String> wholes() {
        Set<String> wholes = new LinkedHashSet<>();
        if (parts.size() > MOST_TURNED) {
            wholes.add(String.join("", parts));
        } else if (!parts.isEmpty()) {
            turn("", parts, wholes);
        }
        return wholes;
    }

    /** Whether this name means somebody with these {@linkplain #kept kept} forms: all its parts in any order, or the whole. */
    public boolean isOf(Set<String> kept) {
        return !parts.isEmpty() && (kept.containsAll(parts) || wholes().stream().anyMatch(kept::contains));
    }

    private static void turn(String begun, List<String> left, Set<String> wholes) {
        if (left.isEmpty()) {
            wholes.add(begun);
        }
        for (int at = 0; at < left.size(); at++) {
            List<String> rest = new ArrayList<>(left);
            turn(begun + rest.remove(at), rest, wholes);
        }
    }

    private static List<String> forms(String... titles) {
        return Stream.of(titles).map(NameForms::plain).toList();
    }

    private static String plain(String text) {
        String split = Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder seen = new StringBuilder(split.length());
        Normalizer.normalize(split, Normalizer.Form.NFKD).codePoints().filter(c -> !PlainText.isNeverSeen(c) && !isDiacritic(c))
                .forEach(seen::appendCodePoint);
        return khmer(thai(LETTER.matcher(seen).replaceAll(found -> LETTERS.getOrDefault(found.group(), ""))));
    }

    /** What is put on letters of any script; the marks of Khmer and Thai are of theirs. */
    private static boolean isDiacritic(int c) {
        int type = Character.getType(c);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK)
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
    }

    /** Sara am is nikhahit and sara aa by now. A vowel comes before the tone, the tone before nikhahit, each once. */
    private static String thai(String text) {
        String ordered = THAI_MARKS.matcher(text).replaceAll(marks -> marks.group().chars().boxed().distinct().sorted(THAI_ORDER)
                .map(mark -> Character.toString(mark)).collect(Collectors.joining()));
        return ordered.replace("เเ", "แ");
    }

    private static int thaiRank(int mark) {
        return mark >= 0x0E48 && mark <= 0x0E4B ? 1 : mark == 0x0E4C ? 2 : mark == 0x0E4D ? 3 : mark == 0x0E4E ? 4 : 0;
    }

    /**
     * The letters below, of which ro is last, then what shifts the register, the vowel, the signs, each once. Letters that
     * Unicode advises against become those it advises. A da below looks like a ta below, and two vowels are made of two
     * others.
     */
    private static String khmer(String text) {
        String advised = text.replace("\u17A3", "\u17A2").replace("\u17A4", "\u17A2\u17B6").replace("\u17D3", "\u17C6")
                .replace("\u17D2\u178A", "\u17D2\u178F");
        return KHMER_CLUSTER.matcher(advised).replaceAll(cluster -> Matcher.quoteReplacement(cluster.group(1)
                + KHMER_MARK.matcher(cluster.group(2)).results().map(mark -> mark.group()).distinct().sorted(KHMER_ORDER)
                        .collect(Collectors.joining()).replace("\u17B8\u17C1", "\u17BE").replace("\u17B6\u17C1", "\u17C4")));
    }

    private static int khmerRank(String mark) {
        int first = mark.codePointAt(0);
        if (first == COENG && mark.length() > 1) {
            return mark.codePointAt(1) == COENG_RO ? 2 : 1;
        }
        if (first == 0x17C9 || first == 0x17CA) {
            return 3;
        }
        return first >= 0x17B6 && first <= 0x17C5 ? 4 : first == 0x17CC ? 0 : 5;
    }

    private static String untitled(String word) {
        return JOINED_TITLES.stream().filter(title -> word.startsWith(title) && isName(word.substring(title.length())))
                .findFirst().map(title -> word.substring(title.length())).orElse(word);
    }

    private static boolean isName(String rest) {
        return !rest.isEmpty() && Character.isLetter(rest.codePointAt(0))
                && rest.codePoints().filter(Character::isLetter).limit(2).count() == 2;
    }
}
