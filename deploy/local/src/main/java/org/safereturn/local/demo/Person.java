package org.safereturn.local.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A person who does not exist, with a name that says so.
 *
 * @param ownScript name in Khmer or Thai letters
 * @param romanised the same name in Latin letters
 * @param origin country of presumed nationality
 * @param careFlags special needs
 */
record Person(String ownScript, String romanised, String sex, LocalDate born, String origin, List<String> careFlags,
        @Nullable String urgency) {

    static final Person SOKHA = new Person("សុខា អ្នកសាកល្បង", "Sokha Testperson", "FEMALE", LocalDate.of(1998, 4, 2),
            "KH", List.of(), null);
    static final Person DARA = new Person("តារា គំរូ", "Dara Examplechild", "MALE", LocalDate.of(2014, 7, 19), "KH",
            List.of("CHILD"), "CHILD_ALONE");
    static final Person SAROEUN = new Person("សារឿន អ្នកសាកល្បង", "Saroeun Testperson", "MALE", LocalDate.of(1956, 1, 11),
            "KH", List.of("ELDERLY", "CHRONIC_CONDITION"), "MEDICAL");
    static final Person BOPHA = new Person("បុប្ផា គំរូ", "Bopha Sampleperson", "FEMALE", LocalDate.of(1995, 9, 23),
            "KH", List.of(), null);
    static final Person MALEE = new Person("มาลี ตัวอย่าง", "Malee Samplename", "FEMALE", LocalDate.of(2001, 12, 5), "TH",
            List.of(), null);
    static final Person SOMCHAI = new Person("สมชาย ทดสอบ", "Somchai Madeupname", "MALE", LocalDate.of(1993, 2, 28), "TH",
            List.of(), null);
    static final Person NARIN = new Person("นรินทร์ ทดสอบ", "Narin Testname", "MALE", LocalDate.of(1999, 6, 8), "TH",
            List.of(), "THREAT");

    /** Identified as a child, and eighteen since yesterday. */
    static Person turnedEighteenYesterday() {
        return new Person("វណ្ណា គំរូ", "Vanna Exampleyouth", "FEMALE", Forms.today().minusYears(18).minusDays(1), "KH",
                List.of("CHILD"), null);
    }

    /** Somebody in a crowd. */
    static Person ofSurge(int number, String origin) {
        boolean thai = origin.equals("TH");
        return new Person((thai ? "บุคคล ทดสอบ " : "បុគ្គល សាកល្បង ") + letters(number),
                "Surge Testperson " + letters(number), number % 2 == 0 ? "FEMALE" : "MALE",
                LocalDate.of(1990, 1, 1).plusDays(number % 3000), origin, List.of(), null);
    }

    boolean isChild() {
        return careFlags.contains("CHILD");
    }

    String language() {
        return origin.toLowerCase(Locale.ROOT).equals("kh") ? "km" : "th";
    }

    /** Names have no digits. */
    private static String letters(int number) {
        StringBuilder text = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            text.append((char) ('A' + rest % 26));
        }
        return text.toString();
    }
}
