package org.safereturn.pages.form;

import java.util.Locale;

/** The reference of a case as somebody typed or copied it. */
public final class TypedReference {

    /** Behind the name of a field that chooses a case: the reference of another one. */
    static final String TYPED = ".typed";

    private static final int DIGITS = 32;

    private TypedReference() {
    }

    /** As the API writes it, from one with spaces, in capitals or without dashes; what was typed where it is none. */
    public static String of(String typed) {
        String digits = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return digits.length() == DIGITS ? digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5") : digits;
    }
}
