package org.safereturn.monitoringservice.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a publication was made of, for the next one not to give it away.
 *
 * @param counted all numbers, hidden ones too
 * @param sums how they hung together
 * @param missing by reader, the names of those that it could not know
 * @param few names of hidden numbers below the threshold, or that had changed by fewer persons than that
 */
public record Basis(Map<String, Long> counted, List<Sum> sums, Map<String, Set<String>> missing, Set<String> few) {

    /** Of no publication. */
    public static final Basis NONE = new Basis(Map.of(), List.of(), Map.of(), Set.of());

    /** Keeps its own copies. */
    public Basis {
        counted = Map.copyOf(counted);
        sums = List.copyOf(sums);
        missing = Map.copyOf(missing);
        few = Set.copyOf(few);
    }

    /** Whether a reader could not know this number. */
    boolean isMissing(String name, String reader) {
        return missing.getOrDefault(reader, Set.of()).contains(name);
    }

    /** Whether the number is now what it was then. */
    boolean isUnchanged(String name, long now) {
        return !name.startsWith(Counts.SAME) && Long.valueOf(now).equals(counted.get(name));
    }
}
