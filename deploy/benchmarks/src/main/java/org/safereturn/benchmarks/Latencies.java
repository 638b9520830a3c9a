package org.safereturn.benchmarks;

import java.util.Arrays;

/** Latencies of one run in milliseconds. */
final class Latencies {

    private final double[] sorted;

    Latencies(double[] milliseconds) {
        if (milliseconds.length == 0) {
            throw new IllegalArgumentException("A run without a single measurement has no percentiles.");
        }
        this.sorted = milliseconds.clone();
        Arrays.sort(sorted);
    }

    /** The smallest measured value that at least {@code percent} of the measurements do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    static double median(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        int middle = copy.length / 2;
        return copy.length % 2 == 1 ? copy[middle] : (copy[middle - 1] + copy[middle]) / 2;
    }
}
