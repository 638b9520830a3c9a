package org.safereturn.access.names;

import java.util.List;

/**
 * A spoken syllable, between the scripts.
 *
 * @param onset consonants before the vowel
 * @param vowel by a sign of its own
 * @param coda consonant after the vowel, or empty
 */
record Syllable(List<String> onset, String vowel, String coda) {

    /** Keeps its own copy. */
    Syllable {
        onset = List.copyOf(onset);
    }
}
