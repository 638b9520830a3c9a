package org.safereturn.access.names;

import java.util.Set;

/**
 * Somebody who may be the person, for a human to look at. Nothing is ever merged by it.
 *
 * @param id of the description
 * @param score from 0 to 1, to order candidates by; it is no probability
 * @param mark how much speaks for it
 * @param reasons what speaks for it and against it
 */
public record Candidate(String id, double score, Mark mark, Set<SamePersonReason> reasons) {

    /** How much speaks for one person. */
    public enum Mark {
        /** Most officers would say so. */
        LIKELY,
        /** It is worth a look. */
        POSSIBLE
    }

    /** Keeps its own copy. */
    public Candidate {
        reasons = Set.copyOf(reasons);
    }
}
