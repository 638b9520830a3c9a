package org.safereturn.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How soon a system is as usual after too much was asked of it. */
final class Recovery {

    /** The median of a second's referrals, from due to in the inbox, is at most this. */
    static final double USUAL_MILLIS = 100;

    private static final long SECOND = 1_000_000_000;

    private Recovery() {
    }

    /**
     * Whole seconds from the first offer until every later second was as usual: each of its offers was accepted, and the
     * median was quick enough.
     *
     * @param offers of the time after the overload, at least one, the earliest first
     * @param stored when the referral of a case was in the receiver's inbox, by {@link System#nanoTime()};
     *     {@link Long#MAX_VALUE} when it never was
     */
    static int seconds(List<Overload.Offer> offers, ToLongFunction<String> stored) {
        long start = offers.getFirst().due();
        Map<Integer, List<Overload.Offer>> bySecond = offers.stream().collect(Collectors.groupingBy(
                each -> (int) ((each.due() - start) / SECOND), TreeMap::new, Collectors.toList()));
        int seconds = 0;
        for (Map.Entry<Integer, List<Overload.Offer>> each : bySecond.entrySet()) {
            if (!isUsual(each.getValue(), stored)) {
                seconds = each.getKey() + 1;
            }
        }
        return seconds;
    }

    private static boolean isUsual(List<Overload.Offer> offers, ToLongFunction<String> stored) {
        return offers.stream().allMatch(each -> each.fate() == Overload.Fate.ACCEPTED)
                && new Latencies(offers.stream().mapToDouble(each ->
                        ((double) stored.applyAsLong(each.caseRef()) - each.due()) / 1e6).toArray()).percentile(50) <= USUAL_MILLIS;
    }
}
