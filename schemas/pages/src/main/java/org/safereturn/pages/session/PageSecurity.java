package org.safereturn.pages.session;

import java.net.URI;
import java.util.stream.Stream;

import org.safereturn.access.identity.AccessProperties;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.limits.RateLimits;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * The addresses of pages: an officer of this ministry signs in at the ministry's provider and keeps a session. A session
 * opens no address of the API; that asks for a token, which a page sends on. Who signs out at another page of the same
 * provider is signed out here, as soon as the provider says so.
 *
 * <p>Does not protect against a browser left open, which shows what is on it; a session ends with its token at the latest.
 */
public final class PageSecurity {

    /** Where the provider sends a browser that has signed out. */
    public static final String SIGNED_OUT = "/signed-out";

    private static final String POLICY = String.join("; ", "default-src 'none'", "style-src 'self'", "img-src 'self'",
            "font-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self' ");

    /** Home has scripts for its numbers, and a form has one that keeps what is typed; both come with the build. */
    private static final String SCRIPTS = "; script-src 'self'; connect-src 'self'";

    private PageSecurity() {
    }

    /** What is told to a browser that gets no page. */
    public interface Notices {

        /** Answers with a notice. */
        Mono<Void> tell(ServerWebExchange exchange, HttpStatus status, String what);
    }

    /** The pages' client at the provider. */
    public static ClientRegistration registration(PageSettings settings, AccessProperties access) {
        return new ProviderClient(settings.clientId(), settings.clientSecret(), settings.redirect(), access.issuer(),
                settings.authorizationAt(access.issuer()), settings.tokenAt(access.issuer()), access.keys(),
                settings.endSessionAt(access.issuer())).registration();
    }

    /**
     * The chain of the addresses of pages.
     *
     * @param cookie name of the session's cookie
     */
    public static SecurityWebFilterChain chain(ServerHttpSecurity http, String country, String cookie, RateLimits rates,
            PageSettings settings, AccessProperties access, ReactiveClientRegistrationRepository clients,
            ProviderSessions sessions, LiveSessions live, Notices notices) {
        OidcClientInitiatedServerLogoutSuccessHandler atTheProviderToo =
                new OidcClientInitiatedServerLogoutSuccessHandler(clients);
        atTheProviderToo.setPostLogoutRedirectUri("{baseUrl}" + SIGNED_OUT);
        atTheProviderToo.setLogoutSuccessUrl(URI.create(SIGNED_OUT));
        // Browsers apply form-action to the redirects after a form too: signing out, and signing in again, lead past the provider.
        String directives = POLICY + origin(settings.endSessionAt(access.issuer()));
        return http
                .securityMatcher(pages())
                .addFilterBefore(OwnSite.only(settings.redirect(), exchange ->
                        notices.tell(exchange, HttpStatus.FORBIDDEN, "other-site")), SecurityWebFiltersOrder.CSRF)
                .addFilterBefore(signInsOnly(rates.signIns(), cookie), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterBefore(SignIns.failures(exchange -> failed(exchange, notices)), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterAfter(rates.requests(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> paths
                        .pathMatchers(HttpMethod.GET, SIGNED_OUT, "/assets/**").permitAll()
                        .anyExchange().access((caller, _) -> ofMinistry(caller, country)))
                .oauth2Login(login -> login.authenticationFailureHandler((filter, _) ->
                        failed(filter.getExchange(), notices)))
                .logout(logout -> logout
                        .logoutHandler(new DelegatingServerLogoutHandler(ended(live), new SecurityContextServerLogoutHandler(),
                                new WebSessionServerLogoutHandler()))
                        .logoutSuccessHandler(atTheProviderToo))
                .oidcLogout(elsewhere -> elsewhere.oidcSessionRegistry(sessions)
                        .backChannel(channel -> channel.logoutHandler(sessions)))
                .csrf(csrf -> csrf.accessDeniedHandler((exchange, _) ->
                        notices.tell(exchange, HttpStatus.FORBIDDEN, "session-over")))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(SignIns.first(read()))
                        .accessDeniedHandler((exchange, _) -> notices.tell(exchange, HttpStatus.FORBIDDEN, "closed")))
                .headers(headers -> headers
                        .frameOptions(frames -> frames.mode(Mode.DENY))
                        .writer(exchange -> Mono.fromRunnable(() -> exchange.getResponse().getHeaders().set(
                                "Content-Security-Policy", hasScripts(exchange) ? directives + SCRIPTS : directives)))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicy(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    private static boolean hasScripts(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return path.equals("/") || path.startsWith("/pages/forms/");
    }

    private static ServerLogoutHandler ended(LiveSessions live) {
        return (filter, _) -> filter.getExchange().getSession().doOnNext(session -> live.end(session.getId())).then();
    }

    private static Mono<Void> failed(ServerWebExchange exchange, Notices notices) {
        return notices.tell(exchange, HttpStatus.SERVICE_UNAVAILABLE, "sign-in-failed");
    }

    /** The addresses of pages that a reader opens. */
    private static ServerWebExchangeMatcher read() {
        return new AndServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/", "/pages/**"),
                new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/pages/live")));
    }

    private static ServerWebExchangeMatcher pages() {
        return new OrServerWebExchangeMatcher(
                Stream.of("/", "/pages/**", "/assets/**", "/oauth2/authorization/**", "/login/oauth2/**",
                        "/logout", "/logout/connect/back-channel/**", SIGNED_OUT)
                        .<ServerWebExchangeMatcher>map(PathPatternParserServerWebExchangeMatcher::new).toList());
    }

    /**
     * A sign-in that was begun holds a session before anybody is known, and a page that is asked for without a session
     * begins one; so an address may begin only so many. A sign-out that the provider tells of costs a check of its signature.
     */
    private static WebFilter signInsOnly(WebFilter limit, String cookie) {
        return (exchange, chain) -> {
            String path = exchange.getRequest().getPath().value();
            boolean signsIn = path.startsWith("/oauth2/") || path.startsWith("/login/") || path.startsWith("/logout/");
            boolean page = path.equals("/") || path.startsWith("/pages/");
            boolean known = exchange.getRequest().getCookies().containsKey(cookie);
            return signsIn || (page && !known) ? limit.filter(exchange, chain) : chain.filter(exchange);
        };
    }

    private static Mono<AuthorizationResult> ofMinistry(Mono<Authentication> caller, String country) {
        return caller.filter(Authentication::isAuthenticated)
                .<AuthorizationResult>map(each -> new AuthorizationDecision(
                        Actor.of(each).filter(actor -> actor.ministry().equals(country)).isPresent()))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
