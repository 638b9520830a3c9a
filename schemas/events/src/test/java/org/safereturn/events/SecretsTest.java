package org.safereturn.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No file of the repository holds a secret, but for the credentials of the demonstration that
 * {@code deploy/identity/published-credentials.txt} names, and the keys of the test vectors, each of which anybody can make
 * from its name.
 */
class SecretsTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PUBLISHED = ROOT.resolve("deploy/identity/published-credentials.txt");
    private static final Path VECTORS = ROOT.resolve("schemas/events/src/main/resources/vectors");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
    private static final Set<String> OURS_THOUGH_HIDDEN = Set.of(".ci", ".github");

    private static final Pattern KEY_FILE =
            Pattern.compile(".*\\.(p12|pfx|jks|keystore|pem|key|jwk)|id_(rsa|ed25519|ecdsa)|\\.env|\\.netrc");
    private static final Pattern SETTINGS =
            Pattern.compile(".*\\.(ya?ml|properties|json|conf|cfg|ini|sh|env|txt|xml)|Dockerfile.*|[a-z]+");
    private static final Pattern TEXTS = Pattern.compile(".*_(en|km|th)\\.properties");
    private static final List<Pattern> KEYS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{16}"),
            Pattern.compile("\"(?:d|k|p|q|dp|dq|qi)\"\\s*:\\s*\"[A-Za-z0-9_-]{20,}\""),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bglpat-[A-Za-z0-9_-]{20}"));
    private static final Pattern KEY_ID = Pattern.compile("\"kid\"\\s*:\\s*\"([a-z0-9-]+)\"");
    private static final Pattern VECTOR_KEY_ID = Pattern.compile("\"kid\":\"[a-z]{2}-(?:sign|wrap)-vector\"");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)[\\w.-]*(?:password|passwd|passphrase|secret|api[-_]?key|access[-_]?key)\"?\\s*[:=]\\s*[\"']?"
                    + "(?:\\{noop})?(?:\\$\\{[A-Z_]+:-?)?(?!/run/secrets/)(?=\\p{ASCII})([^\\s\"'${}<>,;|`)(]{4,})");

    private static final List<Path> FILES = new ArrayList<>();
    private static Pattern published = Pattern.compile("");

    @BeforeAll
    static void walkTheTree() throws IOException {
        published = Pattern.compile(String.join("|", Files.readAllLines(PUBLISHED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList()));
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean hidden = name.startsWith(".") && !OURS_THOUGH_HIDDEN.contains(name);
                return !directory.equals(ROOT) && (hidden || NOT_OURS.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                FILES.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void no_file_holds_a_secret_that_is_not_published_on_purpose() {
        assertThat(FILES).hasSizeGreaterThan(400).contains(ROOT.resolve("deploy/identity/src/main/resources/application.yaml"));
        assertThat(FILES.stream().filter(file -> !file.endsWith("SecretsTest.java"))
                .flatMap(file -> secrets(String.valueOf(file.getFileName()), text(file))
                        .filter(found -> !file.startsWith(VECTORS) || !isOfTheVectors(text(file), found))
                        .map(found -> ROOT.relativize(file) + ": " + found))).isEmpty();
    }

    @Test
    void the_published_credentials_are_the_ones_that_are_used() {
        String users = text(ROOT.resolve("deploy/identity/src/main/resources/identity-users.yaml"));
        assertThat(published.matcher(users).results().count()).isGreaterThan(10);
    }

    @Test
    void only_keys_that_are_made_from_their_name_are_of_the_test_vectors() {
        String made = "{\"kid\": \"zz-sign-vector\", \"d\": \"" + privatePart("zz-sign-vector") + "\"}";
        String other = "{\"kid\": \"zz-sign-vector\", \"d\": \"" + privatePart("yy-sign-vector") + "\"}";
        assertThat(secrets("keys.json", made)).hasSize(1).allMatch(found -> isOfTheVectors(made, found));
        assertThat(secrets("keys.json", other)).hasSize(1).noneMatch(found -> isOfTheVectors(other, found));
        assertThat(isOfTheVectors("", token("{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-vector\"}"))).isTrue();
        assertThat(isOfTheVectors("", token("{\"alg\":\"EdDSA\",\"kid\":\"kh-sign-1\"}"))).isFalse();
    }

    private static String token(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".cGF5bG9hZA.c2lnbmF0dXJl";
    }

    private static String privatePart(String keyId) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(("safe-return test vector " + keyId).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this is the private part of a key that the file names, or was signed or wrapped with such a key. */
    private static boolean isOfTheVectors(String text, String found) {
        if (found.startsWith("eyJ")) {
            return VECTOR_KEY_ID.matcher(new String(Base64.getUrlDecoder().decode(found.substring(0, found.indexOf('.'))),
                    StandardCharsets.UTF_8)).find();
        }
        return KEY_ID.matcher(text).results().anyMatch(name -> found.endsWith("\"" + privatePart(name.group(1)) + "\""));
    }

    @Test
    void the_checks_bite() {
        assertThat(secrets("a.java", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA")).hasSize(1);
        assertThat(secrets("a.json", "{\"kty\":\"OKP\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}")).hasSize(1);
        assertThat(secrets("a.md", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJraCJ9.c2lnbmF0dXJlc2ln")).hasSize(1);
        assertThat(secrets("a.yaml", "spring:\n  mongodb:\n    password: hunter22")).containsExactly("password: hunter22");
        assertThat(secrets("a.yaml", "secret: \"{noop}${SAFERETURN_SECRET:another-secret}\"")).hasSize(1);
        assertThat(secrets("a.properties", "sasl.password=letmein1")).hasSize(1);
        assertThat(secrets("broker.p12", "")).containsExactly("a file of keys");
        assertThat(secrets("a.yaml", "secret: monitoring-page-demo-secret\nsecret: ${SAFERETURN_SECRET}")).isEmpty();
        assertThat(secrets("a.yml", "A_SECRET: /run/secrets/scrape/kh.secret")).as("where it is kept").isEmpty();
        assertThat(secrets("a.json", "\"password\": \"ពាក្យសម្ងាត់\"")).as("a word for it").isEmpty();
    }

    private static Stream<String> secrets(String name, String text) {
        Stream<String> file = KEY_FILE.matcher(name).matches() ? Stream.of("a file of keys") : Stream.empty();
        Stream<String> keys = KEYS.stream().flatMap(key -> key.matcher(text).results()).map(found -> found.group());
        Stream<String> assigned = SETTINGS.matcher(name).matches() && !TEXTS.matcher(name).matches()
                ? ASSIGNED.matcher(text).results()
                        .filter(found -> !published.matcher(found.group(1)).matches())
                        .map(found -> found.group())
                : Stream.empty();
        return Stream.concat(file, Stream.concat(keys, assigned));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
