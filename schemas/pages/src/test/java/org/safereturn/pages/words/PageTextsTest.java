package org.safereturn.pages.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.safereturn.access.text.Languages;
import org.safereturn.access.text.TextFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageTextsTest {

    /** The names of the languages are the same in every language, and a place for two values needs no words. */
    private static final List<String> WITHOUT_SCRIPT = List.of("language.en", "language.km", "language.th", "one.of");
    private static final Pattern VALUE = Pattern.compile("\\{[0-9]}");

    private final Map<Locale, Map<String, String>> texts = TextFiles.read("pages");

    @Test
    void every_text_stands_in_every_language_in_its_own_script() {
        Map<String, String> english = texts.getOrDefault(Locale.ENGLISH, Map.of());
        assertThat(english).hasSizeGreaterThan(200);
        for (Locale language : Languages.ALL) {
            Map<String, String> own = texts.getOrDefault(language, Map.of());
            assertThat(new TreeSet<>(own.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
            String script = language.equals(Languages.KHMER) ? "\\p{IsKhmer}" : language.equals(Languages.THAI) ? "\\p{IsThai}"
                    : "[A-Za-z]";
            own.forEach((key, text) -> {
                assertThat(text).as(key + " in " + language).isNotBlank();
                if (!WITHOUT_SCRIPT.contains(key)) {
                    assertThat(text).as(key + " in " + language).containsPattern(script);
                }
            });
        }
    }

    @Test
    void a_text_speaks_of_the_same_values_in_every_language() {
        texts.getOrDefault(Locale.ENGLISH, Map.of()).forEach((key, text) -> {
            for (Locale language : Languages.ALL) {
                assertThat(values(texts.getOrDefault(language, Map.of()).getOrDefault(key, "")))
                        .as(key + " in " + language).isEqualTo(values(text));
            }
        });
    }

    private static Set<String> values(String text) {
        return new TreeSet<>(VALUE.matcher(text).results().map(MatchResult::group).toList());
    }

    @Test
    void a_key_without_a_text_is_never_shown() {
        Words words = new PageTexts().in(Languages.THAI);
        assertThat(words.with("done", "X")).contains("X").doesNotContain("{0}");
        assertThatThrownBy(() -> words.of("made.up")).isInstanceOf(IllegalArgumentException.class);
    }
}
