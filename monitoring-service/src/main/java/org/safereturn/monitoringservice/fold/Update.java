package org.safereturn.monitoringservice.fold;

import java.util.List;

/**
 * What one event changes in the view.
 *
 * @param kind of the document
 * @param id of the document; never a case reference
 * @param changes to it
 */
public record Update(Kind kind, String id, List<Change> changes) {

    /** The two kinds of documents. */
    public enum Kind {
        /** One case on its way, under its statistical reference. */
        JOURNEY,
        /** People returned at a checkpoint who are not victims, in one month, sex and age group. */
        CHECKPOINT_COUNT
    }

    /** Keeps its own copy. */
    public Update {
        changes = List.copyOf(changes);
    }
}
