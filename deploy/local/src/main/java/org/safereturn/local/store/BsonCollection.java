package org.safereturn.local.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose indexes also serve queries that ask for more than their keys, as those of MongoDB do. The backend
 * reads all documents for them, and every compare-and-set is such a query.
 */
final class BsonCollection extends H2Collection {

    private final MVMap<Object, Document> documents;

    BsonCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> documents,
            MVMap<String, Object> sizes, CursorRegistry cursors) {
        super(database, name, options, documents, sizes, cursors);
        this.documents = documents;
    }

    /** Its size in bytes, which nobody asks for, would be written with every change. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    /** What an aggregation reads, such as a count: one document after the other, where the backend holds all of them. */
    @Override
    public Stream<Document> queryAllAsStream() {
        return streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument);
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document order, int skip, int limit, int batch,
            Document projection) {
        for (Index<Object> index : getIndexes()) {
            Optional<Iterable<Object>> found = positions(index, query);
            if (found.isPresent()) {
                return matchDocuments(query, found.get(), order, skip, limit, batch, projection);
            }
        }
        boolean allOfThem = skip == 0 && limit == 0 && isEmpty(order) && isEmpty(projection);
        return allOfThem && batch > 0 ? read(query, batch) : super.matchDocuments(query, order, skip, limit, batch, projection);
    }

    private static boolean isEmpty(@Nullable Document document) {
        return document == null || document.keySet().isEmpty();
    }

    private QueryResult read(Document query, int batch) {
        ReadingCursor cursor = new ReadingCursor(cursorRegistry.generateCursorId(), documents,
                each -> documentMatchesQuery(each, query));
        List<Document> first = cursor.takeDocuments(batch);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    /** The first few in an order; the backend holds and sorts all of them. */
    @Override
    protected QueryResult matchDocumentsFromStream(Document query, Stream<Document> documents, int skip, int limit, int batch,
            @Nullable Comparator<Document> order, Document projection) {
        return super.matchDocumentsFromStream(query, order == null || limit <= 0 ? documents
                : first(documents.filter(each -> documentMatchesQuery(each, query)), order, skip + limit), skip, limit, batch,
                order, projection);
    }

    private static Stream<Document> first(Stream<Document> documents, Comparator<Document> order, int many) {
        PriorityQueue<Document> held = new PriorityQueue<>(order.reversed());
        documents.forEach(each -> {
            if (held.size() < many) {
                held.add(each);
            } else if (order.compare(each, held.element()) < 0) {
                held.remove();
                held.add(each);
            }
        });
        return held.stream();
    }

    private static Optional<Iterable<Object>> positions(Index<Object> index, Document query) {
        Document keys = new Document();
        for (IndexKey key : index.getKeys()) {
            if (!query.containsKey(key.getKey())) {
                return Optional.empty();
            }
            keys.append(key.getKey(), query.get(key.getKey()));
        }
        return index.canHandle(keys) ? Optional.of(index.getPositions(keys)) : Optional.empty();
    }
}
