package org.safereturn.access.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.safereturn.access.Running;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.limits.AccessLimits.Rate;
import org.safereturn.access.problem.Problems;
import org.safereturn.access.testing.Tokens;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.ErrorResponse;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestPropertySource(properties = {
    "safereturn.access.limits.officer.count=1",
    "safereturn.access.limits.officer.per=1h",
    "safereturn.access.limits.officer.burst=3",
    "safereturn.access.limits.system.count=1",
    "safereturn.access.limits.system.per=1h",
    "safereturn.access.limits.system.burst=6",
    "safereturn.access.limits.anonymous.count=1",
    "safereturn.access.limits.anonymous.per=1h",
    "safereturn.access.limits.anonymous.burst=4"
})
class RateLimitsTest extends Running {

    private static final Rate LOW = new Rate(1, Duration.ofHours(1), 2);

    @Test
    void a_caller_over_the_limit_waits_and_hinders_nobody_else() {
        Actor busy = new Actor("kh-busy", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        for (int number = 0; number < 3; number++) {
            ask(busy).expectStatus().isOk();
        }
        ask(busy).expectStatus().isEqualTo(429)
                .expectHeader().value("Retry-After", seconds -> assertThat(Long.parseLong(seconds)).isBetween(1L, 3600L))
                .expectHeader().contentType("application/problem+json")
                .expectBody().jsonPath("$.rule").isEqualTo("too-many-requests")
                .jsonPath("$.parameters.seconds").isNotEmpty();
        ask(new Actor("kh-calm", "INTAKE_OFFICER", "KH-UNIT-1", "KH")).expectStatus().isOk();
    }

    @Test
    void a_ministry_system_may_ask_more_often_than_a_person() {
        Actor system = new Actor("kh-system", "MINISTRY_SYSTEM", "KH-UNIT-1", "KH");
        for (int number = 0; number < 6; number++) {
            ask(system).expectStatus().isOk();
        }
        ask(system).expectStatus().isEqualTo(429);
    }

    @Test
    void an_address_without_a_good_token_is_limited_and_does_not_hinder_those_with_one() {
        Actor officer = new Actor("kh-neighbour", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        for (int number = 0; number < 4; number++) {
            client().get().uri("/actor").headers(headers -> headers.setBearerAuth("bad")).exchange()
                    .expectStatus().isUnauthorized();
        }
        client().get().uri("/actor").headers(headers -> headers.setBearerAuth("bad")).exchange()
                .expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
        client().get().uri("/actuator/health/liveness").exchange().expectStatus().isEqualTo(429);
        ask(officer).expectStatus().isOk();
    }

    @Test
    void who_asks_for_temporary_access_too_often_waits_and_may_still_search() {
        RateLimits limits = limits(100);
        Actor busy = new Actor("kh-busy", "CASE_MANAGER", "KH-UNIT-1", "KH");
        for (int number = 0; number < 2; number++) {
            limits.accessRequest(busy).block(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> limits.accessRequest(busy).block(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(ErrorResponse.class, refused -> assertThat(refused.getStatusCode().value()).isEqualTo(429));
        limits.search(busy).block(Duration.ofSeconds(5));
    }

    @Test
    void a_caller_is_remembered_until_all_is_allowed_again() {
        assertThat(new Rate(20, Duration.ofHours(1), 20).untilFull()).isEqualTo(Duration.ofHours(1));
        assertThat(LOW.untilFull()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void who_searches_for_persons_too_often_waits_and_hinders_nobody_else() {
        RateLimits limits = limits(100);
        Actor busy = new Actor("kh-busy", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        Actor calm = new Actor("kh-calm", "INTAKE_OFFICER", "KH-UNIT-1", "KH");
        for (int number = 0; number < 2; number++) {
            limits.search(busy).block(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> limits.search(busy).block(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(ErrorResponse.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(429);
                    assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("3600");
                });
        limits.search(calm).block(Duration.ofSeconds(5));
    }

    @Test
    void callers_are_forgotten_before_they_fill_the_memory() {
        RateLimits limits = limits(100);
        for (int number = 0; number < 2_000; number++) {
            assertThat(signIn(limits, new InetSocketAddress("10.0." + number / 250 + "." + number % 250, 1)))
                    .isEqualTo(200);
        }
        assertThat(limits.remembered()).isLessThanOrEqualTo(100);
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one_caller() throws UnknownHostException {
        RateLimits limits = limits(100);
        assertThat(signIn(limits, new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1))).isEqualTo(200);
        assertThat(signIn(limits, new InetSocketAddress(InetAddress.getByName("2001:db8::2"), 1))).isEqualTo(200);
        assertThat(signIn(limits, new InetSocketAddress(InetAddress.getByName("2001:db8::3"), 1))).isEqualTo(429);
        assertThat(signIn(limits, new InetSocketAddress(InetAddress.getByName("2001:db8:0:1::3"), 1))).isEqualTo(200);
    }

    private WebTestClient.ResponseSpec ask(Actor actor) {
        return client().get().uri("/actor").headers(Tokens.as(actor)).exchange();
    }

    private static RateLimits limits(int callers) {
        Duration second = Duration.ofSeconds(1);
        return new RateLimits(
                new AccessLimits(LOW, LOW, LOW, LOW, LOW, LOW, callers, 1, 1, second, second, second, second, second, 1, second),
                Problems.fromClassPath());
    }

    private static int signIn(RateLimits limits, InetSocketAddress from) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.get("/").remoteAddress(from));
        limits.signIns().filter(exchange, passed -> {
            passed.getResponse().setStatusCode(HttpStatusCode.valueOf(200));
            return Mono.empty();
        }).block(Duration.ofSeconds(5));
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? 0 : status.value();
    }
}
