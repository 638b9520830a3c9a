package org.safereturn.messaging.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.wire.HeaderNames;

/**
 * Checks that the ministry whose topic and source a record shows has signed it. Only EdDSA is accepted, only with keys
 * from {@code peers.jwks}, and only with a header of algorithm, key id and type: anything else (critical extensions,
 * keys by address or inline) is refused unread.
 */
public final class Verifier {

    private static final Set<String> ALLOWED = Set.of("alg", "kid", "typ");
    private static final int LONGEST = 1024;
    private static final int MOST_HEADERS = 1000;

    private final MinistryKeys keys;
    /** The key ids of acceptable headers, as they were encoded. */
    private final Map<String, String> keyIds = new ConcurrentHashMap<>();
    private final Map<String, PublicKey> publicKeys = new ConcurrentHashMap<>();

    /** Trusts the keys of these ministries, each for its own topics. */
    public Verifier(MinistryKeys keys) {
        this.keys = keys;
    }

    /** What a signature is worth. */
    public enum Verdict { VALID, MISSING, BAD }

    /** Checks a record as it was received. */
    public Verdict verify(String topic, String key, Map<String, byte[]> headers, byte[] value) {
        byte[] signature = headers.get(HeaderNames.SIGNATURE);
        if (signature == null || signature.length == 0) {
            return Verdict.MISSING;
        }
        if (signature.length > LONGEST) {
            return Verdict.BAD;
        }
        String[] parts = new String(signature, StandardCharsets.US_ASCII).split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            return Verdict.BAD;
        }
        try {
            String keyId = keyId(parts[0]).orElse("");
            Optional<MinistryKeys.PeerKey> signer = keys.signingKey(keyId);
            if (signer.isEmpty() || !speaksFor(signer.get().ministry(), topic, headers)) {
                return Verdict.BAD;
            }
            String input = parts[0] + "." + Base64URL.encode(SignedContent.of(topic, key, headers, value));
            return Ed25519.verify(publicKey(keyId, signer.get()), input.getBytes(StandardCharsets.US_ASCII),
                    new Base64URL(parts[2]).decode()) ? Verdict.VALID : Verdict.BAD;
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            return Verdict.BAD;
        }
    }

    /** The key that an acceptable header names. A ministry writes the same header on every record, so it is read once. */
    private Optional<String> keyId(String encoded) throws ParseException {
        String known = keyIds.get(encoded);
        if (known != null) {
            return Optional.of(known);
        }
        JWSHeader header = JWSHeader.parse(new Base64URL(encoded));
        String keyId = header.getKeyID();
        if (keyId == null || !JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                || !ALLOWED.containsAll(header.getIncludedParams())) {
            return Optional.empty();
        }
        // Anybody can make up headers; those beyond a bound are read again each time.
        if (keyIds.size() < MOST_HEADERS && keys.signingKey(keyId).isPresent()) {
            keyIds.put(encoded, keyId);
        }
        return Optional.of(keyId);
    }

    private PublicKey publicKey(String keyId, MinistryKeys.PeerKey signer) throws GeneralSecurityException {
        PublicKey present = publicKeys.get(keyId);
        if (present == null) {
            present = Ed25519.publicKey(signer.key());
            publicKeys.put(keyId, present);
        }
        return present;
    }

    private static boolean speaksFor(String ministry, String topic, Map<String, byte[]> headers) {
        byte[] source = headers.get(HeaderNames.SOURCE);
        String country = ministry.toLowerCase(Locale.ROOT);
        return source != null && topic.startsWith(country + ".")
                && new String(source, StandardCharsets.UTF_8).startsWith("urn:safereturn:" + country + ":");
    }
}
