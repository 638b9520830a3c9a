package org.safereturn.benchmarks;

import java.util.List;
import java.util.Map;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import org.bson.Document;

/**
 * Counts the durable writes that cases have taken so far in the services of both countries: the versions of their
 * documents, and the keys that were stored. What marks an event as sent, the audit trail and the joint view are left
 * out, for they write many at once.
 */
final class Writes {

    private static final Map<String, String> COLLECTIONS = Map.of("case", "cases", "tracing", "tracings",
            "referral", "referrals", "keys", "case_keys");
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long PAUSE_MILLIS = 1500;

    private final Target target;
    private final List<String> caseRefs;

    Writes(Target target, List<String> caseRefs) {
        this.target = target;
        this.caseRefs = List.copyOf(caseRefs);
    }

    /** All so far, once no more follow. */
    long settled() throws InterruptedException {
        long limit = System.nanoTime() + LIMIT_NANOS;
        long before = -1;
        long now = count();
        while (now != before) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The services did not come to rest in a minute.");
            }
            Thread.sleep(PAUSE_MILLIS);
            before = now;
            now = count();
        }
        return now;
    }

    private long count() {
        return count(target.senderStore(), target.sender()) + count(target.receiverStore(), target.receiver());
    }

    private long count(String store, String country) {
        long writes = 0;
        try (MongoClient client = MongoClients.create(store)) {
            for (Map.Entry<String, String> each : COLLECTIONS.entrySet()) {
                for (Document found : client.getDatabase(Target.lower(country) + "_" + each.getKey())
                        .getCollection(each.getValue()).find(Filters.in("_id", caseRefs))
                        .projection(new Document("version", 1))) {
                    writes += found.get("version") instanceof Number version ? version.longValue() : 1;
                }
            }
        }
        return writes;
    }
}
