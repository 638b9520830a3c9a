package org.safereturn.messaging.aggregate;

import java.time.Instant;

import org.bson.Document;

/**
 * The right to send a document's pending events.
 *
 * @param token names the holder and changes whenever the lease is taken or extended; empty when nobody holds it
 * @param until when it ends
 */
record Lease(String token, Instant until) {

    static final Lease FREE = new Lease("", Instant.EPOCH);

    static Lease of(Document stored) {
        String token = stored.getString("lease");
        return token == null || token.isEmpty() ? FREE
                : new Lease(token, Instant.ofEpochMilli(stored.get("leaseUntil", Number.class).longValue()));
    }

    boolean isFree(Instant now) {
        return token.isEmpty() || until.isBefore(now);
    }

    Document into(Document fields) {
        return fields.append("lease", token).append("leaseUntil", until.toEpochMilli());
    }
}
