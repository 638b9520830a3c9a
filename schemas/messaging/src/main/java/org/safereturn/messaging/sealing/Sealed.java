package org.safereturn.messaging.sealing;

/**
 * Personal data as it travels and rests: encrypted under the key of its case. Its text never shows the content, not
 * even encrypted.
 *
 * @param keyId id of the case key
 * @param jwe compact JWE
 */
public record Sealed(String keyId, String jwe) {

    @Override
    public String toString() {
        return "sealed under " + keyId;
    }
}
