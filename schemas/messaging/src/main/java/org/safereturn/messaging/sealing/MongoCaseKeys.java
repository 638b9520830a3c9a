package org.safereturn.messaging.sealing;

import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.crypto.KeyGenerator;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.safereturn.messaging.store.ConditionalWrite;
import org.safereturn.messaging.store.ConditionalWrites;
import org.safereturn.messaging.store.Lookups;
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
    private static final int MOST_AT_ONCE = 256;
    /** Only on keys that a peer sent. */
    private static final String ISSUER = "issuer";

    private final MongoCollection<Document> collection;
    private final Codec<Document> codec;
    private final Lookups stored;
    private final ConditionalWrites writes;
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
        this.codec = collection.getCodecRegistry().get(Document.class);
        this.stored = new Lookups(collection, new Document(), Schedulers.boundedElastic());
        this.writes = new ConditionalWrites(collection, Schedulers.boundedElastic());
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
        return Mono.defer(() -> {
            Map<String, CaseKey> known = new HashMap<>();
            caseRefs.forEach(caseRef -> remembered(caseRef).ifPresent(key -> known.put(caseRef, key)));
            List<String> unknown = caseRefs.stream().filter(caseRef -> !known.containsKey(caseRef)).toList();
            return unknown.isEmpty() ? Mono.just(known) : stored.find(unknown).publishOn(Schedulers.boundedElastic()).map(found -> {
                found.forEach((caseRef, key) -> known.put(caseRef,
                        remember(caseRef, wrapping.unwrap(key.getString("keyId"), key.getString("wrapped")))));
                return known;
            });
        });
    }

    @Override
    public Mono<Map<String, CaseKey>> obtain(Collection<String> caseRefs) {
        return find(caseRefs).flatMap(known -> {
            Map<String, CaseKey> all = new HashMap<>(known);
            return Flux.fromIterable(caseRefs).distinct().filter(caseRef -> !known.containsKey(caseRef))
                    .flatMap(caseRef -> made(caseRef).doOnNext(key -> all.put(caseRef, key)), MOST_AT_ONCE, 1)
                    .then(Mono.just(all));
        });
    }

    private Mono<CaseKey> made(String caseRef) {
        return Mono.fromCallable(() -> new CaseKey(ids.get().toString(), generator.generateKey()))
                .flatMap(key -> insert(List.of(document(caseRef, key.id(), wrapping.wrap(key))))
                        .flatMap(first -> first.getFirst() ? Mono.just(remember(caseRef, key)) : find(caseRef)));
    }

    @Override
    public Mono<Void> keep(List<Issued> keys) {
        return insert(keys.stream().collect(Collectors.toMap(Issued::caseRef, Function.identity(), (first, _) -> first))
                .values().stream().map(key -> document(key.caseRef(), key.keyId(), key.wrapped())
                        .append(ISSUER, key.issuer())).toList()).then();
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

    private static Document document(String caseRef, String keyId, String wrapped) {
        return new Document("_id", caseRef).append("keyId", keyId).append("wrapped", wrapped);
    }

    /** Stores keys of different cases; of each whether it is the first of its case. */
    private Mono<List<Boolean>> insert(List<Document> keys) {
        return Mono.defer(() -> {
            List<ConditionalWrite> inserts = keys.stream().map(key -> ConditionalWrite.insert(key, codec)).toList();
            writes.add(inserts);
            return Flux.fromIterable(inserts).concatMap(each -> Mono.fromFuture(each.done(), true))
                    .map(effect -> effect == ConditionalWrite.Effect.WRITTEN).collectList();
        });
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
