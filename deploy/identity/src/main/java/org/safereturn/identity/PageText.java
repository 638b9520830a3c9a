package org.safereturn.identity;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The words of the provider's pages, in English, Khmer and Thai, and the files that they are put into. */
@Component
final class PageText {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("km"), Locale.forLanguageTag("th"));

    private final Map<Locale, ResourceBundle> texts = new HashMap<>();

    PageText() throws IOException {
        for (Locale language : LANGUAGES) {
            texts.put(language, new PropertyResourceBundle(new StringReader(file("login_" + language + ".properties"))));
        }
    }

    /** A file beside the code. */
    static String file(String name) throws IOException {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }

    /** One text, not escaped. */
    String text(String key, Locale language) {
        return bundle(language).getString(key);
    }

    /**
     * A page.
     *
     * @param more what stands in it besides the texts, escaped already
     */
    String page(String template, Locale language, Map<String, String> more) {
        ResourceBundle words = bundle(language);
        Map<String, String> values = new HashMap<>();
        words.keySet().forEach(key -> values.put(key, HtmlUtils.htmlEscape(words.getString(key), "UTF-8")));
        values.put("language", language.toLanguageTag());
        values.putAll(more);
        return PLACEHOLDER.matcher(template).replaceAll(found ->
                Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

    private ResourceBundle bundle(Locale language) {
        ResourceBundle found = texts.get(language);
        if (found == null) {
            throw new IllegalStateException("No texts for " + language);
        }
        return found;
    }

    /**
     * The reader's language.
     *
     * @param wanted what was chosen
     * @param accepted what the browser prefers
     */
    static Locale language(@Nullable String wanted, @Nullable String accepted) {
        for (String tags : new String[] {wanted == null ? "" : wanted, accepted == null ? "" : accepted}) {
            try {
                @Nullable Locale found = tags.isEmpty() ? null : Locale.lookup(Locale.LanguageRange.parse(tags), LANGUAGES);
                if (found != null) {
                    return found;
                }
            } catch (IllegalArgumentException e) {
                // What cannot be read asks for no language in particular.
            }
        }
        return Locale.ENGLISH;
    }
}
