package org.safereturn.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.safereturn.events.TopicCatalogue;

/** The secrets with which measurements are read, one for each ministry and one for the joint view. */
final class ScrapeSecrets {

    private static final int BYTES = 32;

    private ScrapeSecrets() {
    }

    /** Makes those that are not there yet; only their owner can read them. */
    static void generate(Settings settings) {
        List<String> owners = Stream.concat(Service.COUNTRIES.stream(), Stream.of(TopicCatalogue.JOINT)).toList();
        for (String owner : owners) {
            Path file = settings.scrapeSecret(owner);
            if (!Files.exists(file)) {
                byte[] secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                CertificateAuthority.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n");
            }
        }
    }
}
