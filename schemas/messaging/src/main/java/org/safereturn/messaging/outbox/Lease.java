package org.safereturn.messaging.outbox;

import java.time.Instant;

import org.bson.Document;

/**
 * The right to send a document's pending events.
 *
 * @param token names the holder and changes whenever the lease is taken or extended; empty when nobody holds it
 * @param until when it ends
 */
public record Lease(String token, Instant until) {

    /** Nobody holds it. */
    public static final Lease FREE = new Lease("", Instant.EPOCH);

    /** The lease that a document carries. */
    public static Lease of(Document stored) {
        String token = stored.getString("lease");
        return token == null || token.isEmpty() ? FREE
                : new Lease(token, Instant.ofEpochMilli(stored.get("leaseUntil", Number.class).longValue()));
    }

    /** Whether anybody may take it now. */
    public boolean isFree(Instant now) {
        return token.isEmpty() || until.isBefore(now);
    }

    /** Adds the lease to the fields of a document. */
    public Document into(Document fields) {
        return fields.append("lease", token).append("leaseUntil", until.toEpochMilli());
    }
}
