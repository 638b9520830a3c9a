package org.safereturn.messaging.sealing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.AAD;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.jspecify.annotations.Nullable;

/** ECDH-ES with X25519 (RFC 8037): the agreement of {@link X25519}, everything around it of the JOSE library. */
final class X25519Envelope {

    /** Bytes that a compressed text may grow to. */
    private static final int LARGEST_TEXT = 1_000_000;

    private X25519Envelope() {
    }

    /** Encrypts for whoever has the private part of this key. */
    static final class For extends ECDHCryptoProvider implements JWEEncrypter {

        private final PublicKey recipient;

        For(OctetKeyPair recipient) throws JOSEException, GeneralSecurityException {
            super(Curve.X25519, null);
            this.recipient = X25519.publicKey(recipient);
        }

        @Override
        public Set<Curve> supportedEllipticCurves() {
            return Set.of(Curve.X25519);
        }

        @Override
        public JWECryptoParts encrypt(JWEHeader header, byte[] clearText, byte[] aad) throws JOSEException {
            try {
                KeyPair ephemeral = X25519.generate();
                JWEHeader complete = new JWEHeader.Builder(header)
                        .ephemeralPublicKey(X25519.published(ephemeral.getPublic())).build();
                return encryptWithZ(complete, X25519.agree(ephemeral.getPrivate(), recipient), clearText,
                        AAD.compute(complete));
            } catch (GeneralSecurityException e) {
                throw new JOSEException(e.getMessage(), e);
            }
        }
    }

    /** Decrypts what was encrypted for this key. */
    static final class Of extends ECDHCryptoProvider implements JWEDecrypter {

        private final PrivateKey own;

        Of(PrivateKey own) throws JOSEException {
            super(Curve.X25519, null);
            this.own = own;
        }

        @Override
        public Set<Curve> supportedEllipticCurves() {
            return Set.of(Curve.X25519);
        }

        @Override
        public byte[] decrypt(JWEHeader header, @Nullable Base64URL encryptedKey, @Nullable Base64URL iv, Base64URL cipherText,
                @Nullable Base64URL authTag, byte[] aad) throws JOSEException {
            if (!(header.getEphemeralPublicKey() instanceof OctetKeyPair sender) || !Curve.X25519.equals(sender.getCurve())) {
                throw new JOSEException("No ephemeral X25519 key");
            }
            try {
                return decryptWithZ(header, aad, X25519.agree(own, X25519.publicKey(sender)), encryptedKey, iv, cipherText,
                        authTag, LARGEST_TEXT);
            } catch (GeneralSecurityException e) {
                throw new JOSEException(e.getMessage(), e);
            }
        }
    }
}
