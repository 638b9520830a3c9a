package org.safereturn.monitoringservice.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.safereturn.access.problem.ProblemException;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ListenersTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void a_caller_has_so_many_streams_and_leaves_room_for_others() {
        Listeners listeners = new Listeners(3, 2, LONG, Duration.ofSeconds(1), CLOCK);
        List<Disposable> open = new ArrayList<>();
        open.add(stream(listeners, "kh-me-1", LONG).subscribe());
        open.add(stream(listeners, "kh-me-1", LONG).subscribe());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> stream(listeners, "kh-me-1", LONG).blockLast(PATIENCE))
                .withMessage("own-listeners-full");
        open.add(stream(listeners, "th-me-1", LONG).subscribe());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> stream(listeners, "zz-me-1", LONG).blockLast(PATIENCE))
                .withMessage("listeners-full");
        open.getFirst().dispose();
        open.add(stream(listeners, "kh-me-1", LONG).subscribe());
        assertThat(listeners.open()).isEqualTo(3);
        open.forEach(Disposable::dispose);
        assertThat(listeners.open()).isZero();
    }

    @Test
    void a_stream_ends_after_a_while() {
        Listeners listeners = new Listeners(3, 2, SHORT, Duration.ofSeconds(1), CLOCK);
        stream(listeners, "kh-me-1", LONG).blockLast(PATIENCE);
        await().untilAsserted(() -> assertThat(listeners.open()).isZero());
    }

    @Test
    void a_stream_ends_with_the_token_that_opened_it() {
        Listeners listeners = new Listeners(3, 2, LONG, Duration.ofSeconds(1), CLOCK);
        stream(listeners, "kh-me-1", SHORT).blockLast(PATIENCE);
        await().untilAsserted(() -> assertThat(listeners.open()).isZero());
    }

    @Test
    void a_stream_ends_at_once_when_its_session_signs_out_and_others_go_on() {
        Listeners listeners = new Listeners(3, 2, LONG, Duration.ofSeconds(1), CLOCK);
        MockServerWebExchange leaving = exchange();
        List<String> ended = new CopyOnWriteArrayList<>();
        List<Disposable> open = List.of(browser(listeners, "kh-me-1", leaving, ended),
                browser(listeners, "th-me-1", exchange(), ended));
        await().untilAsserted(() -> assertThat(listeners.open()).isEqualTo(2));
        listeners.signOut(leaving.getSession().blockOptional().orElseThrow().getId());
        await().untilAsserted(() -> assertThat(ended).containsExactly("kh-me-1"));
        assertThat(listeners.open()).isEqualTo(1);
        open.forEach(Disposable::dispose);
    }

    private static Disposable browser(Listeners listeners, String caller, ServerWebExchange exchange, List<String> ended) {
        DefaultOAuth2User officer = new DefaultOAuth2User(List.of(), Map.of("sub", caller, "role", "ME_OFFICER", "unit",
                "UNIT-1", "ministry", "KH"), "sub");
        return listeners.admit(exchange, Flux.<ServerSentEvent<Object>>never()).doFinally(_ -> ended.add(caller))
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                        new OAuth2AuthenticationToken(officer, List.of(), "safereturn")))
                .subscribe();
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/events"));
    }

    private static Flux<ServerSentEvent<Object>> stream(Listeners listeners, String caller, Duration tokenLife) {
        Jwt token = Jwt.withTokenValue("token").header("alg", "RS256").subject(caller).claim("role", "ME_OFFICER")
                .claim("unit", "UNIT-1").claim("ministry", "KH").issuedAt(NOW.minusSeconds(1))
                .expiresAt(NOW.plus(tokenLife)).build();
        return listeners.admit(exchange(), Flux.<ServerSentEvent<Object>>never()).contextWrite(
                ReactiveSecurityContextHolder.withAuthentication(new JwtAuthenticationToken(token)));
    }
}
