package org.safereturn.access.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An access in its place in the chain. The hash is the SHA-256, in lower-case hex, of the previous record's hash, a line
 * feed, and the record's {@link RecordForm#content content}.
 *
 * @param sequence 1 for the first record of a chain, without gaps
 * @param recorded when, to the millisecond
 * @param entry what
 * @param previous hash of the record before, or {@link #origin}
 * @param hash of this record
 */
public record AuditRecord(long sequence, Instant recorded, AuditEntry entry, String previous, String hash) {

    /** The record of this entry that follows another one. */
    public static AuditRecord chained(long sequence, Instant recorded, AuditEntry entry, String previous) {
        return new AuditRecord(sequence, recorded, entry, previous,
                sha256(previous + "\n" + RecordForm.content(sequence, recorded, entry)));
    }

    /**
     * What stands in for the hash before the first record; other chains have another.
     *
     * @param chain name of the chain, such as {@code KH/tracing-service}
     */
    public static String origin(String chain) {
        return sha256("safereturn audit " + chain);
    }

    /** Whether the hash is that of the content. */
    public boolean fitsItsHash() {
        return chained(sequence, recorded, entry, previous).hash().equals(hash);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
