package org.safereturn.identity;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
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

    private final PageText texts;
    private final String template;

    LoginPage(PageText texts) throws IOException {
        this.texts = texts;
        this.template = PageText.file("login.html");
    }

    @GetMapping(PATH)
    ResponseEntity<String> page(
            CsrfToken csrf,
            @RequestParam(name = "lang", required = false) @Nullable String wanted,
            @RequestParam(name = "error", required = false) @Nullable String error,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Locale language = PageText.language(wanted, accepted);
        String refused = HtmlUtils.htmlEscape(texts.text("refused", language), "UTF-8");
        return ResponseEntity.ok()
                .contentType(PageText.HTML)
                .header("Content-Language", language.toLanguageTag())
                .header("Vary", "Accept-Language")
                .body(texts.page(template, language, Map.of("csrf", HtmlUtils.htmlEscape(csrf.getToken(), "UTF-8"),
                        "alert", error == null ? "" : "<p role=\"alert\">" + refused + "</p>")));
    }
}
