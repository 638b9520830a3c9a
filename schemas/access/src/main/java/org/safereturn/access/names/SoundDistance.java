package org.safereturn.access.names;

import java.util.Arrays;

/** How much two sounds differ: what is often taken for each other counts little, and so do vowels. */
final class SoundDistance {

    private static final String LETTERS = "kctdpbfmnñŋyrlwshaeiouəɯ";
    private static final String VOWELS = "aeiouəɯ";
    private static final double VOWEL = 0.2;
    private static final double OTHER = 1;

    private static final double[][] TURNED = new double[LETTERS.length()][LETTERS.length()];
    private static final double[] MISSING = new double[LETTERS.length()];
    private static final double[] WEIGHT = new double[LETTERS.length()];

    static {
        for (int one = 0; one < LETTERS.length(); one++) {
            Arrays.fill(TURNED[one], OTHER);
            boolean vowel = isVowel(one);
            MISSING[one] = vowel ? 0.12 : OTHER;
            WEIGHT[one] = vowel ? VOWEL : OTHER;
            for (int other = 0; vowel && other < LETTERS.length(); other++) {
                TURNED[one][other] = isVowel(other) ? 0.16 : OTHER;
            }
            TURNED[one][one] = 0;
        }
        alike(0.1, "td", "pb", "ñy", "pf", "əe", "əɯ", "ou", "ei", "aə", "ɯu", "oa");
        alike(0.2, "bf", "rl", "yi", "wu", "wo");
        alike(0.35, "nñ", "nŋ", "ny");
        alike(0.5, "mn", "cs", "ts", "ln", "sh", "ct", "dl", "bw", "fw", "cy");
        alike(0.7, "kŋ", "rn", "mŋ", "hk", "cd", "dr", "dn", "bm", "pw");
        missing(0.35, "h");
        missing(0.5, "rywñ");
        missing(0.7, "lŋt");
    }

    private SoundDistance() {}

    /** From 0 for nothing in common to 1 for the same. */
    static double likeness(String one, String other) {
        double most = Math.max(weight(one), weight(other));
        return most == 0 ? 0 : Math.max(0, 1 - distance(one, other) / most);
    }

    private static double distance(String one, String other) {
        double[] above = new double[other.length() + 1];
        double[] row = new double[other.length() + 1];
        for (int to = 1; to <= other.length(); to++) {
            above[to] = above[to - 1] + MISSING[index(other.charAt(to - 1))];
        }
        for (int from = 1; from <= one.length(); from++) {
            int left = index(one.charAt(from - 1));
            row[0] = above[0] + MISSING[left];
            for (int to = 1; to <= other.length(); to++) {
                int right = index(other.charAt(to - 1));
                row[to] = Math.min(above[to - 1] + TURNED[left][right],
                        Math.min(above[to] + MISSING[left], row[to - 1] + MISSING[right]));
            }
            double[] done = row;
            row = above;
            above = done;
        }
        return above[other.length()];
    }

    private static double weight(String sound) {
        double weight = 0;
        for (int at = 0; at < sound.length(); at++) {
            weight += WEIGHT[index(sound.charAt(at))];
        }
        return weight;
    }

    /** Of a letter that no rule makes, that of the vowel which counts least. */
    private static int index(char letter) {
        int index = LETTERS.indexOf(letter);
        return index < 0 ? LETTERS.length() - 1 : index;
    }

    private static boolean isVowel(int letter) {
        return VOWELS.indexOf(LETTERS.charAt(letter)) >= 0;
    }

    private static void alike(double cost, String... pairs) {
        for (String pair : pairs) {
            int one = LETTERS.indexOf(pair.charAt(0));
            int other = LETTERS.indexOf(pair.charAt(1));
            TURNED[one][other] = cost;
            TURNED[other][one] = cost;
        }
    }

    private static void missing(double cost, String letters) {
        letters.chars().map(LETTERS::indexOf).forEach(letter -> MISSING[letter] = cost);
    }
}
