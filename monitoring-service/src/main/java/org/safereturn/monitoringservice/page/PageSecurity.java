package org.safereturn.monitoringservice.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.limits.RateLimits;
import org.safereturn.pages.session.OwnSite;
import org.safereturn.pages.session.ProviderClient;
import org.safereturn.pages.session.ProviderConnections;
import org.safereturn.pages.session.ProviderSessions;
import org.safereturn.pages.session.SignIns;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionManager;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/**
 * A browser signs in at the identity provider and keeps a session; programs bring a token and are checked by the
 * house's resource server. Whoever brings neither gets nothing, style sheets included.
 *
 * Who signs out is signed out at the provider too, and open streams of the session end at once. Who signs out elsewhere is
 * signed out here, as soon as the provider says so at {@code /logout/connect/back-channel/safereturn}.
 *
 * <p>Does not protect against a browser left open: the session lasts as long as the page listens, and until it expires.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    /** Where the provider sends a browser that has signed out. */
    static final String SIGNED_OUT = "/signed-out";

    private static final String POLICY = String.join("; ", "default-src 'none'", "style-src 'self'",
            "script-src 'self'", "connect-src 'self'", "img-src 'self'", "font-src 'self'", "base-uri 'none'",
            "frame-ancestors 'none'", "form-action 'self' ");
    private static final String STYLE = "/assets/page.css";
    private static final String[] PAGES = {"/", MinutesPage.PATH};
    private static final int MOST_SESSIONS = 10_000;

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(MonitoringSettings settings) {
        MonitoringSettings.Login login = settings.login();
        return new InMemoryReactiveClientRegistrationRepository(new ProviderClient(login.clientId(), login.clientSecret(),
                login.redirect(), login.issuer(), login.authorization(), login.token(), login.jwks(), login.endSession())
                .registration());
    }

    @Bean
    ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
        return ProviderConnections.codes();
    }

    @Bean
    ReactiveJwtDecoderFactory<ClientRegistration> identities() {
        return ProviderConnections.identities();
    }

    /** Tokens end with the session. */
    @Bean
    ServerOAuth2AuthorizedClientRepository authorizedClients() {
        return new WebSessionServerOAuth2AuthorizedClientRepository();
    }

    @Bean
    ProviderSessions providerSessions(WebSessionManager sessions, Listeners listeners) {
        return new ProviderSessions(MOST_SESSIONS, sessions instanceof DefaultWebSessionManager known ? known.getSessionStore()
                : new InMemoryWebSessionStore(), listeners::signOut);
    }

    @Bean
    @Order(0)
    SecurityWebFilterChain browsers(ServerHttpSecurity http, MessageSource messages, RateLimits rates,
            Listeners listeners, ProviderSessions sessions, MonitoringSettings settings,
            ReactiveClientRegistrationRepository clients) {
        OidcClientInitiatedServerLogoutSuccessHandler atTheProviderToo =
                new OidcClientInitiatedServerLogoutSuccessHandler(clients);
        atTheProviderToo.setPostLogoutRedirectUri("{baseUrl}" + SIGNED_OUT);
        atTheProviderToo.setLogoutSuccessUrl(URI.create(SIGNED_OUT));
        // Browsers apply form-action to the redirects after a form too, and signing out leads past the provider.
        String directives = POLICY + origin(settings.login().endSession());
        return http
                .securityMatcher(withoutToken())
                .addFilterBefore(OwnSite.only(settings.login().redirect(), exchange ->
                        message(exchange, messages, HttpStatus.FORBIDDEN, "login.elsewhere")), SecurityWebFiltersOrder.CSRF)
                .addFilterBefore(signInsOnly(rates.signIns()), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterBefore(SignIns.failures(exchange -> failed(exchange, messages)), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterAfter(rates.requests(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> paths
                        .pathMatchers(HttpMethod.GET, SIGNED_OUT, STYLE).permitAll()
                        .anyExchange().access((caller, _) -> officer(caller)))
                .oauth2Login(login -> login
                        .authenticationFailureHandler((filter, _) -> failed(filter.getExchange(), messages)))
                .logout(logout -> logout
                        .logoutHandler(new DelegatingServerLogoutHandler(endStreams(listeners),
                                new SecurityContextServerLogoutHandler(), new WebSessionServerLogoutHandler()))
                        .logoutSuccessHandler(atTheProviderToo))
                .oidcLogout(elsewhere -> elsewhere.oidcSessionRegistry(sessions)
                        .backChannel(channel -> channel.logoutHandler(sessions)))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(signIn(rates.signIns()))
                        .accessDeniedHandler((exchange, _) -> isPage(exchange) ? closed(exchange, messages)
                                : Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN))))
                .addFilterAt((exchange, chain) -> exchange.getRequest().getPath().value().equals(SIGNED_OUT)
                        ? message(exchange, messages, HttpStatus.OK, "login.ended") : chain.filter(exchange),
                        SecurityWebFiltersOrder.LAST)
                .headers(headers -> headers
                        .frameOptions(frames -> frames.mode(Mode.DENY))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(directives))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicy(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    /**
     * A sign-in that was begun holds a session before anybody is known; so an address may begin only so many. A sign-out that
     * the provider tells of costs a check of its signature.
     */
    private static WebFilter signInsOnly(WebFilter limit) {
        return (exchange, chain) -> {
            String path = exchange.getRequest().getPath().value();
            return path.startsWith("/oauth2/") || path.startsWith("/login/") || path.startsWith("/logout/")
                    ? limit.filter(exchange, chain) : chain.filter(exchange);
        };
    }

    /** Everything but health and requests that bring a token; those belong to the resource server's own chain. */
    private static ServerWebExchangeMatcher withoutToken() {
        return exchange -> exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || exchange.getRequest().getPath().value().startsWith("/actuator/")
                ? MatchResult.notMatch() : MatchResult.match();
    }

    private static Mono<AuthorizationResult> officer(Mono<Authentication> caller) {
        return caller.filter(Authentication::isAuthenticated)
                .<AuthorizationResult>map(each -> new AuthorizationDecision(Actor.of(each).isPresent()))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    /**
     * A page sends to the provider; everything else says that a sign-in is needed. The page to come back to is kept in a session,
     * so an address may ask for it only as often as for a sign-in.
     */
    private static ServerAuthenticationEntryPoint signIn(WebFilter limit) {
        ServerAuthenticationEntryPoint first = SignIns.first(ServerWebExchangeMatchers.pathMatchers(PAGES));
        return (exchange, failure) -> isPage(exchange)
                ? limit.filter(exchange, page -> first.commence(page, failure))
                : Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    }

    private static boolean isPage(ServerWebExchange exchange) {
        return List.of(PAGES).contains(exchange.getRequest().getPath().value())
                && HttpMethod.GET.equals(exchange.getRequest().getMethod());
    }

    private static ServerLogoutHandler endStreams(Listeners listeners) {
        return (filter, _) -> filter.getExchange().getSession()
                .doOnNext(session -> listeners.signOut(session.getId())).then();
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    /** For an officer whose role does not read the figures: says so, and lets them sign out. */
    private static Mono<Void> closed(ServerWebExchange exchange, MessageSource messages) {
        Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return csrf.map(token -> "<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\""
                        + HtmlUtils.htmlEscape(token.getParameterName()) + "\" value=\""
                        + HtmlUtils.htmlEscape(token.getToken()) + "\"><button type=\"submit\">"
                        + text(exchange, messages, "sign.out") + "</button></form>")
                .defaultIfEmpty("")
                .flatMap(form -> write(exchange, HttpStatus.FORBIDDEN, text(exchange, messages, "closed.title"),
                        "<p>" + text(exchange, messages, "closed.text") + "</p>" + form));
    }

    private static Mono<Void> failed(ServerWebExchange exchange, MessageSource messages) {
        return message(exchange, messages, HttpStatus.SERVICE_UNAVAILABLE, "login.failed");
    }

    private static Mono<Void> message(ServerWebExchange exchange, MessageSource messages, HttpStatus status,
            String code) {
        return write(exchange, status, text(exchange, messages, code),
                "<p><a href=\"/\">" + text(exchange, messages, "login.again") + "</a></p>");
    }

    private static String text(ServerWebExchange exchange, MessageSource messages, String code) {
        return HtmlUtils.htmlEscape(messages.getMessage(code, null, PageLanguage.of(exchange)), "UTF-8");
    }

    private static Mono<Void> write(ServerWebExchange exchange, HttpStatus status, String title, String body) {
        String html = "<!doctype html><html lang=\"" + PageLanguage.of(exchange).getLanguage() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                + "</title><link rel=\"stylesheet\" href=\"" + STYLE + "\"></head><body class=\"message\"><main><h1>" + title
                + "</h1>" + body + "</main></body></html>";
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(html.getBytes(StandardCharsets.UTF_8))));
    }
}
