package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A ministry system that speaks to the services over HTTP with a bearer token. A request that is not answered in time is
 * sent again with the same key, as any client of these services would; how often that happened is counted.
 */
final class Sender implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final Supplier<String> login;
    private volatile String authorization = "";

    Sender(Supplier<String> login) {
        this.login = login;
    }

    /**
     * What came back.
     *
     * @param first whether it answered the first sending
     */
    record Answer(HttpResponse<String> reply, boolean first) {
    }

    /** Signs in anew; to be called more often than a token expires. */
    void signIn() {
        authorization = "Bearer " + login.get();
    }

    /** How many requests had to be sent again since the last call. */
    int takeSentAgain() {
        return sentAgain.getAndSet(0);
    }

    CompletableFuture<Answer> post(URI service, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE)
                .header("Authorization", authorization).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
        return send(request, 1);
    }

    private CompletableFuture<Answer> send(HttpRequest request, int attempt) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(reply -> new Answer(reply, attempt == 1))
                .exceptionallyCompose(error -> again(request, attempt, error));
    }

    private CompletionStage<Answer> again(HttpRequest request, int attempt, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof IOException) || attempt == ATTEMPTS) {
            return CompletableFuture.failedFuture(cause);
        }
        sentAgain.incrementAndGet();
        return send(request, attempt + 1);
    }

    @Override
    public void close() {
        client.close();
    }
}
