package org.safereturn.pages.words;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.safereturn.access.text.TextFiles;

/**
 * The texts of pages, from every {@code pages/<module>[_km|_th].properties} on the class path. English stands where a
 * text is missing; a test sees to it that none is.
 */
public final class PageTexts {

    private final Map<Locale, Map<String, String>> texts = TextFiles.read("pages");

    /** The text of this key in exactly this language. */
    public Optional<String> exact(String key, Locale language) {
        return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(key));
    }

    /** The texts in one language. */
    public Words in(Locale language) {
        return new Words(this, language);
    }
}
