package org.safereturn.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Certifies keys under its own name. Its private key lies in a folder of its own, because whoever has it can be anybody
 * at the broker. Files are PEM, written whole or not at all and readable by their owner only.
 */
final class CertificateAuthority {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(398);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private final Clock clock;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateAuthority(Clock clock, PrivateKey key, X509Certificate certificate) {
        this.clock = clock;
        this.key = key;
        this.certificate = certificate;
    }

    /** The authority whose key is in this folder; made when there is none. */
    static CertificateAuthority in(Path folder, Clock clock) {
        Path file = folder.resolve("authority.pem");
        try {
            if (!Files.exists(file)) {
                KeyPair pair = pair();
                X500Name name = name("Safe Return broker access");
                X509Certificate own = certificate(clock, AUTHORITY_LIFE, name, pair.getPublic(), name, pair.getPrivate(),
                        builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)));
                write(file, pem(pair.getPrivate(), own));
            }
            return read(file, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate authority in " + folder + " cannot be used", e);
        }
    }

    private static CertificateAuthority read(Path file, Clock clock) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            if (parser.readObject() instanceof PrivateKeyInfo secret
                    && parser.readObject() instanceof X509CertificateHolder own) {
                return new CertificateAuthority(clock, new JcaPEMKeyConverter().getPrivateKey(secret),
                        new JcaX509CertificateConverter().getCertificate(own));
            }
            throw new IOException(file + " does not hold a private key and its certificate");
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The certificate that clients and the broker trust. */
    String trusted() {
        return pem(certificate);
    }

    /**
     * Makes a key and a certificate for a client, unless a certificate of this authority is there that is good for some
     * time to come.
     */
    void client(Path file, String principal) {
        issue(file, principal, List.of(), KeyPurposeId.id_kp_clientAuth);
    }

    /** The same for a server that is reached under these names or addresses; it may be a client, too. */
    void server(Path file, String principal, List<String> hosts) {
        issue(file, principal, hosts, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    private void issue(Path file, String principal, List<String> hosts, KeyPurposeId... purposes) {
        if (isGood(file)) {
            return;
        }
        KeyPair pair = pair();
        X509Certificate issued = certificate(clock, CERTIFICATE_LIFE, name(principal), pair.getPublic(),
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), key, builder -> {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
                    if (!hosts.isEmpty()) {
                        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(hosts.stream()
                                .map(host -> new GeneralName(host.matches("[0-9.]+") ? GeneralName.iPAddress
                                        : GeneralName.dNSName, host)).toArray(GeneralName[]::new)));
                    }
                });
        write(file, pem(pair.getPrivate(), issued));
    }

    private boolean isGood(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            CertificateAuthority present = read(file, clock);
            present.certificate.verify(certificate.getPublicKey());
            return present.certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEWED_BEFORE));
        } catch (IOException | GeneralSecurityException _) {
            return false;
        }
    }

    private static X509Certificate certificate(Clock clock, Duration life, X500Name subject, PublicKey subjectKey,
            X500Name issuer, PrivateKey issuerKey, Content content) {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(life)), subject, subjectKey);
        try {
            content.addTo(builder);
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of " + subject + " cannot be made", e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no elliptic curves", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private static String pem(Object... objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                // Kafka reads PKCS #8 only, the writer's own choice for such a key is another.
                writer.writeObject(object instanceof PrivateKey secret ? new PemObject("PRIVATE KEY", secret.getEncoded())
                        : object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a file that only its owner can read, at once. */
    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "draft", "");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** What a certificate says besides names and times. */
    @FunctionalInterface
    private interface Content {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }
}
