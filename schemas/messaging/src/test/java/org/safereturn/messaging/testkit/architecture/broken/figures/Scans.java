package org.safereturn.messaging.testkit.architecture.broken.figures;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;

/** Asks the store for what it has no index for. */
final class Scans {

    Bson later(int version) {
        return Filters.gt("version", version);
    }
}
