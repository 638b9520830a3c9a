package org.safereturn.messaging.sealing;

import org.safereturn.exchange.v1.SealedPart;

/**
 * Personal data as it is sent and stored: encrypted with the key of its case. Its text never shows the content, not
 * even encrypted.
 *
 * @param keyId id of the case key
 * @param jwe compact JWE
 */
public record Sealed(String keyId, String jwe) {

    /** The part of an event. */
    public static Sealed of(SealedPart part) {
        return new Sealed(part.getKeyId(), part.getJwe());
    }

    /** As part of an event. */
    public SealedPart toPart() {
        return new SealedPart(keyId, jwe);
    }

    @Override
    public String toString() {
        return "sealed under " + keyId;
    }
}
