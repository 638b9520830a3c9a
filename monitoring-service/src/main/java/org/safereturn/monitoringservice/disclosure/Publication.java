package org.safereturn.monitoringservice.disclosure;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a level shows from one step to the next.
 *
 * @param level code of the level
 * @param at when it was made
 * @param shown numbers of persons
 * @param measures shares and times
 * @param names of all that it speaks of, hidden ones too; every other number is nobody
 * @param known the last value of each number that a reader ever learned, from this or an earlier publication
 * @param withheld numbers that were hidden only for the sake of others
 * @param basis what it was made of, for the next publication; nobody is shown it
 */
public record Publication(String level, Instant at, Map<String, Long> shown, Map<String, Double> measures,
        Set<String> names, Map<String, Long> known, Map<String, Long> withheld, Basis basis) {

    /** Keeps its own copies. */
    public Publication {
        shown = Map.copyOf(shown);
        measures = Map.copyOf(measures);
        names = Set.copyOf(names);
        known = Map.copyOf(known);
        withheld = Map.copyOf(withheld);
    }
}
