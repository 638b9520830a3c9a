package org.safereturn.messaging.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Pseudonyms under which the two ministries report about a case to the joint monitoring view. */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    /** Pseudonyms under the key that the ministries share and monitoring does not have. */
    public Pseudonyms(SecretKey key) {
        this.key = key;
    }

    /** The pseudonym of the case: the same in both ministries, and not to be turned back without their shared key. */
    public String of(String caseRef) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(caseRef.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No HMAC with SHA-256", e);
        }
    }
}
