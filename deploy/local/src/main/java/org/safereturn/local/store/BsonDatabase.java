package org.safereturn.local.store;

import java.util.List;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database whose maps hold BSON. The map of an index is opened with its types before the backend asks for it by its name. */
final class BsonDatabase extends H2Database {

    private static final String ID_INDEX = "_id_";
    private static final String DOCUMENTS = "databases.";

    private final MVStore file;
    private final ChangeLog log;

    BsonDatabase(String name, MVStore file, ChangeLog log, CursorRegistry cursors) {
        // The backend opens what is there while it is constructed.
        this.file = file;
        this.log = log;
        super(name, file, cursors);
    }

    /** A map of this name, of documents or of an index. */
    @SuppressWarnings("unchecked")
    static MVMap<Object, Object> open(ChangeLog log, MVStore file, String name) {
        return (MVMap<Object, Object>) (name.startsWith(DOCUMENTS) ? log.map(file, name, DocumentType.INSTANCE)
                : log.map(file, name, KeyType.INSTANCE));
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        return new BsonCollection(this, name, options, documents(name),
                file.openMap("meta." + getFullCollectionNamespace(name)), cursorRegistry);
    }

    private MVMap<Object, Document> documents(String collection) {
        return log.map(file, DOCUMENTS + getFullCollectionNamespace(collection), DocumentType.INSTANCE);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys,
            boolean sparse) {
        if (name.equals(ID_INDEX)) {
            return new IdIndex(name, keys, sparse, documents(collection));
        }
        log.map(file, getFullCollectionNamespace(collection) + "._index_" + name, KeyType.INSTANCE);
        return super.openOrCreateUniqueIndex(collection, name, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new IgnoredIndex(name, keys);
    }
}
