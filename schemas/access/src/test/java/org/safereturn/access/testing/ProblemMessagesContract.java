package org.safereturn.access.testing;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Labels;
import org.safereturn.access.text.Languages;
import org.safereturn.access.text.Values;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that every rule a module can refuse by is told in English, Khmer and Thai. A module's test extends it and names
 * its rules.
 */
public abstract class ProblemMessagesContract {

    private static final String KHMER_LETTERS = "\\p{IsKhmer}";
    private static final String THAI_LETTERS = "\\p{IsThai}";
    private static final Pattern CODE = Pattern.compile("\\{([A-Z][A-Za-z$]*)\\.([A-Z0-9_]+)}");
    private static final Pattern RAW_CODE = Pattern.compile("(?<![A-Za-z0-9_-])[A-Z][A-Z_]{3,}(?![A-Za-z0-9_-])");
    /** Words of the interface itself, and abbreviations. */
    private static final Set<String> TECHNICAL = Set.of("JSON", "ASCII", "YYYY", "HTTP", "SHA256", "UUID");

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
    void every_value_in_a_text_is_said_to_be_a_code_a_date_or_shown_as_it_is() {
        Values values = new Values(new Labels(), ZoneOffset.UTC);
        Set<String> unknown = new TreeSet<>();
        texts((rule, text) -> Problems.parameters(text).stream().filter(parameter -> !values.knows(parameter))
                .forEach(parameter -> unknown.add(rule + " {" + parameter + "}")));
        assertThat(unknown).as("add it to problems/values of the module").isEmpty();
    }

    @Test
    void no_text_says_a_code_where_it_can_say_the_label() {
        Set<String> raw = new TreeSet<>();
        texts((rule, text) -> RAW_CODE.matcher(CODE.matcher(text).replaceAll("")).results().map(MatchResult::group)
                .filter(word -> !TECHNICAL.contains(word)).forEach(word -> raw.add(rule + " " + word)));
        assertThat(raw).as("write {List.CODE}").isEmpty();
    }

    @Test
    void every_code_in_a_text_and_every_label_is_one_that_exists_in_every_language() {
        Labels labels = new Labels();
        Set<String> wrong = new TreeSet<>();
        texts((rule, text) -> CODE.matcher(text).results().filter(code -> Languages.ALL.stream().anyMatch(language ->
                labels.of(code.group(1), code.group(2), language).equals(code.group(2))))
                .forEach(code -> wrong.add(rule + " " + code.group())));
        labels.lists().forEach((list, codes) -> codes.forEach((code, texts) -> {
            if (texts.size() != Languages.ALL.size() || !isCode(list, code)) {
                wrong.add(list + "." + code);
            }
        }));
        assertThat(wrong).isEmpty();
    }

    /** A list without a type in the code holds what the code says in small letters. */
    private static boolean isCode(String list, String code) {
        try {
            return Arrays.stream(Class.forName(list).getEnumConstants()).anyMatch(each -> each.toString().equals(code));
        } catch (ClassNotFoundException noType) {
            return code.equals(code.toLowerCase(Locale.ROOT));
        }
    }

    private void texts(BiConsumer<String, String> check) {
        for (String rule : rules()) {
            for (Locale language : Problems.LANGUAGES) {
                Stream.of(problems.title(rule, language), problems.detail(rule, language)).flatMap(Optional::stream)
                        .forEach(text -> check.accept(rule, text));
            }
        }
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
