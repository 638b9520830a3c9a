package org.safereturn.as4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import com.helger.phase4.crypto.AS4CryptoFactoryInMemoryKeyStore;
import com.helger.phase4.crypto.IAS4CryptoFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What one endpoint has: its own key, and the certificate of the other one, which is all that it trusts.
 *
 * @param crypto with both
 * @param peer the other's certificate
 */
record Keys(IAS4CryptoFactory crypto, X509Certificate peer) {

    private static final int BITS = 2048;
    private static final char[] PASSWORD = "benchmark".toCharArray();
    private static final String OWN = "own";
    private static final String PEER = "peer";

    /** Makes keys for both endpoints, each with a certificate that it signed itself, for a day. */
    static void make(Path folder) throws GeneralSecurityException, IOException {
        KeyPair sender = pair();
        KeyPair receiver = pair();
        X509Certificate senders = certificate(sender, Agreement.SENDER);
        X509Certificate receivers = certificate(receiver, Agreement.RECEIVER);
        write(folder.resolve(Agreement.SENDER), sender, senders, receivers);
        write(folder.resolve(Agreement.RECEIVER), receiver, receivers, senders);
    }

    /** Those of one party. */
    static Keys of(Path folder, String party) throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        try (InputStream stream = Files.newInputStream(folder.resolve(party))) {
            own.load(stream, PASSWORD);
        }
        X509Certificate peer = (X509Certificate) own.getCertificate(PEER);
        KeyStore trusted = empty();
        trusted.setCertificateEntry(PEER, peer);
        return new Keys(new AS4CryptoFactoryInMemoryKeyStore(own, OWN, PASSWORD, trusted), peer);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair pair, String party) throws GeneralSecurityException {
        X500Name name = new X500Name("CN=" + party);
        Instant now = Instant.now();
        try {
            return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name,
                    new BigInteger(127, new SecureRandom()), Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(1))), name, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static void write(Path file, KeyPair pair, X509Certificate own, X509Certificate peer)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(OWN, pair.getPrivate(), PASSWORD, new Certificate[] {own});
        store.setCertificateEntry(PEER, peer);
        try (OutputStream stream = Files.newOutputStream(file)) {
            store.store(stream, PASSWORD);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }
}
