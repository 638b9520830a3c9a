package org.safereturn.messaging.sealing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;

import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * X25519 (RFC 7748) of Conscrypt where its native code runs, of the JDK elsewhere; the secrets are the same. Each case key
 * is wrapped once and unwrapped by each of its readers, and native code does that many times faster than Java code of the
 * quick compiler.
 */
final class X25519 {

    private static final Logger LOG = LoggerFactory.getLogger(X25519.class);
    private static final String NAME = "XDH";
    private static final String JDK = "SunEC";
    private static final int BYTES = 32;

    private X25519() {
    }

    /** Looked for when the first key is wrapped or unwrapped. */
    private static final class Chosen {

        private static final Provider PROVIDER = provider();

        private static Provider provider() {
            if (Conscrypt.isAvailable()) {
                return Conscrypt.newProviderBuilder().provideTrustManager(false).build();
            }
            LOG.warn("Case keys are wrapped in Java, which is slower: the native library does not load");
            return Security.getProvider(JDK);
        }
    }

    /** The provider that was chosen. */
    static Provider provider() {
        return Chosen.PROVIDER;
    }

    /** A fresh pair, for one agreement. */
    static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME, provider());
        if (provider().getName().equals(JDK)) {
            generator.initialize(NamedParameterSpec.X25519);
        }
        return generator.generateKeyPair();
    }

    /**
     * The shared secret.
     *
     * @throws GeneralSecurityException also for a public key with which everybody shares the same secret
     */
    static SecretKey agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(NAME, provider());
        agreement.init(own);
        agreement.doPhase(peer, true);
        return new SecretKeySpec(agreement.generateSecret(), "AES");
    }

    static PrivateKey privateKey(OctetKeyPair key) throws GeneralSecurityException {
        PrivateKey known = KeyFactory.getInstance(NAME, jdk()).generatePrivate(
                new XECPrivateKeySpec(NamedParameterSpec.X25519, key.getDecodedD()));
        return KeyFactory.getInstance(NAME, provider()).generatePrivate(new PKCS8EncodedKeySpec(known.getEncoded()));
    }

    /** RFC 7748, 5: little-endian u, without its highest bit. */
    static PublicKey publicKey(OctetKeyPair key) throws GeneralSecurityException {
        byte[] encoded = key.getDecodedX();
        if (encoded.length != BYTES) {
            throw new GeneralSecurityException("A public X25519 key has " + BYTES + " bytes");
        }
        byte[] bigEndian = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bigEndian[i] = encoded[BYTES - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        PublicKey known = KeyFactory.getInstance(NAME, jdk()).generatePublic(
                new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
        return KeyFactory.getInstance(NAME, provider()).generatePublic(new X509EncodedKeySpec(known.getEncoded()));
    }

    /** The public key of a fresh pair as it travels: the last bytes of its X.509 form (RFC 8410). */
    static OctetKeyPair published(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new OctetKeyPair.Builder(Curve.X25519, Base64URL.encode(
                Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length))).build();
    }

    private static Provider jdk() {
        return Security.getProvider(JDK);
    }
}
