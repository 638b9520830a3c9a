package org.safereturn.access.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.safereturn.access.identity.Actor;
import org.safereturn.access.identity.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * Access tokens for tests. A key is made once per JVM; {@link #register} makes the service under test trust it:
 * <pre>{@code
 * @DynamicPropertySource
 * static void tokens(DynamicPropertyRegistry registry) {
 *     Tokens.register(registry);
 * }
 * ...
 * client.get().uri("/cases").headers(Tokens.as(Role.INTAKE_OFFICER, "KH"))
 * }</pre>
 */
public final class Tokens {

    /** The issuer that the service under test trusts. */
    public static final String ISSUER = "http://identity.invalid";

    /** The audience that the service under test asks for. */
    public static final String AUDIENCE = "safereturn";

    /** The private key of this JVM's tokens. */
    public static final RSAKey KEY = key("test-1");

    private static final String JWKS = publish(KEY);

    private static final Duration IN_USE = Duration.ofMinutes(1);
    private static final Map<Actor, InUse> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A token with which its actor asks until then. */
    private record InUse(String token, Instant until) {
    }

    /** Makes the service under test trust the tokens of this class. */
    public static void register(DynamicPropertyRegistry registry) {
        trust().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** What {@link #register} sets, and room for very many bad tokens; for a service without a test context. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(trust());
        settings.put("safereturn.access.limits.anonymous.count", "100000");
        settings.put("safereturn.access.limits.anonymous.burst", "100000");
        return settings;
    }

    private static Map<String, String> trust() {
        return Map.of(
                "safereturn.access.issuer", ISSUER,
                "safereturn.access.jwks", JWKS,
                "safereturn.access.audience", AUDIENCE);
    }

    /** The {@code file:} address of the public key, for a service started as a process. */
    public static String jwks() {
        return JWKS;
    }

    /** A made-up officer, e.g. {@code kh-intake-officer-1} of unit {@code KH-UNIT-1}. */
    public static Actor actor(Role role, String ministry) {
        return new Actor(
                ministry.toLowerCase(Locale.ROOT) + "-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-1",
                role.name(), ministry + "-UNIT-1", ministry);
    }

    /** A token for this actor, good for ten minutes. */
    public static String of(Actor actor) {
        return sign(KEY, claims(actor).build());
    }

    /** A token for the made-up officer of this role. */
    public static String of(Role role, String ministry) {
        return of(actor(role, ministry));
    }

    /** Sets the Authorization header. An actor asks with one token for a minute: to sign one takes longer than most answers. */
    public static Consumer<HttpHeaders> as(Actor actor) {
        return headers -> headers.setBearerAuth(TOKENS.compute(actor, (who, before) -> {
            Instant now = Instant.now();
            return before != null && now.isBefore(before.until()) ? before : new InUse(of(who), now.plus(IN_USE));
        }).token());
    }

    /** Sets the Authorization header for the made-up officer of this role. */
    public static Consumer<HttpHeaders> as(Role role, String ministry) {
        return as(actor(role, ministry));
    }

    /** The claims of a good token, to be spoilt by a test. */
    public static JWTClaimsSet.Builder claims(Actor actor) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString())
                .subject(actor.reference())
                .claim("role", actor.role())
                .claim("unit", actor.unit())
                .claim("ministry", actor.ministry())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
    }

    /** Signs with RS256 and the key's own id. */
    public static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fresh key, e.g. one that nobody trusts. */
    public static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the public half to a temporary file and returns its {@code file:} address. */
    public static String publish(RSAKey key) {
        try {
            Path file = Files.createTempFile("safereturn-test-", ".jwks");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
            return file.toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
