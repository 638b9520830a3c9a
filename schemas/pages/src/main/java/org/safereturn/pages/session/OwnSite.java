package org.safereturn.pages.session;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Refuses what a page of another site has a browser send, beside the token that each form has. Browsers say it by
 * {@code Sec-Fetch-Site} and {@code Origin}; a form of a page without referrer, as ours are, has the origin {@code null}. Who
 * says neither, as the provider that tells of a sign-out, is left to the token.
 */
public final class OwnSite {

    private static final String FROM = "Sec-Fetch-Site";
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);
    private static final String NOT_SAID = "null";
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/]+).*");
    private static final Pattern USUAL_PORT = Pattern.compile(":(?:80|443)$");

    private OwnSite() {
    }

    /**
     * Lets through what comes from this site.
     *
     * @param redirect where the provider sends browsers back; it has the address of the pages where a proxy changes {@code Host}
     * @param refused tells that it came from another site
     */
    public static WebFilter only(String redirect, Function<ServerWebExchange, Mono<Void>> refused) {
        String outside = authority(redirect);
        return (exchange, chain) -> READING.contains(exchange.getRequest().getMethod())
                || isOwn(exchange.getRequest().getHeaders(), outside) ? chain.filter(exchange) : refused.apply(exchange);
    }

    private static boolean isOwn(HttpHeaders headers, String outside) {
        String from = headers.getFirst(FROM);
        String origin = headers.getFirst(HttpHeaders.ORIGIN);
        if (from != null && !OWN.contains(from)) {
            return false;
        }
        if (origin == null || origin.equals(NOT_SAID)) {
            return true;
        }
        String authority = authority(origin);
        return !authority.isEmpty() && (authority.equals(plain(headers.getFirst(HttpHeaders.HOST))) || authority.equals(outside));
    }

    /** Host and port of an address; empty for what is none. A proxy may have taken the TLS off, so the scheme does not count. */
    private static String authority(String address) {
        Matcher origin = ORIGIN.matcher(address);
        return origin.matches() ? plain(origin.group(1)) : "";
    }

    private static String plain(@Nullable String host) {
        return host == null ? "" : USUAL_PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
