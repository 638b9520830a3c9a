package org.safereturn.local.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an identity provider says about itself (OpenID Connect Discovery 1.0).
 *
 * @param issuer as it stands in tokens
 * @param authorization where a browser is sent to sign in
 * @param token where a code or an assertion is exchanged for a token
 * @param endSession where a browser is sent to sign out
 * @param keys its public keys
 */
record ProviderMetadata(URI issuer, URI authorization, URI token, URI endSession, URI keys) {

    /**
     * Asks the provider.
     *
     * @throws SignInRefused when the answer is incomplete or speaks for another issuer
     * @throws java.io.UncheckedIOException when the provider cannot be reached
     */
    static ProviderMetadata of(HttpClient http, URI issuer) {
        HttpResponse<String> answer = TokenEndpoint.send(http,
                HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                        .timeout(TokenEndpoint.PATIENCE).build());
        if (answer.statusCode() != 200) {
            throw new SignInRefused("The identity provider answered " + answer.statusCode());
        }
        Map<?, ?> members = JsonMapper.shared().readValue(answer.body(), Map.class);
        if (!issuer.equals(address(members, "issuer"))) {
            throw new SignInRefused("The identity provider speaks for another issuer");
        }
        return new ProviderMetadata(issuer, address(members, "authorization_endpoint"),
                address(members, "token_endpoint"), address(members, "end_session_endpoint"),
                address(members, "jwks_uri"));
    }

    private static URI address(Map<?, ?> members, String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof String text) {
            return URI.create(text);
        }
        throw new SignInRefused("The identity provider does not tell its " + name);
    }
}
