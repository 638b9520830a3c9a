package org.safereturn.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * What a question finds, in the order of what identifies it, read when it is fetched; the backend holds all of it until
 * then. What changes meanwhile is found as it is then.
 */
final class ReadingCursor implements Cursor {

    private final long id;
    private final MVMap<Object, Document> documents;
    private final Predicate<Document> wanted;
    private @Nullable Object position;
    private @Nullable Document next;

    ReadingCursor(long id, MVMap<Object, Document> documents, Predicate<Document> wanted) {
        this.id = id;
        this.documents = documents;
        this.wanted = wanted;
        this.position = documents.firstKey();
        read();
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public synchronized boolean isEmpty() {
        return next == null;
    }

    @Override
    public synchronized List<Document> takeDocuments(int most) {
        List<Document> taken = new ArrayList<>();
        while (next != null && taken.size() < most) {
            taken.add(next);
            read();
        }
        return taken;
    }

    private void read() {
        next = null;
        while (next == null && position != null) {
            Document found = documents.get(position);
            if (found != null && wanted.test(found)) {
                next = found;
            }
            position = documents.higherKey(position);
        }
    }
}
