package org.safereturn.access.input;

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

    /** Longest name, in code points. */
    public static final int LONGEST_NAME = 200;

    private static final String NEVER_IN_A_NAME = "<>{}[]$=|\\^`~\"";
    private static final String NEVER_FIRST = "+-@,;:";

    private PlainText() {}

    /**
     * Whether the text holds only what a text needs: no NUL, no control characters but line feed and tab, no bidi
     * overrides or isolates, no lone surrogates, no noncharacters. Joiners and the zero width space of Khmer are fine.
     */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        boolean bidiControl = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return type != Character.CONTROL && type != Character.SURROGATE && !bidiControl && !nonCharacter
                && c != 0xFEFF;
    }

    /**
     * Whether the text can be the name of a person or a place: not blank, at most {@value #LONGEST_NAME} code points,
     * one line, with at least one letter, none of the characters that markup, queries and formulas are made of, and no
     * first character that a spreadsheet takes for a formula.
     */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_NAME
                && NEVER_FIRST.indexOf(text.codePointAt(0)) < 0
                && text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints().allMatch(PlainText::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        int type = Character.getType(c);
        return isPrintable(c)
                && NEVER_IN_A_NAME.indexOf(c) < 0
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * The name itself.
     *
     * @throws ProblemException with rule {@value #NOT_A_NAME} and the field's name, never the text, when it is none
     */
    public static String requireName(String field, String text) {
        if (!isName(text)) {
            throw new ProblemException(Rejection.invalid(NOT_A_NAME, "field", field));
        }
        return text;
    }
}
