package org.safereturn.monitoring;

import java.util.List;

/**
 * What one event changes in the view.
 *
 * @param kind of the document
 * @param id of the document; never a case reference
 * @param changes to it
 */
record Update(Kind kind, String id, List<Change> changes) {

    /** The two kinds of documents. */
    enum Kind {
        /** One case on its way, under its statistical reference. */
        JOURNEY,
        /** People returned at a checkpoint who are not victims, in one month, sex and age group. */
        CHECKPOINT_COUNT
    }

    Update {
        changes = List.copyOf(changes);
    }
}
