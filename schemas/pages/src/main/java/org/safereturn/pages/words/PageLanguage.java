package org.safereturn.pages.words;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.text.Languages;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** The language of a page: what was chosen in the address, else the cookie, else what the browser prefers, else English. */
public final class PageLanguage {

    /** Parameter and cookie. */
    public static final String NAME = "lang";

    private PageLanguage() {
    }

    /** The language of this request. */
    public static Locale of(ServerWebExchange exchange) {
        return chosen(exchange)
                .or(() -> Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                        .map(HttpCookie::getValue).flatMap(PageLanguage::known))
                .orElseGet(() -> Problems.language(exchange.getRequest().getHeaders()));
    }

    /**
     * Keeps a language that was chosen in the address.
     *
     * @param secure whether the browser keeps it for TLS only
     */
    public static void remember(ServerWebExchange exchange, boolean secure) {
        chosen(exchange).ifPresent(language -> exchange.getResponse().addCookie(
                ResponseCookie.from(NAME, language.getLanguage()).path("/").httpOnly(true).secure(secure).sameSite("Lax")
                        .maxAge(Duration.ofDays(365)).build()));
    }

    private static Optional<Locale> chosen(ServerWebExchange exchange) {
        return known(exchange.getRequest().getQueryParams().getFirst(NAME));
    }

    private static Optional<Locale> known(@Nullable String code) {
        return Languages.ALL.stream().filter(each -> each.getLanguage().equals(code)).findFirst();
    }
}
