package org.safereturn.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Matches a request for the measurements that carries the secret as its bearer token, and nothing else. */
final class ScrapeSecret implements ServerWebExchangeMatcher {

    private static final String PATH = "/actuator/prometheus";
    private static final int SHORTEST = 32;

    private final byte[] expected;

    private ScrapeSecret(String secret) {
        this.expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The secret that a file holds.
     *
     * @throws IllegalStateException when it is shorter than 32 characters
     */
    static ScrapeSecret in(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.length() < SHORTEST) {
                throw new IllegalStateException("The secret in " + file + " has less than " + SHORTEST + " characters");
            }
            return new ScrapeSecret(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        List<String> given = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        return HttpMethod.GET.equals(exchange.getRequest().getMethod())
                && exchange.getRequest().getPath().value().equals(PATH) && given.size() == 1
                && MessageDigest.isEqual(expected, given.getFirst().getBytes(StandardCharsets.UTF_8))
                ? MatchResult.match() : MatchResult.notMatch();
    }
}
