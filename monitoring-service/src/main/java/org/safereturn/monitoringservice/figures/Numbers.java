package org.safereturn.monitoringservice.figures;

import java.util.Arrays;
import java.util.Collection;

/**
 * Whole numbers that come and go, in their order. What came and went is put in order when it is asked for, all of it at once;
 * each takes four bytes. For one thread at a time.
 */
final class Numbers {

    private static final int FEW = 8;

    private int[] sorted = new int[0];
    private final Pile come = new Pile();
    private final Pile gone = new Pile();

    /** One more. */
    void add(int value) {
        come.add(value);
    }

    /** One less; it was added before. */
    void remove(int value) {
        gone.add(value);
    }

    /** How many there are. */
    int size() {
        return sorted.length + come.size - gone.size;
    }

    /** How many of them are not larger than this. */
    int atMost(int value) {
        settle();
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** How many there are in all of these together. */
    static int size(Collection<Numbers> all) {
        return all.stream().mapToInt(Numbers::size).sum();
    }

    /**
     * Of all of these together, the smallest one that this share does not exceed; the mean of both middle ones for a half. There
     * is one at least.
     *
     * @param share from 0 to 1
     */
    static double quantile(Collection<Numbers> all, double share) {
        int size = size(all);
        if (share == 0.5 && size % 2 == 0) {
            return ((double) inPlace(all, size / 2) + inPlace(all, size / 2 + 1)) / 2;
        }
        return inPlace(all, (int) Math.ceil(share * size));
    }

    /**
     * The number in this place of all of these together. It is looked for between all whole numbers, so nothing is put together.
     *
     * @param place from 1, by size
     */
    private static int inPlace(Collection<Numbers> all, int place) {
        int least = Integer.MIN_VALUE;
        int most = Integer.MAX_VALUE;
        while (least < most) {
            int middle = (int) Math.floorDiv((long) least + most, 2);
            if (all.stream().mapToInt(each -> each.atMost(middle)).sum() >= place) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return least;
    }

    private void settle() {
        if (come.size == 0 && gone.size == 0) {
            return;
        }
        int[] in = come.take();
        int[] out = gone.take();
        int[] all = new int[sorted.length + in.length - out.length];
        int before = 0;
        int added = 0;
        int left = 0;
        int size = 0;
        while (before < sorted.length || added < in.length) {
            boolean known = added == in.length || (before < sorted.length && sorted[before] <= in[added]);
            int next = known ? sorted[before++] : in[added++];
            if (left < out.length && out[left] == next) {
                left++;
            } else {
                all[size++] = next;
            }
        }
        sorted = all;
    }

    /** A growing list. */
    private static final class Pile {

        private int[] values = new int[0];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(FEW, size * 2));
            }
            values[size++] = value;
        }

        /** All of it, in order; it is empty then, and takes no memory. */
        int[] take() {
            int[] taken = Arrays.copyOf(values, size);
            Arrays.sort(taken);
            values = new int[0];
            size = 0;
            return taken;
        }
    }
}
