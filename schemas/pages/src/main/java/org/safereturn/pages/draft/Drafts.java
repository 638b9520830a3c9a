package org.safereturn.pages.draft;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.sealing.CannotOpen;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.sealing.Sealed;
import org.safereturn.messaging.sealing.Sealing;
import org.safereturn.messaging.store.Indexes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drafts of a service, in the collection {@code drafts} of its store. What was entered is sealed: under the key of its
 * case where this ministry has one, and else under a key of the draft's own, which is erased with it. A draft that was
 * changed in the store, or copied to another officer, form or case, does not open and counts as gone.
 *
 * <p>In clear are the officer's reference, form, case reference, times and whether it was checked. An officer finds the own
 * drafts only. A draft ends some time after it was last kept.
 */
public final class Drafts {

    /** Largest draft, in bytes, before it is sealed. */
    public static final int LARGEST = 128 * 1024;

    static final String COLLECTION = "drafts";

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final String TYPE = "org.safereturn.pages.draft.Draft";
    private static final String OFFICER = "officer";
    private static final String FORM = "form";
    private static final String REF = "ref";
    private static final String BEGUN = "begun";
    private static final String KEPT = "kept";
    private static final String ENDS = "ends";
    private static final String ABOUT = "about";
    private static final String CHECKED = "checked";
    private static final String UNDER = "under";
    private static final String KEY_ID = "keyId";
    private static final String JWE = "jwe";
    private static final int MOST_ENDED_AT_ONCE = 1_000;

    private final MongoCollection<Document> collection;
    private final CaseKeys keys;
    private final Duration kept;
    private final int most;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    /**
     * In this database.
     *
     * @param kept how long a draft is kept after it was last changed
     * @param most drafts of an officer; the one that was not changed for longest goes for a new one
     */
    public Drafts(MongoDatabase database, CaseKeys keys, Duration kept, int most, Clock clock) {
        this.collection = database.getCollection(COLLECTION);
        this.keys = keys;
        this.kept = kept;
        this.most = most;
        this.clock = clock;
    }

    /** Makes what the questions to the store need. */
    public void prepare() {
        Indexes.make(collection, List.of(Indexes.over(List.of(OFFICER)), Indexes.over(List.of(ENDS))));
    }

    /**
     * A draft as it is listed, without what was entered.
     *
     * @param about the case that it is about; empty for none
     * @param begun when the officer opened the form
     * @param kept when it was last kept
     * @param checked whether nothing was missing when the officer last went on, and nothing was changed since
     */
    public record Begun(String key, String form, String ref, String about, Instant begun, Instant kept, boolean checked) {
    }

    /** A draft is not kept. */
    public static final class NotKept extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Why why;

        NotKept(Why why) {
            super("A draft is not kept: " + why, null, false, false);
            this.why = why;
        }

