package org.safereturn.messaging.sealing;

import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import javax.crypto.KeyGenerator;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Case keys in the collection {@code case_keys} of the ministry's key store. This process caches opened keys for at
 * most ten minutes; for that time an erased key may still open data here.
 */
public final class MongoCaseKeys implements CaseKeys {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    /** Only on keys that a peer sent. */
    private static final String ISSUER = "issuer";

    private final MongoCollection<Document> collection;
    private final CaseKeyWrapping wrapping;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final KeyGenerator generator;
    private final Map<String, Opened> opened = new LinkedHashMap<>(256, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > MOST;
        }
    };

    private record Opened(CaseKey key, Instant since) {
    }

    public MongoCaseKeys(MongoDatabase database, CaseKeyWrapping wrapping, Supplier<UUID> ids, Clock clock) {
        this.collection = database.getCollection("case_keys");
        this.wrapping = wrapping;
        this.ids = ids;
        this.clock = clock;
        try {
            generator = KeyGenerator.getInstance("AES");
            generator.init(256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No AES", e);
        }
    }

    @Override
    public Mono<Map<String, CaseKey>> find(Collection<String> caseRefs) {
        return Flux.fromIterable(caseRefs).distinct()
                .flatMap(caseRef -> opened(caseRef).map(key -> Map.entry(caseRef, key)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<CaseKey> opened(String caseRef) {
        return Mono.defer(() -> {
            Optional<CaseKey> remembered = remembered(caseRef);
            if (remembered.isPresent()) {
                return Mono.just(remembered.get());
            }
            return Mono.from(collection.find(new Document("_id", caseRef)).first())
                    .publishOn(Schedulers.boundedElastic())
                    .map(stored -> remember(caseRef,
                            wrapping.unwrap(stored.getString("keyId"), stored.getString("wrapped"))));
        });
    }

    @Override
    public Mono<Map<String, CaseKey>> obtain(Collection<String> caseRefs) {
        return Flux.fromIterable(caseRefs).distinct()
                .flatMap(caseRef -> opened(caseRef).switchIfEmpty(Mono.defer(() -> made(caseRef)))
                        .map(key -> Map.entry(caseRef, key)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<CaseKey> made(String caseRef) {
        CaseKey key = new CaseKey(ids.get().toString(), generator.generateKey());
        return insert(stored(caseRef, key.id(), wrapping.wrap(key)))
                .flatMap(first -> first ? Mono.just(remember(caseRef, key)) : opened(caseRef));
    }

    @Override
    public Mono<Void> keep(List<Issued> keys) {
        return Flux.fromIterable(keys).flatMap(key -> insert(
                stored(key.caseRef(), key.keyId(), key.wrapped()).append(ISSUER, key.issuer()))).then();
    }

    @Override
    public Mono<Void> erase(String caseRef) {
        return Mono.from(collection.deleteOne(new Document("_id", caseRef)))
                .doOnNext(deleted -> forget(caseRef)).then();
    }

    @Override
    public Mono<Boolean> eraseIssuedBy(String issuer, String caseRef) {
        return Mono.defer(() -> Mono.from(collection.deleteOne(new Document("_id", caseRef).append(ISSUER, issuer))))
                .map(deleted -> deleted.getDeletedCount() > 0)
                .doOnNext(erased -> {
                    if (erased) {
                        forget(caseRef);
                    }
                });
    }

    private static Document stored(String caseRef, String keyId, String wrapped) {
        return new Document("_id", caseRef).append("keyId", keyId).append("wrapped", wrapped);
    }

    private Mono<Boolean> insert(Document key) {
        return Mono.from(collection.insertOne(key))
                .map(inserted -> true)
                .onErrorResume(MongoWriteException.class, e ->
                        ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY
                                ? Mono.just(false) : Mono.error(e));
    }

    private Optional<CaseKey> remembered(String caseRef) {
        synchronized (opened) {
            Opened entry = opened.get(caseRef);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.since().plus(REMEMBERED).isBefore(clock.instant())) {
                opened.remove(caseRef);
                return Optional.empty();
            }
            return Optional.of(entry.key());
        }
    }

    private CaseKey remember(String caseRef, CaseKey key) {
        synchronized (opened) {
            opened.put(caseRef, new Opened(key, clock.instant()));
        }
        return key;
    }

    private void forget(String caseRef) {
        synchronized (opened) {
            opened.remove(caseRef);
        }
    }
}
