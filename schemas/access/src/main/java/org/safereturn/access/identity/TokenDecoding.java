package org.safereturn.access.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Decodes a token and accepts it only with RS256, a known key, our issuer and audience, an expiry not long after its
 * issue, and the claims of an actor.
 */
public final class TokenDecoding {

    private TokenDecoding() {}

    /** Decodes good tokens and refuses all others; what it accepted it remembers until that ends. */
    public static ReactiveJwtDecoder decoder(AccessProperties properties, Clock clock) {
        SigningKeys keys = new SigningKeys(properties.keys(), clock);
        return new RememberedTokens(verifying(keys, properties, clock), keys::known, clock,
                properties.longestLife().plus(properties.clockSkew()));
    }

    private static ReactiveJwtDecoder verifying(SigningKeys keys, AccessProperties properties, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder
                .withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(properties.clockSkew());
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                type,
                times,
                token -> isShortLived(token, properties, clock.instant()) ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")),
                new JwtIssuerValidator(properties.issuer().toString()),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(properties.audience()))));
        return decoder;
    }

    /** Whether it says when it was issued, which was not in the future, and ends soon enough after that. */
    private static boolean isShortLived(Jwt token, AccessProperties properties, Instant now) {
        Instant issued = token.getIssuedAt();
        Instant ends = token.getExpiresAt();
        return issued != null && ends != null && !issued.isAfter(now.plus(properties.clockSkew()))
                && !ends.isAfter(issued.plus(properties.longestLife()));
    }

    /** The actor of a decoded token; refused when its claims describe none. */
    public static Converter<Jwt, Mono<AbstractAuthenticationToken>> authentication() {
        return token -> Mono.justOrEmpty(Actor.fromClaims(token.getClaims()))
                .<AbstractAuthenticationToken>map(actor -> new JwtAuthenticationToken(
                        token, List.of(new SimpleGrantedAuthority("ROLE_" + actor.role())), actor.reference()))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("not an actor")));
    }
}
