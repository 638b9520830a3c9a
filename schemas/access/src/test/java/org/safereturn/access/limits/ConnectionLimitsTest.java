package org.safereturn.access.limits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.Running;
import org.safereturn.access.identity.Role;
import org.safereturn.access.testing.CapturedLog;
import org.safereturn.access.testing.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Callers that are slow on purpose, many, or too long-winded. */
@TestPropertySource(properties = {
    "safereturn.access.limits.head=500ms",
    "safereturn.access.limits.body-pause=700ms",
    "safereturn.access.limits.body=1500ms",
    "safereturn.access.limits.idle=1s",
    "safereturn.access.limits.write=700ms",
    "safereturn.access.limits.connections-per-address=12"
})
class ConnectionLimitsTest extends Running {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int GAP_MILLIS = 50;

    @Autowired
    private ConnectionLimits limits;

    @BeforeEach
    void nobodyElseIsConnected() {
        await().atMost(PATIENCE).until(() -> limits.open() == 0);
    }

    @Test
    void a_head_that_drips_in_byte_by_byte_is_cut_off() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /actuator/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
            assertThat(drip(socket)).isEmpty();
        }
    }

    @Test
    void a_caller_that_says_nothing_is_cut_off_and_one_that_waits_between_requests_too() throws IOException {
        try (Socket silent = connect(); Socket waiting = connect()) {
            send(waiting, "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(rest(waiting)).startsWith("HTTP/1.1 200");
            assertThat(rest(silent)).isEmpty();
        }
    }

    @Test
    void a_body_that_drips_in_is_answered_with_a_problem_and_cut_off() throws IOException {
        try (Socket socket = connect()) {
            send(socket, head("POST /samples", 1_000_000));
            assertThat(drip(socket)).startsWith("HTTP/1.1 408").contains("urn:safereturn:problem:body-too-slow");
        }
    }

    @Test
    void a_body_that_stops_is_cut_off() throws IOException {
        try (Socket socket = connect()) {
            send(socket, head("POST /samples", 1_000_000) + "{");
            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void a_body_that_nobody_waits_for_is_cut_off_too() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST /samples HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(drip(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void a_caller_that_does_not_take_its_answer_is_cut_off() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            send(socket, "GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                    + Tokens.of(Role.INTAKE_OFFICER, "KH") + "\r\n\r\n");
            await().atMost(PATIENCE).until(() -> limits.open() == 1);
            await().atMost(PATIENCE).until(() -> limits.open() == 0);
        }
    }

    @Test
    void an_address_has_so_many_connections_and_no_more() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int number = 0; number < 12; number++) {
                open.add(connect());
            }
            await().atMost(PATIENCE).until(() -> limits.open() == 12);
            try (Socket one = connect()) {
                assertThat(rest(one)).isEmpty();
            }
            send(open.getFirst(), "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(rest(open.getFirst())).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().atMost(PATIENCE).until(() -> limits.open() == 0);
        get("/actor").exchange().expectStatus().isOk();
    }

    @Test
    void an_address_or_a_head_that_is_too_long_is_refused() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /actor?x=" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(rest(socket)).startsWith("HTTP/1.1 414");
        }
        try (Socket socket = connect()) {
            send(socket, "GET /actor HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n");
            assertThat(rest(socket)).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void a_head_that_two_readers_would_split_differently_is_refused() throws IOException {
        for (String odd : List.of(
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Authorization : Bearer x\r\n",
                "X-Odd: a\u0000b\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: x\r\n")) {
            try (Socket socket = connect()) {
                send(socket, "POST /samples HTTP/1.1\r\nHost: 127.0.0.1\r\n" + odd + "\r\n{}{}{}");
                assertThat(rest(socket)).as(odd).startsWith("HTTP/1.1 400");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | GET | X: y
            400 | GET | Host: 127.0.0.1~Host: 127.0.0.1
            400 | GET | Host: 127.0.0.1, elsewhere.invalid
            400 | GET | Host: 127.0.0.1~X-Long: one~ two
            400 | GET | Host: 127.0.0.1~X-Long: one~\ttwo
            501 | POST | Host: 127.0.0.1~Transfer-Encoding: gzip
            501 | POST | Host: 127.0.0.1~Transfer-Encoding: gzip, chunked
            501 | POST | Host: 127.0.0.1~Transfer-Encoding: chunked~Transfer-Encoding: chunked
            501 | POST | Host: 127.0.0.1~Transfer-Encoding: xchunked
            401 | GET | Host: 127.0.0.1
            """)
    void a_request_that_a_proxy_could_read_otherwise_is_refused(int status, String method, String headers)
            throws IOException {
        try (Socket socket = connect()) {
            send(socket, method + " /actor HTTP/1.1\r\n" + headers.replace("~", "\r\n")
                    + "\r\nAccept-Language: th\r\nConnection: close\r\n\r\n");
            assertThat(rest(socket)).startsWith("HTTP/1.1 " + status).contains("urn:safereturn:problem:")
                    .containsIgnoringCase("content-language: th");
        }
    }

    @Test
    void a_folded_line_of_a_later_request_is_seen_and_one_of_a_body_is_none() throws IOException {
        try (Socket socket = connect()) {
            String body = "{\n \"name\": 1}";
            send(socket, head("POST /samples", body.length()));
            send(socket, body);
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answers.readLine()).startsWith("HTTP/1.1 400");
            send(socket, "GET /actor HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: one\r\n");
            send(socket, " two\r\n\r\n");
            assertThat(answers.lines()).anyMatch(line -> line.endsWith("HTTP/1.1 400 Bad Request"));
        }
    }

    @Test
    void a_broken_chunk_is_one_line_in_the_log_and_the_path_of_a_malformed_request_is_in_none() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            try (Socket socket = connect()) {
                send(socket, "POST /samples HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nAuthorization: Bearer " + Tokens.of(Role.INTAKE_OFFICER, "KH")
                        + "\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n");
                assertThat(rest(socket)).startsWith("HTTP/1.1 400");
            }
            await().atMost(PATIENCE).until(() -> limits.open() == 0);
            assertThat(log.lines()).singleElement().asString().doesNotContain("\n");
            for (String line : List.of("GET /Sokha\u0001Testperson HTTP/1.1", "GET /Sokha-Testperson",
                    "GET /Sokha-Testperson HTTP/9.x", "Sokha-Testperson")) {
                try (Socket socket = connect()) {
                    send(socket, line + "\r\nHost: 127.0.0.1\r\n\r\n");
                    assertThat(rest(socket)).as(line).startsWith("HTTP/1.1 400");
                }
            }
            assertThat(String.join("\n", log.lines())).doesNotContain("Sokha", "Testperson");
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    private static String head(String what, int length) {
        return what + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\nAuthorization: Bearer " + Tokens.of(Role.INTAKE_OFFICER, "KH") + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a byte now and then until the other end closes; what it answered. */
    private static String drip(Socket socket) throws IOException {
        socket.setSoTimeout(GAP_MILLIS);
        StringBuilder answer = new StringBuilder();
        byte[] some = new byte[4_096];
        await().atMost(PATIENCE).until(() -> {
            try {
                int read = socket.getInputStream().read(some);
                if (read < 0) {
                    return true;
                }
                answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
                return false;
            } catch (SocketTimeoutException e) {
                send(socket, "a");
                return false;
            } catch (SocketException e) {
                return true;
            }
        });
        return answer.toString();
    }

    /** What comes until the other end closes. */
    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }
}
