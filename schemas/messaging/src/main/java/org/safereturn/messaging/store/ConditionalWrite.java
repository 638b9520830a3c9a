package org.safereturn.messaging.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import reactor.core.scheduler.Scheduler;

/**
 * A write of one document that takes effect only when the document is as it was seen: an insert when there is none, an
 * update when it has this version and lease.
 */
public final class ConditionalWrite {

    /** What the largest document may have, in bytes; that of MongoDB. */
    static final int LARGEST = 16 * 1024 * 1024;
    /** Room for what stands around a change in its command. */
    private static final int FRAME = 16 * 1024;

    private final Document filter;
    private final RawBsonDocument content;
    private final boolean insert;
    private final CompletableFuture<Effect> done = new CompletableFuture<>();
    private Optional<Scheduler> teller = Optional.empty();

    /** What became of it. */
    public enum Effect {
        /** It is written. */
        WRITTEN,
        /** The document was not as it was seen; nothing is written. */
        MOVED_ON,
        /** The document would be larger than the store takes; nothing is written. */
        TOO_LARGE
    }

    private ConditionalWrite(Document filter, RawBsonDocument content, boolean insert) {
        this.filter = filter;
        this.content = content;
        this.insert = insert;
    }

    /** An insert of a document, which names its id. */
    public static ConditionalWrite insert(Document document, Codec<Document> codec) {
        return new ConditionalWrite(new Document("_id", document.get("_id")), new RawBsonDocument(document, codec), true);
    }

    /**
     * An update.
     *
     * @param filter equalities, the id among them
     */
    public static ConditionalWrite update(Document filter, Document change, Codec<Document> codec) {
        return new ConditionalWrite(filter, new RawBsonDocument(change, codec), false);
    }

    /** What became of it; an error when that is not known. */
    public CompletableFuture<Effect> done() {
        return done;
    }

    /** Where the effect is told when it is written with many others, in place of where the others are told. */
    public ConditionalWrite toldOn(Scheduler scheduler) {
        teller = Optional.of(scheduler);
        return this;
    }

    Optional<Scheduler> teller() {
        return teller;
    }

    boolean isInsert() {
        return insert;
    }

    boolean isTooLarge() {
        return content.getByteBuffer().remaining() > (insert ? LARGEST : LARGEST - FRAME);
    }

    Document filter() {
        return filter;
    }

    RawBsonDocument content() {
        return content;
    }

    WriteModel<RawBsonDocument> model() {
        return insert ? new InsertOneModel<>(content)
                : new UpdateOneModel<>(filter, content, new UpdateOptions().upsert(true));
    }
}
