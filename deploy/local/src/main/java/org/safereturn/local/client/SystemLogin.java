package org.safereturn.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * A ministry's system signs in by client credentials with {@code private_key_jwt} (RFC 7523): it signs a short-lived
 * assertion with ES256, and the identity provider knows only the public key. There is no secret to send.
 */
public final class SystemLogin {

    /** How long an assertion is good; Keycloak takes none that lives longer than a minute. */
    private static final Duration ASSERTION_LIFE = Duration.ofSeconds(45);
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private SystemLogin() {}

    /**
     * An access token for the system.
     *
     * @param issuer the identity provider; it must answer at {@code <issuer>/.well-known/openid-configuration}
     * @param client the system's client id
     * @param key the system's private key, see {@link #key}
     * @throws SignInRefused when the identity provider does not know the client by this key
     * @throws UncheckedIOException when the identity provider cannot be reached
     */
    public static String token(URI issuer, String client, ECKey key) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TokenEndpoint.PATIENCE).build()) {
            ProviderMetadata provider = ProviderMetadata.of(http, issuer);
            return TokenEndpoint.accessToken(exchange(http, provider, client, sign(key, claims(client, issuer).build())));
        }
    }

    /**
     * Reads a private key on the curve P-256 with a key id from a JWK file.
     *
     * @throws IllegalStateException when the file holds something else; the message quotes nothing of it
     * @throws UncheckedIOException when it cannot be read
     */
    public static ECKey key(Path file) {
        try {
            ECKey key = ECKey.parse(Files.readString(file));
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
                return key;
            }
        } catch (ParseException e) {
            // Said below; the cause may quote the key.
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + file + " cannot be read", e);
        }
        throw new IllegalStateException(file + " must hold a private P-256 key with a key id");
    }

    /** The claims of a good assertion: for this provider alone, once, and soon over. */
    static JWTClaimsSet.Builder claims(String client, URI issuer) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(issuer.toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFE)));
    }

    static String sign(ECKey key, JWTClaimsSet claims) {
        try {
            SignedJWT assertion =
                    new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
            assertion.sign(new ECDSASigner(key));
            return assertion.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The assertion cannot be signed", e);
        }
    }

    static HttpResponse<String> exchange(HttpClient http, ProviderMetadata provider, String client, String assertion) {
        return TokenEndpoint.send(http, TokenEndpoint
                .form(provider.token(), Map.of(
                        "grant_type", "client_credentials",
                        "client_id", client,
                        "client_assertion_type", ASSERTION_TYPE,
                        "client_assertion", assertion))
                .build());
    }
}
