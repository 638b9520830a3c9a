package org.safereturn.access.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Descriptions of many persons, in memory, among which those are found that may be of one person. Keys lead to the
 * descriptions that have them; rare keys say more than frequent ones. The best of these are compared. One thread at a time.
 */
public final class Lookalikes {

    /** Number of the rules of sounds: one more whenever a name gets another sound, so that what a store keeps is made anew. */
    public static final int VERSION = 1;

    /** So many are compared. */
    private static final int COMPARED = 600;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);

    private final List<String> ids = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, Places> byKey = new HashMap<>();

    /** Where descriptions with one key are. */
    private static final class Places {

        private int[] places = new int[4];
        private int count;

        private void add(int place) {
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = place;
        }
    }

    /**
     * What a store keeps of a description so that others are found by it: the sound of each part and of each whole name. They
     * are few, and find less than this class does: nothing whose every part is heard otherwise.
     */
    public static Set<String> kept(Described said) {
        return Heard.of(said).kept();
    }

    /**
     * What a store is asked for: of all {@linkplain #kept kept} descriptions those that have one of these may be alike. These are
     * more than what is kept, so that a name is found in another order, and one without a space by its parts.
     */
    public static Set<String> asked(Described said) {
        return Heard.of(said).asked();
    }

    /** Compares two descriptions; empty when too little speaks for one person. */
    public static Optional<Candidate> compared(Described said, String id, Described other) {
        return Heard.of(said).compared(id, Heard.of(other));
    }

    /** Adds a description. */
    public void add(String id, Described said) {
        Heard sounds = Heard.of(said);
        int place = ids.size();
        ids.add(id);
        heard.add(sounds);
        sounds.keys().forEach(key -> byKey.computeIfAbsent(key, _ -> new Places()).add(place));
    }

    /** At most so many that may be the person, the best first. */
    public List<Candidate> candidates(Described said, int most) {
        Heard sought = Heard.of(said);
        return nearest(sought.keys()).stream().flatMap(place -> sought.compared(ids.get(place), heard.get(place)).stream())
                .sorted(BEST_FIRST).limit(most).toList();
    }

    private List<Integer> nearest(Set<String> keys) {
        float[] weights = new float[ids.size()];
        int[] found = new int[ids.size()];
        int count = 0;
        for (String key : keys) {
            Places places = byKey.get(key);
            if (places != null) {
                float weight = (float) Math.log(1 + (double) ids.size() / places.count);
                for (int at = 0; at < places.count; at++) {
                    int place = places.places[at];
                    if (weights[place] == 0) {
                        found[count++] = place;
                    }
                    weights[place] += weight;
                }
            }
        }
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.<Integer>comparingDouble(place -> weights[place]));
        for (int at = 0; at < count; at++) {
            if (best.size() < COMPARED) {
                best.add(found[at]);
            } else if (weights[found[at]] > weights[best.element()]) {
                best.remove();
                best.add(found[at]);
            }
        }
        return List.copyOf(best);
    }
}
