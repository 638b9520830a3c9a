package org.safereturn.monitoring;

import java.time.Instant;

/** Part of an update that leaves the same document in whatever order, and however often, updates are applied. */
sealed interface Change {

    /** Where in the document, with dots. */
    String path();

    /** The earliest time ever seen stands. */
    record Earliest(String path, Instant at) implements Change {
    }

    /** The latest time ever seen stands. */
    record Latest(String path, Instant at) implements Change {
    }

    /** The facts of the lowest rank stand. */
    record Lowest(String path, Ranked facts) implements Change {
    }

    /** The facts of the highest rank stand. */
    record Highest(String path, Ranked facts) implements Change {
    }

    /** Once a member, always a member. */
    record Member(String path, String value) implements Change {
    }
}
