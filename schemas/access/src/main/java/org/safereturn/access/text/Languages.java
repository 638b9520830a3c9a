package org.safereturn.access.text;

import java.util.List;
import java.util.Locale;

/** The languages in which people read. */
public final class Languages {

    /** Khmer. */
    public static final Locale KHMER = Locale.forLanguageTag("km");

    /** Thai. */
    public static final Locale THAI = Locale.forLanguageTag("th");

    /** All of them; the first is the one used where another is missing. */
    public static final List<Locale> ALL = List.of(Locale.ENGLISH, KHMER, THAI);

    private Languages() {
    }
}
