package org.safereturn.benchmarks;

import java.util.List;

/**
 * What became of a system of which too much was asked.
 *
 * @param offered requests a second
 * @param offers every request of that time
 * @param lost accepted referrals that did not reach the receiver's inbox
 * @param uninvited referrals that reached it although they were turned away
 * @param secondsToUsual from the end of the overload
 */
record Overloaded(double offered, List<Overload.Offer> offers, int lost, int uninvited, int secondsToUsual) {

    Overloaded {
        offers = List.copyOf(offers);
    }

    /** How many requests ended so. */
    int count(Overload.Fate fate) {
        return (int) offers.stream().filter(each -> each.fate() == fate).count();
    }

    /** Milliseconds from due to the answer of those that ended so, the slowest percent aside; 0 when none did. */
    double p99(Overload.Fate fate) {
        double[] milliseconds = offers.stream().filter(each -> each.fate() == fate)
                .mapToDouble(Overload.Offer::milliseconds).toArray();
        return milliseconds.length == 0 ? 0 : new Latencies(milliseconds).percentile(99);
    }
}
