package org.safereturn.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What both ways of signing in share. */
final class TokenEndpoint {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private TokenEndpoint() {}

    static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while signing in", e);
        }
    }

    static HttpRequest.Builder form(URI target, Map<String, String> fields) {
        return HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String accessToken(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new SignInRefused("The identity provider answered " + response.statusCode());
        }
        @Nullable Object token = JsonMapper.shared().readValue(response.body(), Map.class).get("access_token");
        if (token instanceof String text) {
            return text;
        }
        throw new SignInRefused("The identity provider sent no access token");
    }
}
