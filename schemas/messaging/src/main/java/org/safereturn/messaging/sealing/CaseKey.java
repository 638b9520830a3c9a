package org.safereturn.messaging.sealing;

import javax.crypto.SecretKey;

/**
 * The key of one case. Its text shows only its id.
 *
 * @param id names the key in sealed parts
 * @param secret AES-256
 */
public record CaseKey(String id, SecretKey secret) {

    @Override
    public String toString() {
        return "case key " + id;
    }
}
