package org.safereturn.monitoringservice.figures;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Numbers that come and go, in their order. What came and went is put in order when it is asked for, all of it at once; each
 * takes eight bytes. For one thread at a time.
 */
final class Numbers {

    private static final int FEW = 8;

    private double[] sorted = new double[0];
    private final Pile come = new Pile();
    private final Pile gone = new Pile();

    /** One more. */
    void add(double value) {
        come.add(value);
    }

    /** One less; it was added before. */
    void remove(double value) {
        gone.add(value);
    }

    /** How many there are. */
    int size() {
        return sorted.length + come.size - gone.size;
    }

    /** Tells each, the smallest first. */
    void forEach(DoubleConsumer consumer) {
        settle();
        Arrays.stream(sorted).forEach(consumer);
    }

    /**
     * The smallest one that this share does not exceed; the mean of both middle ones for a half. There is one at least.
     *
     * @param share from 0 to 1
     */
    double quantile(double share) {
        settle();
        if (share == 0.5 && sorted.length % 2 == 0) {
            return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private void settle() {
        if (come.size == 0 && gone.size == 0) {
            return;
        }
        double[] in = come.take();
        double[] out = gone.take();
        double[] all = new double[sorted.length + in.length - out.length];
        int before = 0;
        int added = 0;
        int left = 0;
        int size = 0;
        while (before < sorted.length || added < in.length) {
            boolean known = added == in.length || (before < sorted.length && sorted[before] <= in[added]);
            double next = known ? sorted[before++] : in[added++];
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

        private double[] values = new double[0];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(FEW, size * 2));
            }
            values[size++] = value;
        }

        /** All of it, in order; it is empty then, and takes no memory. */
        double[] take() {
            double[] taken = Arrays.copyOf(values, size);
            Arrays.sort(taken);
            values = new double[0];
            size = 0;
            return taken;
        }
    }
}
