package org.safereturn.messaging.sealing;

import java.security.GeneralSecurityException;
import java.text.ParseException;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetKeyPair;
import org.apache.avro.specific.SpecificRecord;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.wire.EventCodec;

/**
 * Seals and opens parts under the key of their case, and wraps that key for a peer. A sealed part is a compact JWE
 * ({@code dir}, {@code A256GCM}) whose protected header names the case and the record type; both are checked on opening.
 */
public final class Sealing {

    private static final String CASE = "case";
    private static final String SEALED = "sealed";

    private final EventCodec codec;
    private final MinistryKeys keys;

    /** Seals records that this codec encodes, and wraps case keys for the ministries in these keys. */
    public Sealing(EventCodec codec, MinistryKeys keys) {
        this.codec = codec;
        this.keys = keys;
    }

    /** Seals the content for this case only. */
    public Sealed seal(CaseKey key, String caseRef, SpecificRecord content) {
        return seal(key, caseRef, content.getSchema().getFullName(), codec.encode(SEALED, content));
    }

    /**
     * Seals what is no record of the contract, because it never leaves the service.
     *
     * @param caseRef the case, or what else the key is of
     * @param type names what is sealed
     */
    public static Sealed seal(CaseKey key, String caseRef, String type, byte[] content) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(key.id())
                .type(new JOSEObjectType(type)).customParam(CASE, caseRef).build();
        JWEObject jwe = new JWEObject(header, new Payload(content));
        try {
            jwe.encrypt(new DirectEncrypter(key.secret()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot seal", e);
        }
        return new Sealed(key.id(), jwe.serialize());
    }

    /**
     * Opens a sealed part.
     *
     * @throws CannotOpen when it was sealed under another key, for another case or as another type, or was changed
     * @throws EventCodec.RegistryUnavailable when the registry cannot be asked for the content's schema now
     */
    public <T extends SpecificRecord> T open(CaseKey key, String caseRef, Sealed sealed, Class<T> type) {
        if (codec.decode(SEALED, open(key, caseRef, sealed, type.getName())) instanceof EventCodec.Decoded.Body(SpecificRecord body)
                && type.isInstance(body)) {
            return type.cast(body);
        }
        throw new CannotOpen("Sealed part under " + key.id() + " holds no " + type.getSimpleName());
    }

    /**
     * Opens what is no record of the contract.
     *
     * @throws CannotOpen when it was sealed under another key, for another case or as another type, or was changed
     */
    public static byte[] open(CaseKey key, String caseRef, Sealed sealed, String type) {
        try {
            JWEObject jwe = JWEObject.parse(sealed.jwe());
            JWEHeader header = jwe.getHeader();
            JOSEObjectType stated = header.getType();
            if (!JWEAlgorithm.DIR.equals(header.getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                    || header.getCriticalParams() != null
                    || !key.id().equals(header.getKeyID()) || !key.id().equals(sealed.keyId())
                    || !caseRef.equals(header.getCustomParam(CASE))
                    || stated == null || !type.equals(stated.getType())) {
                throw new CannotOpen("Sealed under another key, for another case or as another type: " + sealed.keyId());
            }
            jwe.decrypt(new DirectDecrypter(key.secret()));
            return jwe.getPayload().toBytes();
        } catch (ParseException | JOSEException | IllegalStateException e) {
            throw new CannotOpen("Sealed part cannot be opened with " + key.id());
        }
    }

    /**
     * Wraps the key so that only this country's ministry can unwrap it.
     *
     * @return compact JWE
     * @throws IllegalStateException when the country's ministry has no known wrapping key
     */
    public String wrapFor(String country, CaseKey key) {
        OctetKeyPair recipient = keys.wrappingKey(country)
                .orElseThrow(() -> new IllegalStateException("No wrapping key of " + country + " in peers.jwks"));
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(recipient.getKeyID()).customParam(CaseKeyWrapping.KEY, key.id()).build();
        JWEObject jwe = new JWEObject(header, new Payload(key.secret().getEncoded()));
        try {
            jwe.encrypt(new X25519Envelope.For(recipient));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot wrap a case key for " + country, e);
        }
        return jwe.serialize();
    }
}
