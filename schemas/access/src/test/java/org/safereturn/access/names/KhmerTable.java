package org.safereturn.access.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.safereturn.access.names.ThaiTable.entry;
import static org.safereturn.access.names.ThaiTable.letters;
import static org.safereturn.access.names.ThaiTable.pairs;

/**
 * Khmer syllables that are spelt regularly: read, romanised by the table of UNGEGN and BGN/PCGN without its diacritics, and
 * written by ear. It serves the made-up pairs only and shares nothing with what is tested.
 */
final class KhmerTable {

    private static final Pattern SPELT = Pattern.compile("(?<c>[ក-អ])(?<x>[៉៊])?(?<s>(?:្[ក-អ])*)"
            + "(?<v>ុំ|ាំ|[\u17B6-\u17C6])?(?<f>[ក-អ])?(?<b>់)?");
    private static final String FIRST_SERIES = "កខចឆដឋណតថបផសហឡអ";

    private static final Map<String, String> ONSETS = letters("កគ", "k", "ខឃ", "kh", "ង", "ŋ", "ចជ", "c", "ឆឈ", "ch", "ញ", "ɲ",
            "ដឌ", "d", "ឋថធឍ", "th", "តទ", "t", "ណន", "n", "ប", "b", "ផភ", "ph", "ព", "p", "ម", "m", "យ", "y", "រ", "r", "លឡ",
            "l", "វ", "w", "ស", "s", "ហ", "h", "អ", "");
    private static final Map<String, String> CODAS = letters("កខគឃ", "k", "ង", "ŋ", "ចជឆ", "c", "ញ", "ɲ", "ដតថទធ", "t", "ណន",
            "n", "បផពភ", "p", "ម", "m", "យ", "y", "រ", "r", "ល", "l", "វ", "w", "ស", "s");
    /** By the first series and by the second. */
    private static final Map<String, String> VOWELS = pairs("", "ɔ oː", "ា", "aː ia", "ិ", "e i", "ី", "əy iː", "ឹ", "ə ɯ", "ឺ",
            "əː ɯː", "ុ", "o u", "ូ", "ou uː", "ួ", "ua ua", "ើ", "aə əː", "ឿ", "ɯa ɯa", "ៀ", "ia ia", "េ", "eː eː", "ែ",
            "ɛː ɛː", "ៃ", "ai əy", "ោ", "ao oː", "ៅ", "au əw", "ុំ", "om um", "ំ", "om um", "ាំ", "am oam");
    /** The same two, as the table writes them. */
    private static final Map<String, String> TABLE = pairs("", "a o", "ា", "a ea", "ិ", "e i", "ី", "ei i", "ឹ", "oe oe", "ឺ",
            "oe oe", "ុ", "o u", "ូ", "o u", "ួ", "uo uo", "ើ", "aeu eu", "ឿ", "oea oea", "ៀ", "ie ie", "េ", "e e", "ែ", "e e",
            "ៃ", "ai ey", "ោ", "ao ou", "ៅ", "au ov", "ុំ", "om um", "ំ", "am um", "ាំ", "am oam");
    private static final Map<String, String> TABLE_ONSETS = pairs("ក", "k", "ខ", "kh", "គ", "k", "ឃ", "kh", "ង", "ng",
            "ច", "ch", "ឆ", "chh", "ជ", "ch", "ឈ", "chh", "ញ", "nh", "ដ", "d", "ឋ", "th", "ឌ", "d", "ណ", "n", "ត", "t",
            "ថ", "th", "ទ", "t", "ធ", "th", "ន", "n",
            "ប", "b", "ផ", "ph", "ព", "p", "ភ", "ph", "ម", "m", "យ", "y", "រ", "r", "ល", "l", "វ", "v",
            "ស", "s", "ហ", "h", "ឡ", "l", "អ", "");

    private static final Map<String, String> EAR_ONSETS = pairs("k", "ក", "kh", "ខ", "ŋ", "ង", "c", "ច", "ch", "ឆ", "y", "យ", "d",
            "ដ", "t", "ត", "th", "ថ", "n", "ន", "b", "ប", "p", "ប៉", "ph", "ផ", "f", "ហ្វ", "m", "ម", "r", "រ", "l", "ល", "w",
            "វ", "s", "ស", "h", "ហ", "", "អ");
    private static final Map<String, String> EAR_CODAS = pairs("k", "ក", "t", "ត", "p", "ប", "n", "ន", "m", "ម", "ŋ", "ង",
            "y", "យ", "w", "វ", "", "");
    private static final Map<String, String> EAR_VOWELS = pairs("a", "Oា OាF់", "aː", "Oា OាF", "am", "Oាំ Oាំ", "i", "Oិ OិF",
            "iː", "Oី OីF", "ɯ", "Oឹ OឹF", "ɯː", "Oឺ OឺF", "u", "Oុ OុF", "uː", "Oូ OូF", "e", "Oេ OេF", "eː", "Oេ OេF",
            "ɛ", "Oែ OែF",
            "ɛː", "Oែ OែF", "o", "Oុ OុF", "oː", "Oោ OោF", "ɔ", "Oោ OF", "ɔː", "Oោ OF", "əː", "Oើ OើF", "əːy", "Oើយ Oើយ", "ia",
            "Oៀ OៀF", "ɯa", "Oឿ OឿF", "ua", "Oួ OួF", "ai", "Oៃ Oៃ", "ao", "Oៅ Oៅ");

