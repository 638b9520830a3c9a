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
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page where officers sign in: no script, in English, Khmer and Thai. */
@RestController
class LoginPage {

    static final String PATH = "/login";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("km"), Locale.forLanguageTag("th"));
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String template;
    private final Map<Locale, ResourceBundle> texts = new HashMap<>();

    LoginPage() throws IOException {
        template = new ClassPathResource("login.html").getContentAsString(StandardCharsets.UTF_8);
        for (Locale language : LANGUAGES) {
            String text = new ClassPathResource("login_" + language + ".properties")
                    .getContentAsString(StandardCharsets.UTF_8);
            texts.put(language, new PropertyResourceBundle(new StringReader(text)));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<String> page(
            CsrfToken csrf,
            @RequestParam(name = "lang", required = false) @Nullable String wanted,
            @RequestParam(name = "error", required = false) @Nullable String error,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Locale language = language(wanted, accepted);
        ResourceBundle words = bundle(language);
        Map<String, String> values = new HashMap<>();
        words.keySet().forEach(key -> values.put(key, HtmlUtils.htmlEscape(words.getString(key), "UTF-8")));
        values.put("language", language.toLanguageTag());
        values.put("csrf", HtmlUtils.htmlEscape(csrf.getToken(), "UTF-8"));
        values.put("alert", error == null ? "" : "<p role=\"alert\">" + values.get("refused") + "</p>");
        String html = PLACEHOLDER.matcher(template).replaceAll(found ->
                Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Language", language.toLanguageTag())
                .header("Vary", "Accept-Language")
                .body(html);
    }

    private ResourceBundle bundle(Locale language) {
        ResourceBundle found = texts.get(language);
        if (found == null) {
            throw new IllegalStateException("No texts for " + language);
        }
        return found;
    }

    private static Locale language(@Nullable String wanted, @Nullable String accepted) {
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
