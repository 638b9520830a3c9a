package org.safereturn.access.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers accepted tokens, so that the same token is verified once. It is found by the hash of all its characters, so
 * nothing else than the identical token is. It is forgotten when it expires, without any tolerance for clocks, and when
 * the provider's keys are other ones than those it was verified with. A refusal is never remembered.
 *
 * <p>It remembers no longer than a token is accepted anyway: no service is told of a sign-out, so there is nothing else
 * that could end a token earlier.
 */
final class RememberedTokens implements ReactiveJwtDecoder {

    private static final int MOST = 2_000;

    private final ReactiveJwtDecoder decoder;
    private final Supplier<List<JWK>> keys;
    private final Clock clock;
    private final Cache<ByteBuffer, Remembered> tokens;

    private record Remembered(Jwt token, List<JWK> keys) {}

    /**
     * Remembers what this decoder accepts.
     *
     * @param keys the keys that tokens are verified with now; another list when they are others
     * @param longest no token is accepted for longer
     */
    RememberedTokens(ReactiveJwtDecoder decoder, Supplier<List<JWK>> keys, Clock clock, Duration longest) {
        this.decoder = decoder;
        this.keys = keys;
        this.clock = clock;
        this.tokens = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(longest).build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return Mono.defer(() -> {
            ByteBuffer hash = hash(token);
            List<JWK> now = keys.get();
            Remembered known = tokens.getIfPresent(hash);
            if (known != null && isSame(known.keys(), now) && isBeforeItsEnd(known.token())) {
                return Mono.just(known.token());
            }
            return decoder.decode(token).doOnNext(accepted -> {
                if (isSame(keys.get(), now)) {
                    tokens.put(hash, new Remembered(accepted, now));
                }
            });
        });
    }

    private boolean isBeforeItsEnd(Jwt token) {
        Instant end = token.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }

    /** The very same list: what it holds was compared when it was fetched. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<JWK> one, List<JWK> other) {
        return one == other;
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }
}
