package org.safereturn.local.store;

import java.util.List;
import java.util.Map;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The index of what identifies a document: the documents themselves, which are kept in this order. An index beside them,
 * as the backend has it, is written once more with every insert.
 */
final class IdIndex extends AbstractUniqueIndex<Object> {

    private final MVMap<Object, Document> documents;

    IdIndex(String name, List<IndexKey> keys, boolean sparse, MVMap<Object, Document> documents) {
        super(name, keys, sparse);
        this.documents = documents;
    }

    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        // The collection has put it where it is found.
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        throw new UnsupportedOperationException("Nothing is added here");
    }

    /** Where it is; the collection takes it away itself. */
    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return getPosition(key);
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        Object id = Missing.ofNullable(key.get(0));
        Object nearest = documents.ceilingKey(id);
        return nearest != null && KeyType.INSTANCE.compare(nearest, id) == 0 ? nearest : null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        return () -> documents.keySet().stream().map(id -> Map.entry(new KeyValue(id).normalized(), id)).iterator();
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
