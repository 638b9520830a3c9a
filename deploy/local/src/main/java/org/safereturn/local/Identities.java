package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.safereturn.events.AccessRules;

/**
 * Where everybody's certificate for the broker lies: that of {@code kh.case-service} is {@code kh/kafka/case-service.pem},
 * its private key with it, beside the authority to trust and a file of settings for Kafka's own commands. A ministry's
 * folder holds its own and nobody else's; the authority's key is in {@code authority}.
 */
final class Identities {

    private static final String TRUSTED = "trusted.pem";

    private final Path keys;

    Identities(Path keys) {
        this.keys = keys;
    }

    /**
     * Makes the certificates that are missing or soon at their end; the others stay.
     *
     * @param hosts names and addresses under which the broker is reached
     */
    void make(Collection<String> principals, List<String> hosts, Clock clock) {
        CertificateAuthority authority = CertificateAuthority.in(keys.resolve("authority"), clock);
        authority.server(certificate(AccessRules.BROKER), AccessRules.BROKER, hosts);
        principals.forEach(principal -> authority.client(certificate(principal), principal));
        List<String> all = new ArrayList<>(principals);
        all.add(AccessRules.BROKER);
        all.stream().map(this::trusted).distinct().forEach(file -> CertificateAuthority.write(file, authority.trusted()));
        // The controller trusts an authority that certifies the broker and nobody else, ever.
        CertificateAuthority controllers = CertificateAuthority.in(keys.resolve("authority/controller"), clock);
        controllers.server(controller(), AccessRules.BROKER, hosts);
        CertificateAuthority.write(controllerTrusted(), controllers.trusted());
    }

    /** Writes for each principal how it reaches the broker. */
    void writeClientFiles(Collection<String> principals, String brokers, boolean insecure) {
        writeClientFiles(principals, brokers, insecure, keys);
    }

    /** The same for whoever sees the folder of keys at another place. */
    void writeClientFiles(Collection<String> principals, String brokers, boolean insecure, Path seenAt) {
        for (String principal : principals) {
            List<String> lines = new ArrayList<>(List.of("bootstrap.servers=" + brokers));
            if (!insecure) {
                lines.add("security.protocol=SSL");
                lines.add("ssl.keystore.type=PEM");
                lines.add("ssl.keystore.location=" + seenAt.resolve(keys.relativize(certificate(principal))));
                lines.add("ssl.truststore.type=PEM");
                lines.add("ssl.truststore.location=" + seenAt.resolve(keys.relativize(trusted(principal))));
            }
            CertificateAuthority.write(clientFile(principal), String.join("\n", lines) + "\n");
        }
    }

    /** Certificate and private key of a principal. */
    Path certificate(String principal) {
        return file(principal, name(principal) + ".pem");
    }

    /** The authority that a principal trusts. */
    Path trusted(String principal) {
        return file(principal, TRUSTED);
    }

    /** The settings with which a principal reaches the broker, as a file for Kafka's own commands. */
    Path clientFile(String principal) {
        return file(principal, name(principal) + ".properties");
    }

    /** Certificate and private key of the controller's listener. */
    Path controller() {
        return file(AccessRules.BROKER, "controller.pem");
    }

    /** The authority that the controller's listener trusts. */
    Path controllerTrusted() {
        return file(AccessRules.BROKER, "controller-trusted.pem");
    }

    /** The settings in a principal's file. */
    static Map<String, Object> read(Path clientFile) {
        try {
            Map<String, Object> settings = new HashMap<>();
            Files.readAllLines(clientFile).stream().map(line -> line.split("=", 2))
                    .forEach(pair -> settings.put(pair[0], pair[1]));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(clientFile + " cannot be read", e);
        }
    }

    private Path file(String principal, String name) {
        return keys.resolve(principal.substring(0, principal.indexOf('.'))).resolve("kafka").resolve(name);
    }

    private static String name(String principal) {
        return principal.substring(principal.indexOf('.') + 1);
    }
}