    private KhmerTable() {}

    static Syllable read(String spelt) {
        Matcher found = matched(spelt);
        List<String> onset = new ArrayList<>();
        String first = group(found, "c");
        String below = group(found, "s").replace("្", "");
        boolean hard = first.equals("ប") && (group(found, "x").equals("៉") || !below.isEmpty());
        onset.add(hard ? "p" : entry(ONSETS, first));
        below.chars().forEach(letter -> onset.add(entry(ONSETS, Character.toString(letter))));
        String vowel = group(found, "v");
        String spoken = entry(VOWELS, vowel).split(" ", -1)[series(found)];
        boolean nasal = spoken.endsWith("m") && spoken.length() == 2 && !spoken.startsWith("a");
        String brief = group(found, "b").isEmpty() ? spoken : spoken.equals("aː") ? "a" : spoken.equals("ia") ? "oa" : spoken;
        String coda = group(found, "f");
        return new Syllable(onset, nasal ? spoken.substring(0, 1) : brief,
                nasal ? "m" : coda.isEmpty() ? "" : entry(CODAS, coda));
    }

    static String romanised(String spelt) {
        Matcher found = matched(spelt);
        StringBuilder text = new StringBuilder();
        String first = group(found, "c");
        String below = group(found, "s").replace("្", "");
        text.append(first.equals("ប") && (group(found, "x").equals("៉") || !below.isEmpty()) ? "p" : entry(TABLE_ONSETS, first));
        below.chars().forEach(letter -> text.append(entry(TABLE_ONSETS, Character.toString(letter))));
        String vowel = entry(TABLE, group(found, "v")).split(" ", -1)[series(found)];
        text.append(!group(found, "b").isEmpty() && vowel.equals("ea") ? "oa" : vowel);
        String coda = group(found, "f");
        return text.append(coda.isEmpty() ? "" : coda.equals("ដ") ? "t" : coda.equals("ប") ? "p" : entry(TABLE_ONSETS, coda))
                .toString();
    }

    /** As somebody writes it who hears it. */
    static String byEar(Syllable heard, Random random) {
        StringBuilder onset = new StringBuilder();
        for (String part : heard.onset()) {
            String letter = entry(EAR_ONSETS, part);
            onset.append(onset.isEmpty() ? letter : "្" + letter.charAt(0));
        }
        String way = entry(EAR_VOWELS, heard.vowel()).split(" ", -1)[heard.coda().isEmpty() ? 0 : 1];
        String written = way.replace("F", entry(EAR_CODAS, heard.coda())).replace("O", onset.isEmpty() ? "អ" : onset);
        return random.nextInt(4) == 0 ? written.replace("ត", "ទ").replace("ខ", "គ").replace("ឆ", "ជ").replace("ផ", "ព")
                .replace("ន", "ណ") : written;
    }

    private static Matcher matched(String spelt) {
        Matcher found = SPELT.matcher(spelt);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not a regular syllable: " + spelt);
        }
        return found;
    }

    /** 0 for the first series, 1 for the second; the last letter below decides unless it is a nasal or a liquid. */
    private static int series(Matcher found) {
        String shifted = group(found, "x");
        if (!shifted.isEmpty()) {
            return shifted.equals("៉") ? 0 : 1;
        }
        return FIRST_SERIES.contains(group(found, "c")) ? 0 : 1;
    }

    private static String group(Matcher found, String name) {
        String group = found.group(name);
        return group == null ? "" : group;
    }

    /** How the same sounds are also written in Latin letters. */
    static List<String> habits() {
        return List.of("ph>p", "th>t", "kh>k", "chh>ch", "ch>j", "nh>n", "ei>ey", "ei>y", "ea>ear", "ea>ia", "a>o", "oe>eu",
                "o>au", "u>ou", "i>y", "uo>ua", "aeu>eu", "ie>ea", "v>w", "r$>", "ou>o", "au>ao", "e>ae", "i>ee", "t>th", "k$>kh",
                "s$>h",                 "ov>au", "a>ar", "om>um");
    }
}
