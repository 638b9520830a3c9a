package org.safereturn.monitoringservice.fold;

import java.time.Instant;

/** Part of an update that leaves the same document in whatever order, and however often, updates are applied. */
public sealed interface Change {

    /** Where in the document, with dots. */
    String path();

    /** The earliest time ever seen stands. */
    record Earliest(String path, Instant at) implements Change {
    }

    /** The latest time ever seen stands. */
    record Latest(String path, Instant at) implements Change {
    }

    /** The least text stands: a fact behind its rank. */
    record Lowest(String path, String text) implements Change {
    }

    /** The greatest text stands: a fact behind its rank. */
    record Highest(String path, String text) implements Change {
    }

    /** Once a member, always a member. */
    record Member(String path, String value) implements Change {
    }
}
