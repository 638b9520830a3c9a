package org.safereturn.access.input;

import java.text.Normalizer;
import java.util.Arrays;

import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;

/**
 * The rules for the characters of a text. Texts are data and are always escaped where they are shown, so markup in a
 * remark is carried as it is; a <em>name</em> is stricter, because names travel to lists, printed forms and
 * spreadsheets of the other ministry, and no name in Khmer, Thai or Latin script needs what is refused here.
 */
public final class PlainText {

    /** Rule id of a text that cannot be a name. */
    public static final String NOT_A_NAME = "text-not-a-name";

    /** Rule id of a romanised name with other letters. */
    public static final String NOT_IN_LATIN_LETTERS = "name-not-in-latin-letters";

    /** Longest name, in code points. */
    public static final int LONGEST_NAME = 200;

    private static final String NEVER_IN_A_NAME = "<>{}[]$=|\\^`~\"";
    private static final String NEVER_FIRST = "+-@,;:\uFF0B\uFF0D\uFF20\uFF1D\u2212";
    /** The most that stand on one letter; a Khmer cluster has five. */
    private static final int MOST_MARKS = 6;
    private static final String IN_A_ROMANISED_NAME = " -\u2010\u2011'\u2018\u2019\u02BC.";
    private static final int FIRST_BEYOND_LATIN = 0x0250;
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /**
     * Whether the text holds only what a text needs: no NUL, no control characters but line feed and tab, no bidi
     * overrides or isolates, no lone surrogates, no noncharacters. Joiners and the zero width space of Khmer are fine.
     */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    }

    /**
     * The text as it is kept: composed (NFC), every kind of space a plain one, nothing blank or without width at its ends,
     * and nothing without width where it changes nothing: beside a blank, between Latin letters, or twice. What looks the same
     * is the same then.
     */
    public static String normal(String text) {
        String plain = Normalizer.normalize(needed(text.codePoints().toArray()), Normalizer.Form.NFC);
        int end = plain.length();
        while (end > 0 && isEdge(plain.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && isEdge(plain.charAt(start))) {
            start++;
        }
        return plain.substring(start, end);
    }

    /** Without what has no width and changes nothing; with plain blanks. */
    private static String needed(int[] text) {
        StringBuilder needed = new StringBuilder(text.length);
        int at = 0;
        while (at < text.length) {
            int end = at;
            while (end < text.length && isWithoutWidth(text[end])) {
                end++;
            }
            if (end == at) {
                needed.appendCodePoint(Character.getType(text[at]) == Character.SPACE_SEPARATOR ? ' ' : text[at]);
                at++;
            } else {
                if (at > 0 && end < text.length && joinsOrParts(text[at - 1], text[end])) {
                    Arrays.stream(text, at, end).distinct().forEach(needed::appendCodePoint);
                }
                at = end;
            }
        }
        return needed.toString();
    }

    /** Whether something without width changes anything between these. */
    private static boolean joinsOrParts(int before, int after) {
        return !isBlank(before) && !isBlank(after) && !(isWestern(before) && isWestern(after));
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Latin letters, their marks, and what stands on the same keyboards. */
    private static boolean isWestern(int c) {
        return c < FIRST_BEYOND_LATIN || Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN || isSharedMark(c);
    }

    /** A mark that is put on letters of any script. */
    private static boolean isSharedMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
    }

    private static boolean isEdge(char c) {
        return Character.isWhitespace(c) || isWithoutWidth(c);
    }

    /** The zero width space, which Khmer and Thai put between words, and the joiners. */
    private static boolean isWithoutWidth(int c) {
        return c >= ZERO_WIDTH_SPACE && c <= ZERO_WIDTH_JOINER;
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        boolean bidiControl = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return type != Character.CONTROL && type != Character.SURROGATE && !bidiControl && !nonCharacter
                && c != 0xFEFF;
    }

    /**
     * Whether the text can be the name of a person or a place, blanks at its ends apart: at most {@value #LONGEST_NAME}
     * code points, one line, with at least one letter that is seen, none of the characters that markup, queries and
     * formulas are made of, none without a shape but those that Khmer and Thai need, no more marks on a letter than a
     * script has, and no first character that a spreadsheet takes for a formula.
     */
    public static boolean isName(String text) {
        String name = normal(text);
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && NEVER_FIRST.indexOf(name.codePointAt(0)) < 0
                && !isMark(name.codePointAt(0))
                && name.codePoints().anyMatch(Character::isLetter)
                && name.codePoints().allMatch(PlainText::isNameCharacter)
                && mostMarks(name) <= MOST_MARKS;
    }

    /** Whether the text holds nothing but Latin letters with marks, blanks, hyphens, apostrophes and full stops. */
    public static boolean isRomanised(String text) {
        return normal(text).codePoints().allMatch(c -> IN_A_ROMANISED_NAME.indexOf(c) >= 0 || isSharedMark(c)
                || (Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN));
    }

    private static int mostMarks(String name) {
        int most = 0;
        int marks = 0;
        for (int c : name.codePoints().toArray()) {
            marks = isMark(c) || isWithoutWidth(c) ? marks + 1 : 0;
            most = Math.max(most, marks);
        }
        return most;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** What is not seen at all, whether or not a name may hold it. */
    static boolean isNeverSeen(int c) {
        return isShapeless(c) || isWithoutWidth(c);
    }

    /** What is never seen, though Unicode calls some of it a letter. */
    private static boolean isShapeless(int c) {
        return (Character.getType(c) == Character.FORMAT && !isWithoutWidth(c))
                || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x2800 || c == 0x3164
                || c == 0xFFA0 || (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static boolean isNameCharacter(int c) {
        int type = Character.getType(c);
        return isPrintable(c)
                && NEVER_IN_A_NAME.indexOf(c) < 0
                && !isShapeless(c)
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * The name, in its {@linkplain #normal normal form}.
     *
     * @throws ProblemException with rule {@value #NOT_A_NAME} and the field's name, never the text, when it is none
     */
    public static String requireName(String field, String text) {
        if (!isName(text)) {
            throw new ProblemException(Rejection.invalid(NOT_A_NAME, "field", field));
        }
        return normal(text);
    }
}
