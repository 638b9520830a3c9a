package org.safereturn.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.safereturn.local.client.SystemLogin;

/**
 * The keys with which the ministries' systems sign in (ES256): each private key in its ministry's folder, readable by its
 * owner only, and the public halves where the identity provider looks for them.
 */
final class SystemKeys {

    private SystemKeys() {
    }

    /** The private key of a ministry's system, below the parent of the ministries' key folders. */
    static Path file(Path keys, String country) {
        return keys.resolve(country.toLowerCase(Locale.ROOT)).resolve("system.jwk");
    }

    /**
     * Makes the keys that are not there yet and publishes all of them.
     *
     * @param keys the parent of the ministries' key folders
     * @param published the folder of the public halves, one file for each system
     * @param countries upper-case codes
     * @throws StartFailure when a file cannot be written or holds no such key
     */
    static void generate(Path keys, Path published, List<String> countries) {
        try {
            Files.createDirectories(published);
            for (String country : countries) {
                Path file = file(keys, country);
                if (!Files.exists(file)) {
                    write(file, country);
                }
                Files.writeString(published.resolve(country.toLowerCase(Locale.ROOT) + "-system.jwks"),
                        new JWKSet(SystemLogin.key(file).toPublicJWK()).toString());
            }
        } catch (IOException | IllegalStateException e) {
            throw new StartFailure("The keys of the ministries' systems cannot be made: " + e.getMessage() + ".");
        }
    }

    private static void write(Path file, String country) throws IOException {
        Files.createDirectories(file.getParent());
        FileAttribute<?>[] mode = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Path draft = Files.createTempFile(file.getParent(), "system", ".new", mode);
        Files.writeString(draft, fresh(country).toJSONString());
        Files.move(draft, file);
    }

    private static ECKey fresh(String country) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(country.toLowerCase(Locale.ROOT) + "-system-1")
                    .keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
