package org.safereturn.access.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.access.testing.TokenAttacks;
import org.safereturn.access.testing.Tokens;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RememberedTokensTest {

    private static final Actor OFFICER = Tokens.actor(Role.TRACING_OFFICER, "KH");
    private static final RSAKey NEXT = Tokens.key("next-1");

    private final Hand clock = new Hand();
    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicReference<List<JWK>> keys = new AtomicReference<>(new ArrayList<>(List.of(Tokens.KEY)));

    @Test
    void the_same_token_is_verified_once_and_another_one_by_itself() {
        ReactiveJwtDecoder tokens = counted();
        String one = Tokens.of(OFFICER);
        String other = Tokens.of(OFFICER);
        for (int i = 0; i < 3; i++) {
            assertThat(decoded(tokens, one).getId()).isNotEqualTo(decoded(tokens, other).getId());
        }
        assertThat(verified).hasValue(2);
    }

    @Test
    void a_remembered_token_is_verified_again_from_the_moment_it_expires() {
        ReactiveJwtDecoder tokens = counted();
        String token = Tokens.of(OFFICER);
        Instant end = Objects.requireNonNull(decoded(tokens, token).getExpiresAt());
        clock.set(end.minusMillis(1));
        decoded(tokens, token);
        assertThat(verified).hasValue(1);
        clock.set(end);
        decoded(tokens, token);
        assertThat(verified).hasValue(2);
    }

    @Test
    void other_keys_make_it_forget_and_what_they_changed_meanwhile_is_not_remembered() {
        ReactiveJwtDecoder tokens = counted();
        String token = Tokens.of(OFFICER);
        decoded(tokens, token);
        keys.set(List.of(NEXT));
        decoded(tokens, token);
        decoded(tokens, token);
        assertThat(verified).hasValue(2);

        ReactiveJwtDecoder changing = new RememberedTokens(text -> verify(text).doOnNext(_ -> keys.set(new ArrayList<>())),
                keys::get, clock, Duration.ofHours(1));
        decoded(changing, token);
        decoded(changing, token);
        assertThat(verified).hasValue(4);
    }

    @Test
    void a_refusal_is_not_remembered() {
        AtomicInteger asked = new AtomicInteger();
        ReactiveJwtDecoder tokens = new RememberedTokens(text -> asked.incrementAndGet() == 1
                ? Mono.error(new BadJwtException("made up")) : verify(text), keys::get, clock, Duration.ofHours(1));
        String token = Tokens.of(OFFICER);
        assertThatThrownBy(() -> decoded(tokens, token)).isInstanceOf(BadJwtException.class);
        assertThat(decoded(tokens, token).getSubject()).isEqualTo(OFFICER.reference());
    }

    @Test
    void a_service_refuses_a_token_that_it_remembers_once_it_has_expired(@TempDir Path folder) throws IOException {
        ReactiveJwtDecoder tokens = service(folder);
        JWTClaimsSet claims = Tokens.claims(OFFICER).build();
        String token = Tokens.sign(Tokens.KEY, claims);
        decoded(tokens, token);
        decoded(tokens, token);
        clock.set(claims.getExpirationTime().toInstant().plusSeconds(31));
        assertThatThrownBy(() -> decoded(tokens, token)).isInstanceOf(JwtException.class);
    }

    @Test
    void a_service_that_remembers_a_token_still_refuses_every_bad_one(@TempDir Path folder) throws IOException {
        ReactiveJwtDecoder tokens = service(folder);
        String token = Tokens.of(OFFICER);
        decoded(tokens, token);
        decoded(tokens, token);
        String signature = token.substring(token.lastIndexOf('.') + 1);
        assertThatThrownBy(() -> decoded(tokens, Tokens.of(Tokens.actor(Role.SUPERVISOR, "KH"))
                .replaceAll("[^.]+$", "") + signature)).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> decoded(tokens, token.substring(0, token.length() - 1))).isInstanceOf(JwtException.class);
        for (TokenAttacks.Attack attack : TokenAttacks.on(OFFICER)) {
            assertThat(tokens.decode(attack.token()).flatMap(TokenDecoding.authentication()::convert)
                    .onErrorResume(_ -> Mono.empty()).blockOptional()).as(attack.toString()).isEmpty();
        }
    }

    @Test
    void a_service_that_learns_of_new_keys_refuses_what_it_remembers_of_the_old_ones(@TempDir Path folder) throws IOException {
        ReactiveJwtDecoder tokens = service(folder);
        String old = Tokens.of(OFFICER);
        decoded(tokens, old);
        decoded(tokens, old);
        Files.writeString(folder.resolve("keys.jwks"), new JWKSet(NEXT.toPublicJWK()).toString());
        clock.set(Instant.now().plusSeconds(31));
        decoded(tokens, Tokens.sign(NEXT, Tokens.claims(OFFICER).build()));
        assertThatThrownBy(() -> decoded(tokens, old)).isInstanceOf(JwtException.class);
    }

    private ReactiveJwtDecoder counted() {
        return new RememberedTokens(this::verify, keys::get, clock, Duration.ofHours(1));
    }

    private Mono<Jwt> verify(String token) {
        verified.incrementAndGet();
        return TokenDecoding.decoder(new AccessProperties(URI.create(Tokens.ISSUER), URI.create(Tokens.jwks()),
                Tokens.AUDIENCE, Duration.ofHours(1), Duration.ofHours(1), null), Clock.systemUTC()).decode(token);
    }

    private ReactiveJwtDecoder service(Path folder) throws IOException {
        Path published = folder.resolve("keys.jwks");
        Files.writeString(published, new JWKSet(Tokens.KEY.toPublicJWK()).toString());
        return TokenDecoding.decoder(new AccessProperties(URI.create(Tokens.ISSUER), published.toUri(), Tokens.AUDIENCE,
                Duration.ofSeconds(30), Duration.ofHours(1), null), clock);
    }

    private static Jwt decoded(ReactiveJwtDecoder tokens, String token) {
        return tokens.decode(token).blockOptional().orElseThrow();
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.now();

        void set(Instant moment) {
            now = moment;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
