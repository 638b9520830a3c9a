package org.safereturn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/** Somebody who sends one request after the other and looks how long each takes. */
final class Caller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS = 1e6;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Supplier<String> login;
    private String authorization = "";

    Caller(Supplier<String> login) {
        this.login = login;
    }

    /** Signs in anew; to be called more often than a token expires. */
    void signIn() {
        authorization = "Bearer " + login.get();
    }

    /**
     * What was answered.
     *
     * @param took milliseconds until the whole answer was there
     */
    record Told(double took, String body) {
    }

    /**
     * Milliseconds until the whole answer was there.
     *
     * @throws IOException when the answer is no success
     */
    double get(URI address) throws IOException, InterruptedException {
        return ask(address).took();
    }

    /**
     * The answer.
     *
     * @throws IOException when it is no success
     */
    Told ask(URI address) throws IOException, InterruptedException {
        long before = System.nanoTime();
        HttpResponse<String> reply = answer(address);
        double took = (System.nanoTime() - before) / NANOS;
        if (reply.statusCode() != 200) {
            throw new IOException(address.getPath() + " was answered " + reply.statusCode());
        }
        return new Told(took, reply.body());
    }

    /** Whether it is there. */
    boolean finds(URI address) throws IOException, InterruptedException {
        return answer(address).statusCode() == 200;
    }

    private HttpResponse<String> answer(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", authorization)
                .header("Accept", "application/json").GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
