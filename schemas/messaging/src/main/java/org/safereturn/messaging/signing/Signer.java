package org.safereturn.messaging.signing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Signs records for the ministry: JWS, EdDSA with Ed25519, payload detached. Without a signing key there is no signer,
 * and so no message.
 */
public final class Signer {

    private final JWSHeader header;
    private final Base64URL encodedHeader;
    private final Ed25519Signer signer;

    /**
     * A signer with the ministry's key.
     *
     * @throws IllegalStateException when there is none
     */
    public Signer(MinistryKeys keys) {
        OctetKeyPair key = keys.signing().orElseThrow(
                () -> new IllegalStateException("No signing.jwk: a ministry that cannot sign must not send"));
        header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build();
        encodedHeader = header.toBase64URL();
        try {
            signer = new Ed25519Signer(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing.jwk cannot be used", e);
        }
    }

    /** The signature over topic, key, all {@code ce_*} headers and the value, for the header {@code sr_signature}. */
    public String sign(String topic, String key, Map<String, byte[]> headers, byte[] value) {
        String input = encodedHeader + "." + Base64URL.encode(SignedContent.of(topic, key, headers, value));
        try {
            return encodedHeader + ".." + signer.sign(header, input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign", e);
        }
    }
}
