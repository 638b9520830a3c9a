package org.safereturn.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Which assertions of a ministry's system are good (RFC 7523): signed with ES256 by a key of the set that the ministry
 * publishes, for this provider, in its own name, good for a minute at most, and seen for the first time. A new key in
 * the published set is found without a restart.
 */
final class SystemAssertions implements JwtDecoderFactory<RegisteredClient> {

    static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.ES256;

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(1);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final Map<String, Resource> published;
    private final Clock clock;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    SystemAssertions(List<IdentityProperties.MinistrySystem> systems, ResourceLoader resources, Clock clock) {
        this.published = systems.stream().collect(Collectors.toUnmodifiableMap(
                IdentityProperties.MinistrySystem::client, system -> resources.getResource(system.jwks().toString())));
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        Resource keys = published.get(client.getClientId());
        if (keys == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return decoders.computeIfAbsent(client.getClientId(), _ -> decoder(client, keys));
    }

    private JwtDecoder decoder(RegisteredClient client, Resource keys) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder
                .withJwkSource(JWKSourceBuilder.create(new PublishedKeys(keys)).refreshAheadCache(false).build())
                .jwsAlgorithm(ALGORITHM)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(client), new OnceAndSoonOver(clock)));
        return decoder;
    }

    /** The set of keys where the ministry put it, in a file or on the web. */
    private record PublishedKeys(Resource place) implements JWKSetSource<SecurityContext> {

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                return JWKSet.parse(place.getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException | ParseException e) {
                throw new JWKSetUnavailableException("The keys at " + place + " cannot be read", e);
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    /** Remembers the id of every assertion for as long as it could be sent again. */
    private static final class OnceAndSoonOver implements OAuth2TokenValidator<Jwt> {

        private final Map<String, Instant> seen = new ConcurrentHashMap<>();
        private final Clock clock;

        OnceAndSoonOver(Clock clock) {
            this.clock = clock;
        }

        @Override
        public OAuth2TokenValidatorResult validate(Jwt assertion) {
            Instant now = clock.instant();
            @Nullable String id = assertion.getId();
            @Nullable Instant end = assertion.getExpiresAt();
            if (id == null || end == null || end.isAfter(now.plus(LONGEST_LIFE).plus(CLOCK_SKEW))) {
                return refused("an id and an end within a minute are required");
            }
            seen.values().removeIf(over -> over.plus(CLOCK_SKEW).isBefore(now));
            return seen.putIfAbsent(id, end) == null
                    ? OAuth2TokenValidatorResult.success()
                    : refused("the assertion was used before");
        }

        private static OAuth2TokenValidatorResult refused(String why) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, why, null));
        }
    }
}
