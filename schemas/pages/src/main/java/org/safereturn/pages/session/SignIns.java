package org.safereturn.pages.session;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.safereturn.access.identity.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who is signed in, with which token. A session is worth as much as its token: once that is over, the provider is asked
 * again, which asks for the password only when the officer has signed out there.
 */
public final class SignIns {

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
