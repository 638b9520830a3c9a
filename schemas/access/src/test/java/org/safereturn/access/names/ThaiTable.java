package org.safereturn.access.names;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Thai syllables that are spelt regularly: read, romanised by the Royal Thai General System, and written by ear. It serves the
 * made-up pairs only and shares nothing with what is tested.
 */
final class ThaiTable {

    private static final String ONSET = "(?<o>[กขคตปผพ][รลว]|ห[งญนมยรลว]|[ก-ฮ])";
    private static final String CODA = "(?<f>[ก-ฮ])";

    private static final Map<Pattern, String> VOWELS = patterns("เOียF?", "ia", "เOือF?", "ɯa", "Oัว", "ua", "OวF", "ua",
            "เOาะ", "ɔ", "เOา", "ao", "เOิF", "əː", "เOย", "əːy", "เOอ", "əː", "แOะ", "ɛ", "แO็?F?", "ɛː", "เOะ", "e",
            "เO็?F?", "eː", "โOF?", "oː", "[ไใ]O", "ai", "Oำ", "am", "OัF", "a", "Oะ", "a", "OาF?", "aː", "OิF?", "i",
            "OีF?", "iː", "OึF?", "ɯ", "OืF", "ɯː", "Oือ", "ɯː", "OุF?", "u", "OูF?", "uː", "OอF?", "ɔː", "OF", "o", "O", "a");

    private static final Map<String, String> ONSETS = letters("ก", "k", "ขคฆ", "kh", "ง", "ŋ", "จ", "c", "ฉชฌ", "ch", "ซศษส",
            "s", "ญย", "y", "ดฎ", "d", "ตฏ", "t", "ถทธฐฑฒ", "th", "นณ", "n", "บ", "b", "ป", "p", "ผพภ", "ph", "ฝฟ", "f", "ม",
            "m", "ร", "r", "ลฬ", "l", "ว", "w", "หฮ", "h", "อ", "");
    private static final Map<String, String> CODAS = letters("กขคฆ", "k", "ง", "ŋ", "จชซดตถทธศษสฎฏฐฑฒ", "t", "นณญรลฬ", "n",
            "บปผพภฟ", "p", "ม", "m", "ย", "y", "ว", "w");

    private static final Map<String, String> RTGS = pairs("ŋ", "ng", "c", "ch", "ɯa", "uea", "ɯ", "ue", "ɛ", "ae", "ɔ", "o",
            "ə", "oe", "ː", "");

    private static final Map<String, String> EAR_ONSETS = pairs("k", "ก", "kh", "คข", "ŋ", "ง", "c", "จ", "ch", "ชฉ", "ɲ", "ญย",
            "d", "ด", "t", "ต", "th", "ทถ", "n", "น", "b", "บ", "p", "ป", "ph", "พผ", "f", "ฟ", "m", "ม", "y", "ย", "r", "รล",
            "l", "ล", "w", "ว", "s", "สซ", "h", "หฮ", "", "อ");
    private static final Map<String, String> EAR_CODAS = pairs("k", "กข", "t", "ตด", "p", "บพ", "n", "น", "m", "ม", "ŋ", "ง",
            "y", "ย", "w", "ว", "c", "จชด", "s", "สซด", "l", "ล", "r", "ร ", "ɲ", "ญน", "", " ");
    /** Open and closed, each with what is also heard. */
    private static final Map<String, String> EAR_VOWELS = pairs("ɔ", "Oอ OอF", "o", "โOะ OF|โOF", "oː", "โO โOF", "aː", "Oา OาF",
            "a", "Oะ OัF", "ia", "เOีย เOียF", "oa", "เOีย OวF|OัF", "e", "เOะ เO็F|OิF", "eː", "เO เOF", "i", "Oิ OิF",
            "iː", "Oี OีF", "əy", "เOย|Oี เOยF|OีF", "ə", "เOอ เOิF|OึF", "əː", "เOอ เOิF", "ɯ", "Oึ OึF", "ɯː", "Oือ OืF", "u",
            "Oุ OุF", "uː", "Oู OูF", "ou", "โO|Oู โOF|OูF", "ua", "Oัว OวF", "aə", "เOอ เOิF", "ɯa", "เOือ เOือF", "ɛː",
            "แO แOF", "ai", "ไO ไOF", "ao", "เOา|โO เOาF|โOF", "au", "เOา เOาF", "əw", "โO เOาF", "am", "Oำ Oำ", "oam",
            "Oำ Oำ");

