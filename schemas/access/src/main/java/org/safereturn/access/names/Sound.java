package org.safereturn.access.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.ibm.icu.text.Transliterator;

/**
 * How a part of a name is heard, whichever of the three scripts it was written in. It is coarse on purpose: an officer writes
 * by ear what another officer reads from a paper.
 *
 * @param heard consonants and vowels, each one letter; a part of which the rules hear nothing stays as it is
 */
record Sound(String heard) {

    /** In front of every key, so that no sound is taken for a form of a name. */
    static final String MARK = "~";

    /** From so many consonants on, a sound is also found with one of them missing or different. */
    private static final int ENOUGH = 3;

    private static final Transliterator KHMER = rules("khmer");
    private static final Transliterator THAI = rules("thai");
    private static final Transliterator LATIN = rules("latin");

    private static final Pattern TWICE = Pattern.compile("(.)\\1+");
    private static final Pattern PALATAL = Pattern.compile("n[ñy]");

    /** Letters of other scripts, of which there are few; the rules take long to load. */
    private static final class Other {

        private static final Transliterator LETTERS = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");
    }

    /** How a part of {@link org.safereturn.access.input.NameForms} is heard. */
    static Sound of(String part) {
        String letters = switch (Character.UnicodeScript.of(part.codePointAt(0))) {
            case KHMER -> KHMER.transliterate(part);
            case THAI -> THAI.transliterate(part);
            case LATIN -> LATIN.transliterate(part);
            default -> LATIN.transliterate(Other.LETTERS.transliterate(part));
        };
        String alike = PALATAL.matcher(letters.replace("tc", "c").replace("sr", "s")).replaceAll("ñ");
        return new Sound(alike.isEmpty() ? part : TWICE.matcher(alike).replaceAll("$1"));
    }

    /** The sounds of this and of what follows it, spoken as one word. */
    Sound with(Sound next) {
        return new Sound(TWICE.matcher(heard + next.heard).replaceAll("$1"));
    }

    /** Its consonants, of which those that are often taken for each other are one; empty where none is heard. */
    String consonants() {
        StringBuilder kept = new StringBuilder(heard.length());
        for (int at = 0; at < heard.length(); at++) {
            char folded = folded(heard.charAt(at));
            if (folded != ' ' && (kept.isEmpty() || kept.charAt(kept.length() - 1) != folded)) {
                kept.append(folded);
            }
        }
        return kept.toString();
    }

    /** By what it is found when it is heard right: its consonants. */
    String key() {
        String consonants = consonants();
        return MARK + (consonants.isEmpty() ? heard : consonants);
    }

    /** By what it is also found when one consonant is heard otherwise: from {@value #ENOUGH} on, all but one of them. */
    Set<String> keys() {
        String consonants = consonants();
        Set<String> keys = new LinkedHashSet<>();
        keys.add(key());
        for (int at = 0; consonants.length() >= ENOUGH && at < consonants.length(); at++) {
            keys.add(MARK + consonants.substring(0, at) + consonants.substring(at + 1));
        }
        return keys;
    }

    /**
     * The keys of all that it begins or ends with, if it has at least {@value #ENOUGH} consonants: a name written without a
     * space begins with one of its parts and ends with another.
     */
    Set<String> pieces() {
        String consonants = consonants();
        Set<String> pieces = new LinkedHashSet<>();
        for (int at = 1; consonants.length() >= ENOUGH && at < consonants.length(); at++) {
            pieces.add(MARK + consonants.substring(0, at));
            pieces.add(MARK + consonants.substring(at));
        }
        return pieces;
    }

    private static char folded(char letter) {
        return switch (letter) {
            case 'd' -> 't';
            case 'b', 'f' -> 'p';
            case 'r' -> 'l';
            case 'ñ' -> 'y';
            case 'a', 'e', 'i', 'o', 'u', 'ə', 'ɯ' -> ' ';
            default -> letter;
        };
    }

    private static Transliterator rules(String script) {
        try (InputStream in = Objects.requireNonNull(Sound.class.getResourceAsStream(script + ".txt"))) {
            return Transliterator.createFromRules(script, new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    Transliterator.FORWARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
