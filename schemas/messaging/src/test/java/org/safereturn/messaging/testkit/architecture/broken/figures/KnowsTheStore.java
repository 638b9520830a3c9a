package org.safereturn.messaging.testkit.architecture.broken.figures;

import org.bson.Document;

/** A calculation that knows the database. */
record KnowsTheStore(Document document) {
}