    private ThaiTable() {}

    static Syllable read(String spelt) {
        for (Map.Entry<Pattern, String> vowel : VOWELS.entrySet()) {
            Matcher found = vowel.getKey().matcher(spelt.replaceAll("[่-๋]", ""));
            if (found.matches()) {
                String onset = Objects.requireNonNull(found.group("o"));
                String silent = onset.length() > 1 && onset.startsWith("ห") ? onset.substring(1) : onset;
                String coda = found.namedGroups().containsKey("f") ? found.group("f") : null;
                return new Syllable(silent.chars().mapToObj(letter -> entry(ONSETS, Character.toString(letter))).toList(),
                        vowel.getValue(), coda == null ? "" : entry(CODAS, coda));
            }
        }
        throw new IllegalArgumentException("Not a regular syllable: " + spelt);
    }

    static String romanised(Syllable syllable) {
        String text = String.join("", syllable.onset()) + syllable.vowel().replace("əːy", "oei")
                + syllable.coda().replace("y", "i").replace("w", "o");
        for (Map.Entry<String, String> letter : RTGS.entrySet()) {
            text = letter.getKey().equals("c") ? text.replaceAll("c(?!h)", "ch")
                    : text.replace(letter.getKey(), letter.getValue());
        }
        return text;
    }

    /** As somebody writes it who hears it. */
    static String byEar(Syllable heard, Random random) {
        String onset = heard.onset().stream().map(part -> any(entry(EAR_ONSETS, part), random)).collect(Collectors.joining());
        String coda = any(entry(EAR_CODAS, heard.coda()), random).strip();
        String[] ways = entry(EAR_VOWELS, heard.vowel()).split(" ", -1);
        String[] way = ways[coda.isEmpty() ? 0 : 1].split("[|]", -1);
        return way[random.nextInt(way.length)].replace("F", coda).replace("O", onset.isEmpty() ? "อ" : onset);
    }

    static String entry(Map<String, String> table, String key) {
        String found = table.get(key);
        if (found == null) {
            throw new IllegalArgumentException("Not in the table: " + key);
        }
        return found;
    }

    private static String any(String letters, Random random) {
        return letters.isEmpty() ? "" : Character.toString(letters.charAt(random.nextInt(3) > 0 ? 0
                : random.nextInt(letters.length())));
    }

    static Map<String, String> pairs(String... said) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int at = 0; at < said.length; at += 2) {
            table.put(said[at], said[at + 1]);
        }
        return table;
    }

    static Map<String, String> letters(String... said) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int at = 0; at < said.length; at += 2) {
            String to = said[at + 1];
            said[at].chars().forEach(letter -> table.put(Character.toString(letter), to));
        }
        return table;
    }

    private static Map<Pattern, String> patterns(String... said) {
        Map<Pattern, String> table = new LinkedHashMap<>();
        for (int at = 0; at < said.length; at += 2) {
            table.put(Pattern.compile(said[at].replace("O", ONSET).replace("F", CODA)), said[at + 1]);
        }
        return table;
    }

    /** How the same sounds are also written in Latin letters. */
    static List<String> habits() {
        return List.of("ph>p", "th>t", "kh>k", "^ch>j", "ue>eu", "uea>ua", "u>oo", "i>ee", "on>orn", "oe>er", "ao>ow", "ai>y",
                "w>v", "ae>a", "an$>un", "at$>ad", "ip$>ib", "r>l", "ong>oang", "o>aw", "ian>ien",
                "t$>th", "k$>g", "p$>b", "ok$>oke");
    }
}
