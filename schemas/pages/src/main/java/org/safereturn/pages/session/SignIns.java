package org.safereturn.pages.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

import org.safereturn.access.identity.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.savedrequest.WebSessionServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.MediaTypeServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Who is signed in, with which token. A session is worth as much as its token: once that is over, the provider is asked
 * again, which asks for the password only when the officer has signed out there.
 */
public final class SignIns {

    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

    static final String REGISTRATION = "safereturn";
    static final String BEGIN = "/oauth2/authorization/" + REGISTRATION;

    /** Where Spring Security looks for the address to go to after the sign-in. */
    private static final String BACK_TO = "SPRING_SECURITY_SAVED_REQUEST";
    private static final Duration LEAST = Duration.ofSeconds(20);

    private final ServerOAuth2AuthorizedClientRepository clients;
    private final Clock clock;

    /** Looks for tokens there. */
    public SignIns(ServerOAuth2AuthorizedClientRepository clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Sends a browser without a sign-in to the provider, and from there to the page of ours that it asked for. Only the path and
     * the query of a page that a reader opened are remembered, so nobody is led elsewhere; what a program or a form asks for is not.
     *
     * @param pages what readers open
     */
    public static ServerAuthenticationEntryPoint first(ServerWebExchangeMatcher pages) {
        MediaTypeServerWebExchangeMatcher read = new MediaTypeServerWebExchangeMatcher(MediaType.TEXT_HTML);
        read.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        WebSessionServerRequestCache asked = new WebSessionServerRequestCache();
        asked.setSaveRequestMatcher(new AndServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.GET, "/**"), pages, read));
        RedirectServerAuthenticationEntryPoint first = new RedirectServerAuthenticationEntryPoint(BEGIN);
        first.setRequestCache(asked);
        return first;
    }

    /**
     * Tells of a sign-in at whose end the provider cannot be reached or breaks off, as of one at which it lets nobody in.
     *
     * @param failed what is told
     */
    public static WebFilter failures(Function<ServerWebExchange, Mono<Void>> failed) {
        return (exchange, chain) -> exchange.getRequest().getPath().value().startsWith("/login/")
                ? chain.filter(exchange).onErrorResume(failure -> !(failure instanceof ErrorResponse), failure -> {
                    LOG.warn("Somebody could not be signed in: {}",
                            NestedExceptionUtils.getMostSpecificCause(failure).getClass().getName());
                    return failed.apply(exchange);
                }) : chain.filter(exchange);
    }

    /** Whose session it is, also when its token is over. */
    public Mono<Actor> officer() {
        return ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication)
                .flatMap(authentication -> Mono.justOrEmpty(Actor.of(authentication)));
    }

    /** Who is signed in; empty when the provider must be asked again. */
    public Mono<SignedIn> current(ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication)
                .flatMap(authentication -> token(authentication, exchange)
                        .flatMap(token -> Mono.justOrEmpty(Actor.of(authentication))
                                .map(actor -> new SignedIn(actor, token))));
    }

    private Mono<String> token(Authentication authentication, ServerWebExchange exchange) {
        return clients.<OAuth2AuthorizedClient>loadAuthorizedClient(REGISTRATION, authentication, exchange)
                .map(OAuth2AuthorizedClient::getAccessToken)
                .filter(token -> {
                    Instant ends = token.getExpiresAt();
                    return ends != null && clock.instant().plus(LEAST).isBefore(ends);
                })
                .map(token -> token.getTokenValue());
    }

    /** Sends the browser to the provider, and from there to this address of ours. What the session keeps stays. */
    public Mono<Void> again(ServerWebExchange exchange, String backTo) {
        return exchange.getSession().flatMap(session -> {
            session.getAttributes().put(BACK_TO, backTo);
            exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
            exchange.getResponse().getHeaders().setLocation(URI.create(BEGIN));
            return exchange.getResponse().setComplete();
        });
    }
}
