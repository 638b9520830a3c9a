package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A ministry system that speaks to the services over HTTP with one bearer token. */
final class Sender implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final String authorization;

    Sender(String token) {
        this.authorization = "Bearer " + token;
    }

    CompletableFuture<HttpResponse<String>> post(URI service, String path, String idempotencyKey, String json) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization).header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey).POST(HttpRequest.BodyPublishers.ofString(json)).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The body of a reply that must be a success. */
    static String accepted(HttpResponse<String> reply) throws IOException {
        if (reply.statusCode() / 100 != 2) {
            throw new IOException("The service answered " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
