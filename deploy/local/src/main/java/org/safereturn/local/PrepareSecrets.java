package org.safereturn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.safereturn.events.AccessRules;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Makes the secrets of the containers, on the machine that starts them: the ministries' keys, certificates for the broker
 * and for everybody who may talk to it, tokens for the registry, and the users of the document stores. {@code
 * docker-compose.yml} gives each container those files that it needs, and no other. What is there already stays, but for
 * the tokens of the registry.
 *
 * <p>All keys are made in one place, which is for trying the system out. Ministries make their own, exchange only
 * {@code peers.jwks}, and let the authority that they agreed on certify theirs.
 */
public final class PrepareSecrets {

    /** Where a container sees its secrets. */
    static final Path IN_A_CONTAINER = Path.of("/run/secrets");

    private static final int BYTES = 24;
    /** As MongoDB asks of the file that the members of a replica set share. */
    private static final int KEY_FILE_BYTES = 756;

    private final Path secrets;
    private final SecureRandom random = new SecureRandom();

    private PrepareSecrets(Path secrets) {
        this.secrets = secrets;
    }

    /**
     * Ends with status 0 when everything is there.
     *
     * @param arguments the folder of secrets and the broker's address inside the network
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("Give the folder of secrets and the broker's address.");
            System.exit(2);
        }
        make(Path.of(arguments[0]).toAbsolutePath(), arguments[1], Clock.systemUTC());
        System.out.println("The secrets of the containers are in " + arguments[0] + ".");
    }

    static void make(Path secrets, String brokers, Clock clock) {
        try {
            Folders.closed(secrets);
            List<String> principals = new ArrayList<>(AccessRules.of(TopicCatalogue.load(), Service.COUNTRIES).principals());
            Identities identities = new Identities(secrets);
            MinistryKeys.generate(secrets, Service.COUNTRIES);
            new RegistryAccess(secrets).generate(clock.instant());
            SystemKeys.generate(secrets, secrets.resolve("identity"), Service.COUNTRIES);
            identities.make(principals, List.of(brokers.substring(0, brokers.indexOf(':')), "127.0.0.1"), clock);
            principals.add(AccessRules.BROKER);
            identities.writeClientFiles(principals, brokers, false, IN_A_CONTAINER);
            PrepareSecrets preparing = new PrepareSecrets(secrets);
            Stream.concat(Service.COUNTRIES.stream(), Stream.of(TopicCatalogue.JOINT)).forEach(preparing::scrapeSecret);
            preparing.stores();
            readableInContainers(secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void scrapeSecret(String owner) {
        once(secrets.resolve("scrape").resolve(owner.toLowerCase(Locale.ROOT) + ".secret"), BYTES);
    }

    /** For each owner a store with an administrator, and a user of its own for each service. */
    private void stores() throws IOException {
        Map<String, List<String>> users = new TreeMap<>();
        for (Service service : Service.all()) {
            String owner = service.country().toLowerCase(Locale.ROOT);
            String password = once(secrets.resolve("mongo").resolve(owner).resolve(service.database() + ".password"), BYTES);
            CertificateAuthority.write(secrets.resolve(owner).resolve(service.artifact().id() + ".properties"),
                    "spring.mongodb.uri=mongodb://" + service.database() + ":" + password + "@mongo-" + owner + ":27017/"
                            + service.database() + "?replicaSet=" + owner + "\n");
            users.computeIfAbsent(owner, any -> new ArrayList<>()).add(user(service, owner, password));
        }
        for (Map.Entry<String, List<String>> owner : users.entrySet()) {
            Path folder = secrets.resolve("mongo").resolve(owner.getKey());
            once(folder.resolve("root.password"), BYTES);
            once(folder.resolve("keyfile"), KEY_FILE_BYTES);
            CertificateAuthority.write(folder.resolve("users.js"), String.join("\n", owner.getValue()) + "\n");
        }
    }

    private static String user(Service service, String owner, String password) {
        Map<String, String> databases = new LinkedHashMap<>(Map.of(service.database(), "readWrite"));
        if (Service.COUNTRIES.contains(service.country())) {
            databases.put(owner + "_keys", "readWrite");
        }
        String roles = String.join(", ", databases.entrySet().stream()
                .map(each -> "{role: \"" + each.getValue() + "\", db: \"" + each.getKey() + "\"}").toList());
        return "db.getSiblingDB(\"" + service.database() + "\").createUser({user: \"" + service.database() + "\", pwd: \""
                + password + "\", roles: [" + roles + "]});";
    }

    /** A secret that is made the first time. */
    private String once(Path file, int bytes) {
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[bytes];
                random.nextBytes(secret);
                Base64.Encoder encoder = bytes == KEY_FILE_BYTES ? Base64.getEncoder() : Base64.getUrlEncoder();
                CertificateAuthority.write(file, encoder.encodeToString(secret));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A container has a user of its own, who reads the files that are mounted into it. Nobody else on this machine comes
     * to them, for only the owner can enter the folder.
     */
    private static void readableInContainers(Path secrets) throws IOException {
        try (Stream<Path> all = Files.walk(secrets)) {
            for (Path path : all.filter(each -> !each.equals(secrets)).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(
                        Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
