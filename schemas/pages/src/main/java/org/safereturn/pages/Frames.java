package org.safereturn.pages;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.text.Languages;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.session.PageSecurity;
import org.safereturn.pages.session.PageSettings;
import org.safereturn.pages.session.SignedIn;
import org.safereturn.pages.words.PageLanguage;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Puts a page into its frame and sends it. */
final class Frames implements PageSecurity.Notices {

    /** The service that shows what waits at all services of the ministry. */
    private static final String HOME = "case-service";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Templates templates;
    private final Pages pages;
    private final Shown shown;
    private final PageSettings settings;
    private final String service;
    private final String country;
    private final boolean secure;

    /**
     * Frames of a service's pages.
     *
     * @param secure whether cookies are for TLS only
     */
    Frames(Templates templates, Pages pages, Shown shown, PageSettings settings, String service, String country, boolean secure) {
        this.templates = templates;
        this.pages = pages;
        this.shown = shown;
        this.settings = settings;
        this.service = service;
        this.country = country;
        this.secure = secure;
    }

    /**
     * Sends a page.
     *
     * @param here address at which the same page can be asked for again, in another language too
     */
    Mono<Void> send(ServerWebExchange exchange, HttpStatusCode status, String template, @Nullable SignedIn officer,
            String here, Map<String, Object> model) {
        return html(exchange, template, officer, here, model)
                .flatMap(html -> write(exchange, status, PageLanguage.of(exchange), html));
    }

    /** The same page, not sent yet. */
    Mono<String> html(ServerWebExchange exchange, String template, @Nullable SignedIn officer, String here,
            Map<String, Object> model) {
        Locale language = PageLanguage.of(exchange);
        Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return csrf.map(token -> frame(language, officer, here, token.getParameterName(), token.getToken()))
                .defaultIfEmpty(frame(language, officer, here, "", null))
                .map(frame -> {
                    Map<String, Object> all = new HashMap<>(model);
                    all.putIfAbsent("signOut", false);
                    all.put("frame", frame);
                    all.put("t", shown.texts().in(language));
                    return templates.html(template, language, all);
                });
    }

    /** The name of this service. */
    String service() {
        return service;
    }

    /** The address of the ministry's one home; that of this service where nothing is known of another. */
    String home() {
        return isHome() ? "/" : settings.services().get(HOME) + "/";
    }

    /** Whether the ministry's home is at this service. */
    boolean isHome() {
        return service.equals(HOME) || !settings.services().containsKey(HOME);
    }

    /** What stands before the addresses of the pages of one of the ministry's services; empty where nobody has said. */
    Optional<String> pagesOf(String name) {
        return name.equals(service) ? Optional.of("") : Optional.ofNullable(settings.services().get(name)).map(URI::toString);
    }

    @Override
    public Mono<Void> tell(ServerWebExchange exchange, HttpStatus status, String what) {
        Words words = shown.texts().in(PageLanguage.of(exchange));
        return send(exchange, status, "notice", null, "/", Map.of(
                "title", words.of("notice." + what), "text", words.of("notice." + what + ".text"), "back", "/",
                "signOut", what.equals("closed")));
    }

    private Mono<Void> write(ServerWebExchange exchange, HttpStatusCode status, Locale language, String html) {
        PageLanguage.remember(exchange, secure);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(HTML);
        response.getHeaders().setContentLanguage(language);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(html.getBytes(StandardCharsets.UTF_8))));
    }

    private Frame frame(Locale language, @Nullable SignedIn officer, String here, String csrfName,
            @Nullable String csrf) {
        Words words = shown.texts().in(language);
        List<Frame.Link> languages = Languages.ALL.stream().map(each -> new Frame.Link(each.getLanguage(),
                words.of("language." + each.getLanguage()),
                UriComponentsBuilder.fromUriString(here).replaceQueryParam(PageLanguage.NAME, each.getLanguage())
                        .build().toUriString(), each.equals(language))).toList();
        List<Frame.Link> links = new ArrayList<>();
        for (String name : List.of(HOME, "referral-service", "tracing-service")) {
            if (name.equals(service)) {
                links.add(new Frame.Link(name, words.of("service." + name), "/", true));
            } else if (settings.services().containsKey(name) && (name.equals(HOME) || hasPages(name, officer))) {
                links.add(new Frame.Link(name, words.of("service." + name), settings.services().get(name) + "/", false));
            }
        }
        String role = officer == null ? "" : shown.label("Role", officer.actor().role(), language) + ", "
                + shown.places().name(officer.actor().unit(), language);
        return new Frame(language.getLanguage(), languages, Shown.country(country, language),
                words.of("service." + service), home(), links, officer == null ? "" : officer.actor().reference(), role,
                csrfName, csrf);
    }

    /** Whether another service has any page for the officer's role. */
    private boolean hasPages(String other, @Nullable SignedIn officer) {
        return officer != null && pages.doors().getOrDefault(other + " /", List.of()).contains(officer.actor().role());
    }
}
