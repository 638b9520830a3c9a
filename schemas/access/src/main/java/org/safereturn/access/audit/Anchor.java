package org.safereturn.access.audit;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.OctetKeyPair;
import org.safereturn.messaging.keys.MinistryKeys;

/**
 * A statement, signed by the ministry, that a chain had this record at this time. Kept outside the database, it shows
 * when the end of the chain was cut off or the whole chain was written again. Its form is a compact JWS with EdDSA.
 *
 * @param chain name of the chain, such as {@code KH/tracing-service}
 * @param sequence number of the record
 * @param hash of the record
 * @param signed when
 */
public record Anchor(String chain, long sequence, String hash, Instant signed) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("safereturn-audit-anchor");

    /** The anchor at this record. */
    public static Anchor at(String chain, AuditRecord record, Instant signed) {
        return new Anchor(chain, record.sequence(), record.hash(), signed);
    }

    /** The JWS, on one line. */
    public String sign(OctetKeyPair key) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.EdDSA).type(TYPE).keyID(key.getKeyID()).build(),
                    new Payload(Map.<String, Object>of("chain", chain, "sequence", sequence, "hash", hash,
                            "signed", signed.toString())));
            jws.sign(new Ed25519Signer(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign", e);
        }
    }

    /** What this JWS states, if the ministry of that chain signed it with one of the keys in {@code peers.jwks}. */
    public static Optional<Anchor> verified(String jws, MinistryKeys keys) {
        try {
            JWSObject parsed = JWSObject.parse(jws);
            JWSHeader header = parsed.getHeader();
            Map<String, Object> stated = parsed.getPayload().toJSONObject();
            if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())
                    || header.getKeyID() == null || stated == null) {
                return Optional.empty();
            }
            Optional<MinistryKeys.PeerKey> signer = keys.signingKey(header.getKeyID());
            if (signer.isEmpty() || !parsed.verify(new Ed25519Verifier(signer.get().key()))) {
                return Optional.empty();
            }
            return of(stated).filter(anchor -> anchor.chain().startsWith(signer.get().ministry() + "/"));
        } catch (ParseException | JOSEException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Anchor> of(Map<String, Object> stated) {
        return stated.get("chain") instanceof String chain && stated.get("sequence") instanceof Number sequence
                && stated.get("hash") instanceof String hash && stated.get("signed") instanceof String signed
                ? Optional.of(new Anchor(chain, sequence.longValue(), hash, Instant.parse(signed))) : Optional.empty();
    }
}