        /** Why it is not kept. */
        public Why why() {
            return why;
        }
    }

    /** Why a draft is not kept. */
    public enum Why {
        /** More than {@value Drafts#LARGEST} bytes. */
        TOO_LARGE,
        /** Its key is that of a draft of another officer, form or case. */
        TAKEN,
        /** The store cannot be reached. */
        NO_STORE
    }

    /** The officer's drafts that have not ended, the latest first. */
    public Flux<Begun> of(String officer) {
        return Flux.from(collection.find(new Document(OFFICER, officer)).projection(new Document(JWE, 0)))
                .filter(this::lasts)
                .map(found -> new Begun(found.getString("_id"), found.getString(FORM), found.getString(REF),
                        found.get(ABOUT, found.getString(REF)), found.getDate(BEGUN).toInstant(), found.getDate(KEPT).toInstant(),
                        found.getBoolean(CHECKED, false)))
                .sort(Comparator.comparing(Begun::kept).reversed());
    }

    /** The draft of this key, if it is this officer's and of this form and case. */
    public Mono<Draft> find(String key, String officer, String form, String ref) {
        return Mono.defer(() -> Mono.from(collection.find(new Document("_id", key)))).filter(this::lasts)
                .filter(found -> officer.equals(found.getString(OFFICER)) && form.equals(found.getString(FORM))
                        && ref.equals(found.getString(REF)))
                .flatMap(this::opened);
    }

    /**
     * Keeps a draft, in the place of what was kept of it before.
     *
     * @return the draft, or the error {@link NotKept}
     */
    public Mono<Draft> keep(Draft draft) {
        return Mono.fromCallable(() -> json.writeValueAsBytes(Content.of(draft)))
                .filter(content -> content.length <= LARGEST)
                .switchIfEmpty(Mono.error(() -> new NotKept(Why.TOO_LARGE)))
                .flatMap(content -> under(draft).publishOn(Schedulers.boundedElastic())
                        .map(key -> document(draft.about(), key.of(), Sealing.seal(key.key(), key.of(), TYPE, content))))
                .flatMap(document -> Mono.from(collection.updateOne(mine(draft), new Document("$set", document)))
                        .flatMap(result -> result.getMatchedCount() > 0 ? Mono.just(draft) : insert(draft, document)))
                .onErrorMap(MongoException.class, failure -> {
                    LOG.warn("A draft is not kept: {}", failure.getClass().getSimpleName());
                    return new NotKept(Why.NO_STORE);
                });
    }

    private Mono<Draft> insert(Draft draft, Document document) {
        return makeRoom(draft.officer())
                .then(Mono.defer(() -> Mono.from(collection.insertOne(new Document("_id", draft.key()).append(BEGUN,
                        Date.from(draft.begun())).append(OFFICER, draft.officer()).append(FORM, draft.form())
                        .append(REF, draft.ref()).append(ABOUT, document.get(ABOUT)).append(CHECKED, document.get(CHECKED))
                        .append(KEPT, document.get(KEPT)).append(ENDS, document.get(ENDS))
                        .append(UNDER, document.get(UNDER)).append(KEY_ID, document.get(KEY_ID))
                        .append(JWE, document.get(JWE))))))
                .thenReturn(draft)
                .onErrorMap(MongoWriteException.class, refused -> ErrorCategory.fromErrorCode(refused.getCode())
                        == ErrorCategory.DUPLICATE_KEY ? new NotKept(Why.TAKEN) : refused);
    }

    /** Nothing is missing in a draft of this officer, as it is kept; nothing when there is none. */
    public Mono<Void> checked(String key, String officer) {
        return Mono.defer(() -> Mono.from(collection.updateOne(new Document("_id", key).append(OFFICER, officer),
                new Document("$set", new Document(CHECKED, true))))).then();
    }

    /** The drafts that go for a new one. */
    private Mono<Void> makeRoom(String officer) {
        return of(officer).skip(most - 1).map(Begun::key).collectList()
                .flatMap(gone -> Flux.fromIterable(gone).concatMap(key -> forget(key, officer)).then());
    }

    /** Forgets a draft of this officer that was sent, or is not wanted any more; nothing when there is none. */
    public Mono<Void> forget(String key, String officer) {
        return Mono.defer(() -> Mono.from(collection.deleteOne(new Document("_id", key).append(OFFICER, officer))))
                .filter(deleted -> deleted.getDeletedCount() > 0)
                .flatMap(_ -> keys.erase(own(key)));
    }

    /** Deletes what has ended: first the keys, so that what is left of a draft when this fails opens for nobody. */
    public Mono<Void> deleteEnded() {
        return Flux.from(collection.find(new Document(ENDS, new Document("$lt", Date.from(clock.instant()))))
                        .projection(new Document("_id", 1)).limit(MOST_ENDED_AT_ONCE))
                .map(found -> found.getString("_id"))
                .collectList()
                .flatMap(ended -> Flux.fromIterable(ended).concatMap(key -> keys.erase(own(key))
                        .then(Mono.from(collection.deleteOne(new Document("_id", key))))).then());
    }

    /** What is sealed; it says once more whose it is, so that it opens nowhere else. */
    private record Content(String key, String officer, String form, String ref, long begun, @Nullable String tag,
            Map<String, List<String>> entered) {

        static Content of(Draft draft) {
            return new Content(draft.key(), draft.officer(), draft.form(), draft.ref(), draft.begun().toEpochMilli(),
                    draft.tag(), draft.entered());
        }

        Draft draft() {
            return new Draft(key, officer, form, ref, Instant.ofEpochMilli(begun), tag, entered);
        }

        boolean isOf(Document found) {
            return key.equals(found.getString("_id")) && officer.equals(found.getString(OFFICER))
                    && form.equals(found.getString(FORM)) && ref.equals(found.getString(REF));
        }
    }

    /** A key and what it is the key of. */
    private record Under(String of, CaseKey key) {
    }

    private Mono<Under> under(Draft draft) {
        Mono<Under> ownKey = Mono.defer(() -> keys.obtain(own(draft.key())).map(key -> new Under(own(draft.key()), key)));
        return draft.ref().isEmpty() ? ownKey
                : keys.find(draft.ref()).map(key -> new Under(draft.ref(), key)).switchIfEmpty(ownKey);
    }

    /** A browser says the key of a draft, so it must never name the key of a case. */
    private static String own(String key) {
        return "draft " + key;
    }

    private Mono<Draft> opened(Document found) {
        String under = found.getString(UNDER);
        return keys.find(under).publishOn(Schedulers.boundedElastic())
                .map(key -> json.readValue(new String(Sealing.open(key, under, new Sealed(found.getString(KEY_ID),
                        found.getString(JWE)), TYPE), StandardCharsets.UTF_8), Content.class))
                .onErrorResume(CannotOpen.class, _ -> Mono.empty())
                .filter(content -> content.isOf(found))
                .map(Content::draft);
    }

    private boolean lasts(Document found) {
        return found.getDate(ENDS).toInstant().isAfter(clock.instant());
    }

    private static Document mine(Draft draft) {
        return new Document("_id", draft.key()).append(OFFICER, draft.officer()).append(FORM, draft.form())
                .append(REF, draft.ref());
    }

    private Document document(String about, String under, Sealed sealed) {
        Instant now = clock.instant();
        return new Document(ABOUT, about).append(CHECKED, false).append(KEPT, Date.from(now))
                .append(ENDS, Date.from(now.plus(kept))).append(UNDER, under).append(KEY_ID, sealed.keyId()).append(JWE, sealed.jwe());
    }
}
