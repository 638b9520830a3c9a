package org.safereturn.access.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.access.Running;
import org.safereturn.access.identity.Access;
import org.safereturn.access.identity.PurposeOfUse;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service that takes four requests at a time, and an endpoint that answers when it is told to. */
@Import(AdmissionTest.Held.class)
@TestPropertySource(properties = {"safereturn.access.limits.under-way=4", "safereturn.access.limits.answer=5s"})
class AdmissionTest extends Running {

    private static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Autowired
    private Held held;

    @Autowired
    private MeterRegistry meters;

    @RestController
    static class Held {

        private final AtomicInteger begun = new AtomicInteger();
        private volatile Sinks.Empty<Void> told = Sinks.empty();

        @Access(roles = Role.INTAKE_OFFICER, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/held")
        Mono<List<String>> held() {
            begun.incrementAndGet();
            return told.asMono().thenReturn(List.of("done"));
        }

        /** Goes on with its answer when nobody waits for it any more, as a thread does that is in the middle of it. */
        @Access(roles = Role.INTAKE_OFFICER, purpose = PurposeOfUse.INTAKE, personal = false)
        @PostMapping("/late")
        Mono<Void> late(ServerWebExchange exchange) {
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.CREATED);
            response.beforeCommit(() -> {
                response.setStatusCode(HttpStatus.CREATED);
                response.getHeaders().setETag("\"7\"");
                return Mono.empty();
            });
            response.getHeaders().setContentLength(1);
            return Mono.never();
        }

        @Access(roles = Role.INTAKE_OFFICER, purpose = PurposeOfUse.INTAKE, personal = false)
        @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream() {
            return Flux.just("begun").concatWith(Flux.never());
        }
    }

    @BeforeEach
    void nothingIsUnderWay() {
        held.begun.set(0);
        held.told = Sinks.empty();
    }

    @AfterEach
    void answerAll() {
        held.told.tryEmitEmpty();
        await().atMost(PATIENCE).until(() -> underWay() == 0);
    }

    @Test
    void more_than_it_takes_are_turned_away_at_once_and_those_let_in_are_all_answered() {
        double before = turnedAway();
        List<CompletableFuture<Integer>> letIn = hold(MOST);

        for (int number = 0; number < 20; number++) {
            post("/held", "{}").header("Accept-Language", "th").exchange()
                    .expectStatus().isEqualTo(503)
                    .expectHeader().valueEquals("Retry-After", "1")
                    .expectHeader().contentType("application/problem+json")
                    .expectHeader().valueEquals("Content-Language", "th")
                    .expectBody().jsonPath("$.rule").isEqualTo("too-busy");
        }
        client().get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        assertThat(letIn).noneMatch(CompletableFuture::isDone);
        assertThat(held.begun).as("nothing of what was turned away has begun").hasValue(MOST);
        assertThat(turnedAway() - before).isEqualTo(20);

        held.told.tryEmitEmpty();
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(letIn).allSatisfy(each -> assertThat(each).isCompletedWithValue(200)));
        await().atMost(PATIENCE).until(() -> underWay() == 0);
        get("/actor").exchange().expectStatus().isOk();
    }

    @Test
    void who_is_let_in_and_not_answered_in_time_is_told_so_and_makes_room() {
        List<CompletableFuture<Integer>> letIn = hold(MOST);

        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(letIn).allSatisfy(each -> assertThat(each).isCompletedWithValue(503)));
        await().atMost(PATIENCE).until(() -> underWay() == 0);
        assertThat(held.told.currentSubscriberCount()).as("what nobody waits for any more has ended").isZero();
        get("/actor").exchange().expectStatus().isOk();
    }

    @Test
    void nothing_of_an_answer_that_comes_too_late_is_in_the_one_that_says_so() {
        post("/late", "{}").exchange()
                .expectStatus().isEqualTo(503)
                .expectHeader().doesNotExist("ETag")
                .expectHeader().valueEquals("Retry-After", "5")
                .expectHeader().contentType("application/problem+json")
                .expectBody().jsonPath("$.rule").isEqualTo("temporarily-unavailable");
    }

    @Test
    void connections_without_a_request_and_slow_bodies_and_streams_take_no_room() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int number = 0; number < 100; number++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), port()));
            }
            for (int number = 0; number < 2 * MOST; number++) {
                send(open.get(number), "POST /held HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\nAuthorization: Bearer " + Tokens.of(Role.INTAKE_OFFICER, "KH") + "\r\n\r\n{");
            }
            for (int number = 2 * MOST; number < 4 * MOST; number++) {
                send(open.get(number), "GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + Tokens.of(Role.INTAKE_OFFICER, "KH") + "\r\n\r\n");
                byte[] status = open.get(number).getInputStream().readNBytes(12);
                assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            }
            await().atMost(PATIENCE).until(() -> underWay() == 0);
            assertThat(held.begun).hasValue(0);
            get("/actor").exchange().expectStatus().isOk();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void a_caller_who_goes_away_makes_room() throws IOException {
        List<Socket> gone = new ArrayList<>();
        for (int number = 0; number < MOST; number++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
            gone.add(socket);
            send(socket, "POST /held HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nAuthorization: Bearer "
                    + Tokens.of(Role.INTAKE_OFFICER, "KH") + "\r\n\r\n");
        }
        await().atMost(PATIENCE).until(() -> underWay() == MOST);
        for (Socket socket : gone) {
            socket.close();
        }
        await().atMost(PATIENCE).until(() -> underWay() == 0);
    }

    /** This many requests that are let in and wait; their status when it comes. */
    private List<CompletableFuture<Integer>> hold(int count) {
        WebClient caller = WebClient.create("http://127.0.0.1:" + port());
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            statuses.add(caller.post().uri("/held").headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
                    .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().value())).toFuture());
        }
        await().atMost(PATIENCE).until(() -> held.begun.get() == count);
        return statuses;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private double underWay() {
        return meters.get("safereturn.requests.under.way").gauge().value();
    }

    private double turnedAway() {
        return meters.get("safereturn.requests.turned.away").counter().count();
    }
}
