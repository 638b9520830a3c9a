package org.safereturn.messaging.sealing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.text.ParseException;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * The stored form of case keys: wrapped with the ministry's storage key, or as a peer wrapped them for the ministry.
 */
public final class CaseKeyWrapping {

    static final String KEY = "case-key";

    private final SecretKey storage;
    private final PrivateKey wrapping;

    /**
     * Wrapping with the ministry's keys.
     *
     * @throws IllegalStateException when a key is missing
     */
    public CaseKeyWrapping(MinistryKeys keys) {
        storage = keys.storage().orElseThrow(() -> new IllegalStateException("No storage.jwk"));
        try {
            wrapping = X25519.privateKey(keys.wrapping().orElseThrow(() -> new IllegalStateException("No wrapping.jwk")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("wrapping.jwk cannot be used", e);
        }
    }

    /** The key as it may be stored by this ministry. */
    public String wrap(CaseKey key) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .customParam(KEY, key.id()).build();
        JWEObject jwe = new JWEObject(header, new Payload(key.secret().getEncoded()));
        try {
            jwe.encrypt(new DirectEncrypter(storage));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot wrap a case key", e);
        }
        return jwe.serialize();
    }

    /**
     * The key out of what was stored, whoever wrapped it.
     *
     * @throws CannotOpen when it was wrapped for somebody else, is another key, or was changed
     */
    public CaseKey unwrap(String keyId, String wrapped) {
        try {
            JWEObject jwe = JWEObject.parse(wrapped);
            JWEHeader header = jwe.getHeader();
            JWEDecrypter decrypter;
            if (JWEAlgorithm.DIR.equals(header.getAlgorithm())) {
                decrypter = new DirectDecrypter(storage);
            } else if (JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())) {
                decrypter = new X25519Envelope.Of(wrapping);
            } else {
                throw new CannotOpen("Case key " + keyId + " is wrapped in a way that is not agreed");
            }
            if (header.getCriticalParams() != null || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                    || !keyId.equals(header.getCustomParam(KEY))) {
                throw new CannotOpen("What is wrapped is not case key " + keyId);
            }
            jwe.decrypt(decrypter);
            byte[] secret = jwe.getPayload().toBytes();
            if (secret.length != 32) {
                throw new CannotOpen("Case key " + keyId + " has not 256 bit");
            }
            return new CaseKey(keyId, new SecretKeySpec(secret, "AES"));
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw new CannotOpen("Case key " + keyId + " cannot be unwrapped with this ministry's keys");
        }
    }
}
