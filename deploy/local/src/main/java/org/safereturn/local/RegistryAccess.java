package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.safereturn.events.TopicCatalogue;

/**
 * Who may write to the schema registry: whoever shows a token that was signed here. Everybody may read. The key that
 * signs is made at each start and forgotten; the registry has its public half. Services may bring schemas again, and only
 * the administrator sets the compatibility level.
 */
final class RegistryAccess {

    private static final String ISSUER = "safereturn-exchange";
    private static final Duration LIFE = Duration.ofDays(398);
    private static final int KEY_BITS = 2048;
    private static final String ADMINISTRATOR = "exchange";

    private final Path keys;

    /** Below the parent of the ministries' key folders. */
    RegistryAccess(Path keys) {
        this.keys = keys;
    }

    /** Makes fresh tokens for the administrator and for each owner of services, and the registry's settings. */
    void generate(Instant now) {
        try {
            RSAKey key = new RSAKeyGenerator(KEY_BITS).keyID("registry-1").generate();
            List<String> owners = new ArrayList<>(Stream.concat(Service.COUNTRIES.stream(),
                    Stream.of(TopicCatalogue.JOINT)).map(owner -> owner.toLowerCase(Locale.ROOT)).toList());
            for (String owner : owners) {
                CertificateAuthority.write(token(owner), signed(key, owner, "sr-developer", now) + "\n");
            }
            CertificateAuthority.write(token(ADMINISTRATOR), signed(key, ADMINISTRATOR, "sr-admin", now) + "\n");
            CertificateAuthority.write(settings(), String.join("\n", List.of(
                    "quarkus.oidc.tenant-enabled=true",
                    "quarkus.oidc.application-type=service",
                    "quarkus.oidc.public-key=" + Base64.getEncoder().encodeToString(key.toRSAPublicKey().getEncoded()),
                    "quarkus.oidc.token.issuer=" + ISSUER,
                    "quarkus.oidc.roles.role-claim-path=groups",
                    "apicurio.auth.role-based-authorization=true",
                    "apicurio.auth.anonymous-read-access.enabled=true")) + "\n");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of an owner of services: a country, {@code JOINT}, or {@code exchange} for the administrator. */
    Path token(String owner) {
        return keys.resolve(owner.toLowerCase(Locale.ROOT)).resolve("registry.token");
    }

    /** The administrator's token. */
    String administrator() {
        try {
            return Files.readString(token(ADMINISTRATOR)).strip();
        } catch (IOException e) {
            throw new StartFailure("The token for the schema registry cannot be read: " + e.getMessage() + ".");
        }
    }

    /** The administrator's token, where there is one. */
    Optional<String> administratorIfThere() {
        return Files.exists(token(ADMINISTRATOR)) ? Optional.of(administrator()) : Optional.empty();
    }

    /** What the registry must be told, as a file of its own settings. */
    Path settings() {
        return keys.resolve("registry").resolve("registry.properties");
    }

    private static String signed(RSAKey key, String owner, String role, Instant now) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
                .type(JOSEObjectType.JWT).build(), new JWTClaimsSet.Builder().issuer(ISSUER).subject(owner)
                .claim("upn", owner).claim("preferred_username", owner).claim("groups", List.of(role))
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFE))).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
