package org.safereturn.messaging.store;

import java.time.Duration;
import java.util.List;

import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Makes the indexes of a collection when a service starts. The embedded store takes them and keeps none. */
public final class Indexes {

    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Indexes() {
    }

    /** An index over these fields, each ascending. */
    public static Document over(List<String> fields) {
        Document keys = new Document();
        fields.forEach(field -> keys.append(field, 1));
        return keys;
    }

    /** Begins to make them and goes on until the store has them all; what is there already stays. */
    public static void make(MongoCollection<Document> collection, List<Document> keys) {
        if (keys.isEmpty()) {
            return;
        }
        Mono.defer(() -> Mono.from(collection.createIndexes(keys.stream().map(IndexModel::new).toList())))
                .doOnError(failure -> LOG.warn("Indexes of {} cannot be made yet: {}",
                        collection.getNamespace().getCollectionName(), failure.getClass().getSimpleName()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(LONGEST_PAUSE))
                .subscribe();
    }
}
