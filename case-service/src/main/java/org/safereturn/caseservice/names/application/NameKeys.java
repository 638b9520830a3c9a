package org.safereturn.caseservice.names.application;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

import org.safereturn.access.input.NameForms;
import org.safereturn.access.names.Lookalikes;

/**
 * Makes keys of the forms and the sounds of names: equal ones give equal keys, and without the ministry's storage key nobody can say of
 * which name a key is, or make one. The key by which they are made is derived from the storage key and used for nothing
 * else, so keys of one ministry mean nothing to another.
 */
public final class NameKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "safereturn name keys".getBytes(StandardCharsets.UTF_8);
    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 16;
    private static final int MADE_BY_CHARACTERS = 8;

    private final SecretKey secret;
    private final String madeBy;

    /** Keys under what is derived from the key under which the ministry keeps its case keys. */
    public NameKeys(SecretKey storage) {
        try {
            secret = KDF.getInstance("HKDF-SHA256").deriveKey(ALGORITHM,
                    HKDFParameterSpec.ofExtract().addIKM(storage).thenExpand(PURPOSE, SECRET_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No HKDF with SHA-256", e);
        }
        madeBy = NameForms.VERSION + "." + Lookalikes.VERSION + "-" + one("").substring(0, MADE_BY_CHARACTERS);
    }

    /** By which rules for names and by which secret the keys are made: when it differs they are to be made anew. */
    public String madeBy() {
        return madeBy;
    }

    /** The keys of these forms, by form. */
    public Map<String, String> of(Collection<String> forms) {
        return Set.copyOf(forms).stream().collect(Collectors.toMap(Function.identity(), this::one));
    }

    private String one(String form) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] digest = mac.doFinal(form.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No HMAC with SHA-256", e);
        }
    }
}
