package org.safereturn.monitoringservice.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Between which numbers unknowns lie, for they are whole, none is below nobody, and sums of them are known. */
final class Bounds {

    private static final long MOST = 1_000_000_000_000L;
    /** Rows with larger factors say little, and come of long calculations only. */
    private static final long LARGEST_FACTOR = 8;
    private static final int ROUNDS = 20;

    private record Row(Map<String, Long> factors, long sum) {
    }

    private final ToLongFunction<String> values;
    private final Set<Map<String, Long>> seen = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Long> least = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();

    /**
     * Of nothing yet.
     *
     * @param values what the unknowns are in truth; only sums of it are used
     */
    Bounds(ToLongFunction<String> values) {
        this.values = values;
    }

    /** Adds an equation by the factors of its unknowns. */
    void add(Map<String, Long> factors) {
        if (!factors.isEmpty() && factors.values().stream().allMatch(each -> Math.abs(each) <= LARGEST_FACTOR)
                && seen.add(factors)) {
            rows.add(new Row(factors, factors.entrySet().stream().mapToLong(each ->
                    each.getValue() * values.applyAsLong(each.getKey())).sum()));
        }
    }

    /** Those whose bounds meet. */
    Set<String> determined() {
        boolean closer = true;
        for (int round = 0; closer && round < ROUNDS; round++) {
            closer = false;
            for (Row row : rows) {
                closer |= squeeze(row);
            }
        }
        Set<String> found = new HashSet<>();
        most.forEach((name, upper) -> {
            if (upper.equals(least(name))) {
                found.add(name);
            }
        });
        return found;
    }

    private long least(String name) {
        return least.getOrDefault(name, 0L);
    }

    private long most(String name) {
        return most.getOrDefault(name, MOST);
    }

    private boolean squeeze(Row row) {
        long low = row.sum();
        long high = row.sum();
        for (Map.Entry<String, Long> each : row.factors().entrySet()) {
            long factor = each.getValue();
            low -= factor * (factor > 0 ? most(each.getKey()) : least(each.getKey()));
            high -= factor * (factor > 0 ? least(each.getKey()) : most(each.getKey()));
        }
        boolean closer = false;
        for (Map.Entry<String, Long> each : row.factors().entrySet()) {
            String name = each.getKey();
            long factor = each.getValue();
            long from = low + factor * (factor > 0 ? most(name) : least(name));
            long to = high + factor * (factor > 0 ? least(name) : most(name));
            long lower = Math.ceilDiv(factor > 0 ? from : to, factor);
            long upper = Math.floorDiv(factor > 0 ? to : from, factor);
            if (lower > least(name)) {
                least.put(name, lower);
                closer = true;
            }
            if (upper < most(name)) {
                most.put(name, upper);
                closer = true;
            }
        }
        return closer;
    }
}
