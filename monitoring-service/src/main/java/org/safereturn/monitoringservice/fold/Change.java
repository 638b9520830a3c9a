package org.safereturn.monitoringservice.fold;

import java.time.Instant;

/** Part of an update that leaves the same document in whatever order, and however often, updates are applied. */
public sealed interface Change {

    /** It happened: the earliest time ever seen stands, and beside it the latest. */
    record Happened(Milestone what, Instant at) implements Change {
    }

    /** A fact of one kind; which one stands, its rank decides. */
    sealed interface Stated extends Change permits Lowest, Highest {

        /** Where in the document, with dots. */
        String path();

        /** Decides. */
        Rank rank();

        /** What is stated. */
        Fact fact();

        /** As the document holds it: the greater rank is the greater text. */
        default String text() {
            return rank().text() + "|" + fact().fields().text();
        }

        /** As the texts compare, mostly without making them. */
        default int compare(Stated other) {
            int byRank = rank().compareTo(other.rank());
            return byRank != 0 || fact().equals(other.fact()) ? byRank
                    : fact().fields().text().compareTo(other.fact().fields().text());
        }
    }

    /** The fact of the lowest rank stands. */
    record Lowest(String path, Rank rank, Fact fact) implements Stated {
    }

    /** The fact of the highest rank stands. */
    record Highest(String path, Rank rank, Fact fact) implements Stated {
    }

    /** Once a member, always a member. */
    record Member(String path, String value) implements Change {
    }
}
