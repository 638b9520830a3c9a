package org.safereturn.access.identity;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.testing.Tokens;
import org.springframework.security.authentication.AuthenticationServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeysTest {

    private static final RSAKey NEXT = Tokens.key("next-1");

    private final AtomicInteger asked = new AtomicInteger();
    private final Hand clock = new Hand();
    private volatile String published = new JWKSet(Tokens.KEY.toPublicJWK()).toString();
    private HttpServer provider;
    private SigningKeys keys;

    @BeforeEach
    void start() throws java.io.IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        keys = new SigningKeys(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks"), clock);
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void keys_are_fetched_once_and_kept() {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.apply(token(Tokens.KEY)).collectList().block()).hasSize(1);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void made_up_key_ids_do_not_become_load_on_the_identity_provider() {
        keys.apply(token(Tokens.KEY)).blockLast();
        for (int i = 0; i < 20; i++) {
            assertThat(keys.apply(token(NEXT)).collectList().block()).isEmpty();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_new_key_is_found_after_the_pause() {
        keys.apply(token(Tokens.KEY)).blockLast();
        published = new JWKSet(NEXT.toPublicJWK()).toString();
        clock.forward(Duration.ofSeconds(31));
        assertThat(keys.apply(token(NEXT)).collectList().block()).hasSize(1);
        assertThat(keys.apply(token(Tokens.KEY)).collectList().block()).isEmpty();
    }

    @Test
    void known_keys_go_on_serving_while_the_identity_provider_is_down() {
        keys.apply(token(Tokens.KEY)).blockLast();
        provider.stop(0);
        clock.forward(Duration.ofHours(5));
        assertThat(keys.apply(token(Tokens.KEY)).collectList().block()).hasSize(1);
        assertThatThrownBy(() -> keys.apply(token(NEXT)).blockLast())
                .isInstanceOf(AuthenticationServiceException.class);
    }

    @Test
    void keys_are_read_from_the_class_path_and_from_files_too() {
        SigningKeys local = new SigningKeys(URI.create(Tokens.jwks()), clock);
        assertThat(local.apply(token(Tokens.KEY)).collectList().block()).hasSize(1);
    }

    private static SignedJWT token(RSAKey key) {
        try {
            return SignedJWT.parse(Tokens.sign(key, Tokens.claims(Tokens.actor(Role.OPERATOR, "KH")).build()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-01-05T08:00:00Z");

        void forward(Duration duration) {
            now = now.plus(duration);
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
