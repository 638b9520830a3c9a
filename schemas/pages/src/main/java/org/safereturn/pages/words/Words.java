package org.safereturn.pages.words;

import java.util.Locale;
import java.util.Optional;

/**
 * The texts of pages in one language.
 *
 * @param texts in all languages
 * @param language the one
 */
public record Words(PageTexts texts, Locale language) {

    /**
     * The text of this key.
     *
     * @throws IllegalArgumentException when there is none; a raw key must not be shown
     */
    public String of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("No text for " + key));
    }

    /** The text of this key with values in the place of {@code {0}}, {@code {1}}. */
    public String with(String key, Object... values) {
        String text = of(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** The text of this key, or nothing. */
    public Optional<String> find(String key) {
        return texts.exact(key, language).or(() -> texts.exact(key, Locale.ENGLISH));
    }
}
