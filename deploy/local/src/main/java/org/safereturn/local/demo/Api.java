package org.safereturn.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.safereturn.local.Settings;
import org.safereturn.local.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the services as an officer's program or a ministry's system would: JSON, a bearer token, a key for each write. */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;
    private static final int TIMES_AGAIN = 5;
    private static final long TOKEN_NANOS = TimeUnit.MINUTES.toNanos(3);

    private final Settings settings;
    private final Consumer<HttpResponse<String>> observer;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Known> tokens = new ConcurrentHashMap<>();

    /**
     * Calls the services of this system.
     *
     * @param observer sees every answer, from several threads
     */
    Api(Settings settings, Consumer<HttpResponse<String>> observer) {
        this.settings = settings;
        this.observer = observer;
    }

    /** Reads. */
    Reply get(User user, URI address) throws IOException, InterruptedException {
        return send(user, HttpRequest.newBuilder(address).GET());
    }

    /** Reads as somebody who has not signed in. */
    Reply getWithoutToken(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** Writes once, however often it is sent with the same key. */
    Reply post(User user, URI address, Object body, String idempotencyKey) throws IOException, InterruptedException {
        return send(user, HttpRequest.newBuilder(address).header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private Reply send(User user, HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.header("Authorization", "Bearer " + token(user)));
    }

    /** A service that tells to come later is asked again with the same key, as often as an officer would. */
    private Reply send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(PATIENCE).header("Accept-Language", "en")
                .header("Accept", "application/json, application/problem+json").build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        Optional<Duration> pause = pause(response);
        for (int again = 0; again < TIMES_AGAIN && pause.isPresent(); again++) {
            Thread.sleep(pause.orElseThrow());
            response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            pause = pause(response);
        }
        observer.accept(response);
        JsonNode body = response.body().isBlank() ? json.createObjectNode() : json.readTree(response.body());
        return new Reply(response.statusCode(), body, response.headers());
    }

    private static Optional<Duration> pause(HttpResponse<?> response) {
        return response.statusCode() == UNAVAILABLE
                ? response.headers().firstValue("Retry-After").map(Long::parseLong).map(Duration::ofSeconds) : Optional.empty();
    }

    /** Where the identity provider is away for a moment, that is a question that failed, as where a service is. */
    private String token(User user) throws IOException {
        Known known = tokens.get(user.name());
        if (known != null && System.nanoTime() - known.since() < TOKEN_NANOS) {
            return known.value();
        }
        try {
            return tokens.compute(user.name(), (_, old) -> old != null && System.nanoTime() - old.since() < TOKEN_NANOS
                    ? old : new Known(Token.of(settings, user), System.nanoTime())).value();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Known(String value, long since) {
    }

    /** A question that may fail because a service is away for a moment. */
    @FunctionalInterface
    interface Call {
        Reply send() throws IOException, InterruptedException;
    }

    /** Turns the failure of a connection into an unchecked one. */
    static Reply now(Call call) {
        try {
            return call.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The reply, or nothing when the service is away or cannot serve now. */
    static @Nullable Reply ifAnswered(Call call) throws InterruptedException {
        try {
            Reply reply = call.send();
            return reply.status() >= 500 ? null : reply;
        } catch (IOException e) {
            return null;
        }
    }
}
