package org.safereturn.messaging.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Map;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * Signs records for the ministry: JWS, EdDSA with Ed25519, payload detached. Without a signing key there is no signer,
 * and so no message.
 */
public final class Signer {

    private final Base64URL encodedHeader;
    private final PrivateKey privateKey;

    /**
     * A signer with the ministry's key.
     *
     * @throws IllegalStateException when there is none
     */
    public Signer(MinistryKeys keys) {
        OctetKeyPair key = keys.signing().orElseThrow(
                () -> new IllegalStateException("No signing.jwk: a ministry that cannot sign must not send"));
        encodedHeader = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build().toBase64URL();
        try {
            privateKey = Ed25519.privateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing.jwk cannot be used", e);
        }
    }

    /** The signature over topic, key, all {@code ce_*} headers and the value, for the header {@code sr_signature}. */
    public String sign(String topic, String key, Map<String, byte[]> headers, byte[] value) {
        String input = encodedHeader + "." + Base64URL.encode(SignedContent.of(topic, key, headers, value));
        try {
            return encodedHeader + ".."
                    + Base64URL.encode(Ed25519.sign(privateKey, input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign", e);
        }
    }
}
