package org.safereturn.monitoringservice.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.safereturn.access.identity.Actor;
import org.safereturn.access.limits.RateLimits;
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
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.server.WebSessionServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * A browser signs in at the identity provider and keeps a session; programs bring a token and are checked by the
 * house's resource server. Whoever brings neither gets nothing, style sheets included.
 *
 * <p>Does not protect against a browser left open: the session lasts as long as the page listens, and until it expires.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    static final String REGISTRATION = "safereturn";

    private static final String POLICY = String.join("; ", "default-src 'none'", "style-src 'self'",
            "script-src 'self'", "connect-src 'self'", "img-src 'self'", "font-src 'self'", "form-action 'self'",
            "base-uri 'none'", "frame-ancestors 'none'");

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(MonitoringSettings settings) {
        MonitoringSettings.Login login = settings.login();
        return new InMemoryReactiveClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientName("Safe Return")
                .clientId(login.clientId())
                .clientSecret(login.clientSecret())
                .clientAuthenticationMethod(login.clientSecret().isEmpty() ? ClientAuthenticationMethod.NONE
                        : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(login.redirect())
                .scope("openid")
                .issuerUri(login.issuer().toString())
                .authorizationUri(login.authorization().toString())
                .tokenUri(login.token().toString())
                .jwkSetUri(login.jwks().toString())
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build());
    }

    /** Tokens end with the session. */
    @Bean
    ServerOAuth2AuthorizedClientRepository authorizedClients() {
        return new WebSessionServerOAuth2AuthorizedClientRepository();
    }

    @Bean
    @Order(0)
    SecurityWebFilterChain browsers(ServerHttpSecurity http, MessageSource messages, RateLimits rates) {
        return http
                .securityMatcher(withoutToken())
                .addFilterBefore(signInsOnly(rates.signIns()), SecurityWebFiltersOrder.HTTP_BASIC)
                .addFilterAfter(rates.requests(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(paths -> paths.anyExchange().access((caller, _) -> officer(caller)))
                .oauth2Login(login -> login
                        .authenticationFailureHandler((filter, _) -> message(filter.getExchange(), messages,
                                HttpStatus.SERVICE_UNAVAILABLE, "login.failed")))
                .logout(logout -> logout
                        .logoutSuccessHandler((filter, _) -> message(filter.getExchange(), messages, HttpStatus.OK,
                                "login.ended")))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(signIn())
                        .accessDeniedHandler((_, _) -> Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN))))
                .headers(headers -> headers
                        .frameOptions(frames -> frames.mode(Mode.DENY))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicy(policy -> policy.policy("camera=(), geolocation=(), microphone=()")))
                .build();
    }

    /** A sign-in that was begun holds a session before anybody is known; so an address may begin only so many. */
    private static WebFilter signInsOnly(WebFilter limit) {
        return (exchange, chain) -> {
            String path = exchange.getRequest().getPath().value();
            return path.startsWith("/oauth2/") || path.startsWith("/login/")
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

    /** The page sends to the provider; everything else says that a sign-in is needed. */
    private static ServerAuthenticationEntryPoint signIn() {
        DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();
        return (exchange, _) -> exchange.getRequest().getPath().value().equals("/")
                && HttpMethod.GET.equals(exchange.getRequest().getMethod())
                ? redirect.sendRedirect(exchange, URI.create("/oauth2/authorization/" + REGISTRATION))
                : Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    }

    private static Mono<Void> message(ServerWebExchange exchange, MessageSource messages, HttpStatus status,
            String code) {
        Locale language = PageLanguage.of(exchange);
        String text = messages.getMessage(code, null, language);
        String again = messages.getMessage("login.again", null, language);
        String html = "<!doctype html><html lang=\"" + language.getLanguage() + "\"><meta charset=\"utf-8\"><title>"
                + text + "</title><h1>" + text + "</h1><p><a href=\"/\">" + again + "</a></p></html>";
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(html.getBytes(StandardCharsets.UTF_8))));
    }
}
