package org.safereturn.local.store;

import java.util.List;

import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;

/**
 * An index that serves no query, as all of the backend that are not unique. It does not say that it is empty: for one that is,
 * the backend reads all documents of the collection twice whenever it opens the database, and it opens each one anew when
 * databases are listed, as for the health of a service.
 */
final class IgnoredIndex extends EmptyIndex<Object> {

    IgnoredIndex(String name, List<IndexKey> keys) {
        super(name, keys);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
