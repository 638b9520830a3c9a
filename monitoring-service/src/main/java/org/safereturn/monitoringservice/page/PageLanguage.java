package org.safereturn.monitoringservice.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** The page's language: what was chosen, else what the browser prefers, else English. */
public final class PageLanguage implements LocaleContextResolver {

    /** The languages of the page. */
    static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.of("km"), Locale.of("th"));

    static final String NAME = "lang";

    /** Whether cookies are for TLS only. */
    static final String SECURE = "${server.reactive.session.cookie.secure}";
    static final String DESCRIPTION = "The language of the page: en, km or th; else that of the cookie or of Accept-Language.";

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(of(exchange));
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext localeContext) {
        throw new UnsupportedOperationException("The language is chosen by the request");
    }

    static Locale of(ServerWebExchange exchange) {
        return chosen(exchange)
                .or(() -> Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                        .map(HttpCookie::getValue).flatMap(PageLanguage::known))
                .orElseGet(() -> preferred(exchange));
    }

    /**
     * Remembers a language chosen with {@code ?lang=}.
     *
     * @param secure whether the browser keeps it for TLS only
     */
    static void remember(ServerWebExchange exchange, boolean secure) {
        chosen(exchange).ifPresent(language -> exchange.getResponse().addCookie(
                ResponseCookie.from(NAME, language.getLanguage()).path("/").httpOnly(true).secure(secure).sameSite("Lax")
                        .maxAge(Duration.ofDays(365)).build()));
    }

    private static Optional<Locale> chosen(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getQueryParams().getFirst(NAME)).flatMap(PageLanguage::known);
    }

    private static Optional<Locale> known(String code) {
        return ALL.stream().filter(each -> each.getLanguage().equals(code)).findFirst();
    }

    private static Locale preferred(ServerWebExchange exchange) {
        try {
            Locale found = Locale.lookup(exchange.getRequest().getHeaders().getAcceptLanguage(), ALL);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            // A header that cannot be read asks for no language in particular.
            return Locale.ENGLISH;
        }
    }
}
