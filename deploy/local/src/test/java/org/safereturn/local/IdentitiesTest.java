package org.safereturn.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safereturn.events.AccessRules;

import static org.assertj.core.api.Assertions.assertThat;

class IdentitiesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final List<String> PRINCIPALS = List.of("kh.case-service", "kh.operator", "th.case-service",
            "exchange.administrator");
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    @TempDir
    Path keys;

    @Test
    void everybody_has_one_private_key_in_the_folder_of_its_side_and_nobody_elses() throws IOException {
        make(NOW);
        assertThat(filesWithAKey()).containsExactly("authority/authority.pem", "authority/controller/authority.pem",
                "exchange/kafka/administrator.pem", "exchange/kafka/broker.pem", "exchange/kafka/controller.pem",
                "kh/kafka/case-service.pem", "kh/kafka/operator.pem", "th/kafka/case-service.pem");
    }

    @Test
    void what_is_secret_is_for_its_owner_only() throws IOException {
        make(NOW);
        Set<String> secret = filesWithAKey();
        assertThat(secret).isNotEmpty();
        for (String file : secret) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(file)))).as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_certificate_names_its_principal_and_only_the_brokers_may_be_shown_by_a_server() throws Exception {
        make(NOW);
        X509Certificate service = certificate("kh.case-service");
        assertThat(service.getSubjectX500Principal().getName()).isEqualTo("CN=kh.case-service");
        assertThat(service.getExtendedKeyUsage()).containsExactly(CLIENT);
        assertThat(service.getBasicConstraints()).isEqualTo(-1);
        X509Certificate broker = certificate(AccessRules.BROKER);
        assertThat(broker.getExtendedKeyUsage()).containsExactlyInAnyOrder(SERVER, CLIENT);
        assertThat(broker.getSubjectAlternativeNames()).extracting(name -> name.get(1))
                .map(String::valueOf).containsExactlyInAnyOrder("kafka", "127.0.0.1");
    }

    @Test
    void a_certificate_stays_until_it_is_soon_over() throws Exception {
        make(NOW);
        X509Certificate first = certificate("kh.case-service");
        make(NOW.plus(Duration.ofDays(300)));
        assertThat(certificate("kh.case-service")).isEqualTo(first);
        make(NOW.plus(Duration.ofDays(380)));
        X509Certificate next = certificate("kh.case-service");
        assertThat(next).isNotEqualTo(first);
        assertThat(next.getIssuerX500Principal()).isEqualTo(first.getIssuerX500Principal());
        assertThat(next.getNotAfter()).isAfter(first.getNotAfter());
    }

    @Test
    void a_certificate_of_an_authority_that_is_gone_is_replaced() throws Exception {
        make(NOW);
        X509Certificate first = certificate("kh.case-service");
        Files.delete(keys.resolve("authority/authority.pem"));
        make(NOW);
        X509Certificate next = certificate("kh.case-service");
        assertThat(next).isNotEqualTo(first);
        next.verify(parse(Files.readString(identities().trusted("kh.case-service"))).getPublicKey());
    }

    @Test
    void a_clients_file_says_how_to_reach_the_broker_in_either_way() {
        make(NOW);
        identities().writeClientFiles(PRINCIPALS, "127.0.0.1:9092", false);
        assertThat(Identities.read(identities().clientFile("kh.operator"))).isEqualTo(Map.of(
                "bootstrap.servers", "127.0.0.1:9092",
                "security.protocol", "SSL",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", keys.resolve("kh/kafka/operator.pem").toString(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", keys.resolve("kh/kafka/trusted.pem").toString()));
        identities().writeClientFiles(PRINCIPALS, "127.0.0.1:9092", true);
        assertThat(Identities.read(identities().clientFile("kh.operator")))
                .isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
    }

    private Identities identities() {
        return new Identities(keys);
    }

    private void make(Instant now) {
        identities().make(PRINCIPALS, List.of("kafka", "127.0.0.1"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private X509Certificate certificate(String principal) throws IOException, GeneralSecurityException {
        String pem = Files.readString(identities().certificate(principal));
        assertThat(pem).containsOnlyOnce(BEGIN);
        return parse(pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----")));
    }

    private static X509Certificate parse(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private Set<String> filesWithAKey() throws IOException {
        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(keys)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(BEGIN)) {
                    found.add(keys.relativize(file).toString());
                }
            }
        }
        return found;
    }
}
