package org.safereturn.access.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A ministry's system signs in with its client credentials. */
public final class SystemLogin {

    private SystemLogin() {}

    /**
     * An access token for the system.
     *
     * @throws SignInRefused when the secret is not accepted
     * @throws java.io.UncheckedIOException when the identity provider cannot be reached
     */
    public static String token(URI issuer, String clientId, String secret) {
        String pair = URLEncoder.encode(clientId, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TokenEndpoint.PATIENCE).build()) {
            return TokenEndpoint.accessToken(TokenEndpoint.send(http, TokenEndpoint
                    .form(URI.create(issuer + "/oauth2/token"), Map.of("grant_type", "client_credentials"))
                    .header("Authorization", "Basic "
                            + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .build()));
        }
    }
}
