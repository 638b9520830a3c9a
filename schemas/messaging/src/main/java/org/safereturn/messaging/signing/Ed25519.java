package org.safereturn.messaging.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ed25519 (RFC 8032) of the AWS-LC library where its native code runs (Linux on x86-64), of the JDK elsewhere; the
 * signatures are the same. Every record is signed once and checked by each of its readers, and native code does that
 * many times faster than Java code of the quick compiler.
 */
final class Ed25519 {

    private static final Logger LOG = LoggerFactory.getLogger(Ed25519.class);
    private static final String NAME = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    private Ed25519() {
    }

    /** Looked for when the first record is signed or checked. */
    private static final class Chosen {

        private static final Provider PROVIDER = provider();

        private static Provider provider() {
            Optional<Throwable> missing = Optional.ofNullable(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError());
            if (missing.isEmpty()) {
                return AmazonCorrettoCryptoProvider.INSTANCE;
            }
            LOG.warn("Signatures are made and checked in Java, which is slower: {}", missing.get().getClass().getName());
            return Security.getProviders("Signature." + NAME)[0];
        }
    }

    static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(NAME, Chosen.PROVIDER);
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    /** False for whatever is not this key's signature over this content, malformed ones included. */
    static boolean verify(PublicKey key, byte[] content, byte[] claimed) {
        try {
            Signature signature = Signature.getInstance(NAME, Chosen.PROVIDER);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(claimed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static PrivateKey privateKey(OctetKeyPair key) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.getDecodedD()));
    }

    /** RFC 8032, 5.1.2: little-endian y, and the lowest bit of x in the highest bit of the last byte. */
    static PublicKey publicKey(OctetKeyPair key) throws GeneralSecurityException {
        byte[] encoded = key.getDecodedX();
        if (encoded.length != PUBLIC_BYTES) {
            throw new GeneralSecurityException("A public Ed25519 key has " + PUBLIC_BYTES + " bytes");
        }
        byte[] bigEndian = new byte[PUBLIC_BYTES];
        for (int i = 0; i < PUBLIC_BYTES; i++) {
            bigEndian[i] = encoded[PUBLIC_BYTES - 1 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance(NAME).generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519,
                new EdECPoint(odd, new BigInteger(1, bigEndian))));
    }
}
