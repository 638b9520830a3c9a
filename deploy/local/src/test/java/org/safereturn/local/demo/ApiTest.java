package org.safereturn.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.local.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class ApiTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void a_service_that_tells_to_come_later_is_asked_again() throws IOException, InterruptedException {
        answers(2, true);
        assertThat(get().status()).isEqualTo(200);
        assertThat(asked).hasValue(3);
    }

    @Test
    void one_that_never_serves_is_asked_six_times() throws IOException, InterruptedException {
        answers(Integer.MAX_VALUE, true);
        assertThat(get().status()).isEqualTo(503);
        assertThat(asked).hasValue(6);
    }

    @Test
    void one_that_does_not_say_when_to_come_is_not_asked_again() throws IOException, InterruptedException {
        answers(Integer.MAX_VALUE, false);
        assertThat(get().status()).isEqualTo(503);
        assertThat(asked).hasValue(1);
    }

    private void answers(int refusals, boolean sayingWhen) {
        service.createContext("/", exchange -> {
            boolean refused = asked.incrementAndGet() <= refusals;
            if (refused && sayingWhen) {
                exchange.getResponseHeaders().set("Retry-After", "0");
            }
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private Reply get() throws IOException, InterruptedException {
        try (Api api = new Api(Settings.usual(Path.of("")), _ -> { })) {
            return api.getWithoutToken(URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/"));
        }
    }
}
