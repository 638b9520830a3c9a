package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A ministry system that speaks to the services over HTTP with a bearer token. As any client of these services would, it
 * sends a request again with the same key when it is not answered in time, and after {@code Retry-After} when it is turned
 * away; how often either happened is counted.
 */
final class Sender implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LONGEST_TURNED_AWAY = Duration.ofMinutes(2);
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final Supplier<String> login;
    private volatile String authorization = "";

    Sender(Supplier<String> login) {
        this.login = login;
    }

    /**
     * What came back.
     *
     * @param first whether no sending before it was left without an answer
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

    /** How many requests were told to come later since the last call. */
    int takeTurnedAway() {
        return turnedAway.getAndSet(0);
    }

    /** Until it is answered with something else than <q>not now</q>. */
    CompletableFuture<Answer> post(URI service, String path, String json) {
        return send(request(service, path, json), 1, System.nanoTime() + LONGEST_TURNED_AWAY.toNanos());
    }

    /** Once; whatever the answer is. */
    CompletableFuture<HttpResponse<String>> postOnce(URI service, String path, String json) {
        return client.sendAsync(request(service, path, json), HttpResponse.BodyHandlers.ofString());
    }

    /** Seconds after which the sender may come again; empty for another answer than <q>not now</q>. */
    static OptionalLong retryAfter(HttpResponse<?> reply) {
        return NOT_NOW.contains(reply.statusCode()) ? reply.headers().firstValueAsLong("Retry-After") : OptionalLong.empty();
    }

    private HttpRequest request(URI service, String path, String json) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE)
                .header("Authorization", authorization).header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json)).build();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the inner one is what is answered
    private CompletableFuture<Answer> send(HttpRequest request, int attempt, long givesUp) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((reply, error) -> error == null ? answered(request, reply, attempt, givesUp)
                        : again(request, attempt, givesUp, error))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Answer> answered(HttpRequest request, HttpResponse<String> reply, int attempt, long givesUp) {
        OptionalLong wait = retryAfter(reply);
        return wait.isPresent() && System.nanoTime() < givesUp ? later(request, wait.getAsLong(), attempt, givesUp)
                : CompletableFuture.completedFuture(new Answer(reply, attempt == 1));
    }

    /** As much later again at random, so that those who were turned away together do not come back together. */
    private CompletableFuture<Answer> later(HttpRequest request, long seconds, int attempt, long givesUp) {
        turnedAway.incrementAndGet();
        long millis = TimeUnit.SECONDS.toMillis(seconds);
        Executor then = CompletableFuture.delayedExecutor(millis + ThreadLocalRandom.current().nextLong(millis + 1),
                TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> request, then).thenCompose(each -> send(each, attempt, givesUp));
    }

    private CompletableFuture<Answer> again(HttpRequest request, int attempt, long givesUp, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof IOException) || attempt == ATTEMPTS) {
            return CompletableFuture.failedFuture(cause);
        }
        sentAgain.incrementAndGet();
        return send(request, attempt + 1, givesUp);
    }

    @Override
    public void close() {
        client.close();
    }
}
