package org.safereturn.access.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.safereturn.access.problem.Problems;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that every rule a module can refuse by is told in English, Khmer and Thai. A module's test extends it and names
 * its rules.
 */
public abstract class ProblemMessagesContract {

    private static final String KHMER_LETTERS = "\\p{IsKhmer}";
    private static final String THAI_LETTERS = "\\p{IsThai}";

    private final Problems problems = Problems.fromClassPath();

    /** The id of every rule that the module can emit. */
    protected abstract Set<String> rules();

    @Test
    void every_rule_has_a_title_and_a_detail_in_every_language() {
        List<String> missing = new ArrayList<>();
        for (String rule : rules()) {
            for (Locale language : Problems.LANGUAGES) {
                if (problems.title(rule, language).filter(text -> !text.isBlank()).isEmpty()) {
                    missing.add(rule + ".title in " + language);
                }
                if (problems.detail(rule, language).filter(text -> !text.isBlank()).isEmpty()) {
                    missing.add(rule + ".detail in " + language);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void a_rule_speaks_of_the_same_parameters_in_every_language() {
        List<String> different = new ArrayList<>();
        for (String rule : rules()) {
            Set<Set<String>> sets = new HashSet<>();
            for (Locale language : Problems.LANGUAGES) {
                problems.detail(rule, language).map(Problems::parameters).ifPresent(sets::add);
            }
            if (sets.size() > 1) {
                different.add(rule + " " + sets);
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void khmer_and_thai_texts_are_written_in_their_own_script() {
        List<String> foreign = new ArrayList<>();
        for (String rule : rules()) {
            check(rule, Locale.forLanguageTag("km"), KHMER_LETTERS, THAI_LETTERS, foreign);
            check(rule, Locale.forLanguageTag("th"), THAI_LETTERS, KHMER_LETTERS, foreign);
        }
        assertThat(foreign).isEmpty();
    }

    private void check(String rule, Locale language, String own, String other, List<String> foreign) {
        for (Optional<String> text : List.of(problems.title(rule, language), problems.detail(rule, language))) {
            text.filter(found -> !found.matches("(?s).*" + own + ".*") || found.matches("(?s).*" + other + ".*"))
                    .ifPresent(_ -> foreign.add(rule + " in " + language));
        }
    }
}
