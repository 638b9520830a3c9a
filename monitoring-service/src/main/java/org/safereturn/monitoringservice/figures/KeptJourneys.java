package org.safereturn.monitoringservice.figures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of each journey, found by its statistical reference. There may be a million of them, so a place takes four
 * bytes and nothing stands between it and what is kept: a map of the library has 32 bytes more for each. For one thread at a
 * time.
 */
final class KeptJourneys {

    private static final int FEWEST_PLACES = 16;

    /** A power of two; no more than two in three are taken. Who finds a place taken takes the next one that is free. */
    private @Nullable Kept[] places = new Kept[FEWEST_PLACES];
    private int size;

    /**
     * Stands for a statistical reference in 16 bytes: the first ones of its digest. The text itself takes 88. That two of a
     * million references are the same so has a chance of one in 10^26.
     */
    record Reference(long high, long low) {

        static Reference of(String statRef) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                        .digest(statRef.getBytes(StandardCharsets.UTF_8)));
                return new Reference(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("No SHA-256", e);
            }
        }
    }

    /** Of one journey: 40 bytes, and 16 to 32 for its minutes. */
    static final class Kept {

        private static final int[] NONE = {};

        private final long high;
        private final long low;
        private final Cohort cohort;
        private final int through;
        private final int[] minutes;

        Kept(Reference reference, Cohort cohort, Contribution contribution) {
            this.high = reference.high();
            this.low = reference.low();
            this.cohort = cohort;
            this.through = contribution.through();
            this.minutes = contribution.minutes().isEmpty() ? NONE
                    : contribution.minutes().stream().mapToInt(Integer::intValue).toArray();
        }

        /** Those who add the same. */
        Cohort cohort() {
            return cohort;
        }

        /** The last day on which it is counted, in days since 1970. */
        int through() {
            return through;
        }

        /** Its minutes in one of its shape's {@linkplain Contribution.Shape#series() series}, by the place of that. */
        int minutes(int series) {
            return minutes[series];
        }

        private boolean isOf(Reference reference) {
            return high == reference.high() && low == reference.low();
        }
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** Forgets all. */
    void clear() {
        places = new Kept[FEWEST_PLACES];
        size = 0;
    }

    /** Keeps one more; there is none of its reference. */
    void add(Kept journey) {
        if (size >= places.length / 3 * 2) {
            @Nullable Kept[] before = places;
            places = new Kept[before.length * 2];
            forEach(before, this::put);
        }
        put(journey);
        size++;
    }

    /** Takes away what is kept of this reference, if anything is. */
    @Nullable Kept remove(Reference reference) {
        int place = first(reference.low());
        Kept found = places[place];
        while (found != null && !found.isOf(reference)) {
            place = next(place);
            found = places[place];
        }
        if (found != null) {
            places[place] = null;
            size--;
            // Who stands behind may have wanted this place.
            int behind = next(place);
            for (Kept moved = places[behind]; moved != null; moved = places[behind]) {
                places[behind] = null;
                put(moved);
                behind = next(behind);
            }
        }
        return found;
    }

    /** Tells each, in no particular order. */
    void forEach(Consumer<Kept> consumer) {
        forEach(places, consumer);
    }

    private static void forEach(@Nullable Kept[] places, Consumer<Kept> consumer) {
        for (Kept journey : places) {
            if (journey != null) {
                consumer.accept(journey);
            }
        }
    }

    private void put(Kept journey) {
        int place = first(journey.low);
        while (places[place] != null) {
            place = next(place);
        }
        places[place] = journey;
    }

    /** A digest is spread evenly already. */
    private int first(long low) {
        return (int) low & (places.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }
}
