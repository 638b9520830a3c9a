package org.safereturn.access.identity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Mono;

/** The check of tokens exactly as a service makes it, without the service. */
public final class AcceptedTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AcceptedTokens() {}

    /** The actor that a service trusting this provider would see; empty when it would answer 401. */
    public static Optional<Actor> actor(String token, URI issuer, URI jwks) {
        return accepted(token, issuer, jwks).flatMap(jwt -> Actor.fromClaims(jwt.getClaims()));
    }

    /** The token as a service reads it; empty when its signature, issuer, audience or times are not accepted. */
    public static Optional<Jwt> accepted(String token, URI issuer, URI jwks) {
        AccessProperties properties = new AccessProperties(issuer, jwks, "safereturn", Duration.ofSeconds(30),
                Duration.ofHours(1), null);
        return TokenDecoding.decoder(properties, Clock.systemUTC()).decode(token)
                .onErrorResume(JwtException.class, _ -> Mono.empty())
                .blockOptional(PATIENCE);
    }
}
