package org.safereturn.monitoringservice.disclosure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which unknowns, or sums of unknowns, a set of linear equations determines. It calculates modulo a prime, so that nothing is rounded; two
 * whole numbers as small as those of sums are told apart as if it calculated with fractions.
 */
final class Equations {

    private static final long PRIME = 2_147_483_647L;

    /** Rows by the unknown that stands in no other row. */
    private final Map<Integer, SortedMap<Integer, Long>> rows = new TreeMap<>();
    /** By unknown, the rows that hold it or did. */
    private final Map<Integer, Set<Integer>> holders = new HashMap<>();

    /** Adds an equation by the factors of its unknowns; what is known already is left out. */
    void add(Map<Integer, Long> factors) {
        SortedMap<Integer, Long> row = new TreeMap<>();
        factors.forEach((column, factor) -> add(row, column, factor));
        for (Integer column : row.keySet().toArray(Integer[]::new)) {
            SortedMap<Integer, Long> known = rows.get(column);
            if (known != null) {
                subtract(row, row.getOrDefault(column, 0L), known);
            }
        }
        if (row.isEmpty()) {
            return;
        }
        int pivot = row.firstKey();
        long inverse = power(row.getOrDefault(pivot, 1L), PRIME - 2);
        row.replaceAll((_, factor) -> factor * inverse % PRIME);
        for (Integer holder : holders.getOrDefault(pivot, Set.of())) {
            SortedMap<Integer, Long> other = rows.getOrDefault(holder, row);
            subtract(other, other.getOrDefault(pivot, 0L), row);
            row.keySet().forEach(column -> holders.computeIfAbsent(column, _ -> new HashSet<>()).add(holder));
        }
        rows.put(pivot, row);
        row.keySet().forEach(column -> holders.computeIfAbsent(column, _ -> new HashSet<>()).add(pivot));
        holders.remove(pivot);
    }

    /** Whether the sum of these unknowns has one value only. */
    boolean determines(Set<Integer> unknowns) {
        SortedMap<Integer, Long> row = new TreeMap<>();
        unknowns.forEach(column -> row.put(column, 1L));
        for (Integer column : unknowns) {
            SortedMap<Integer, Long> known = rows.get(column);
            if (known != null) {
                subtract(row, row.getOrDefault(column, 0L), known);
            }
        }
        return row.isEmpty();
    }

    /** What the equations have come to, by the factors of their unknowns, of which large ones may stand for fractions. */
    List<Map<Integer, Long>> rows() {
        return rows.values().stream().<Map<Integer, Long>>map(row -> {
            Map<Integer, Long> signed = new TreeMap<>();
            row.forEach((column, factor) -> signed.put(column, factor > PRIME / 2 ? factor - PRIME : factor));
            return signed;
        }).toList();
    }

    /** Unknowns of which the sum has one value only. */
    List<Set<Integer>> sums() {
        return rows.values().stream().filter(row -> row.values().stream().allMatch(factor -> factor == 1))
                .map(row -> Set.copyOf(row.keySet())).toList();
    }

    private static void subtract(SortedMap<Integer, Long> row, long times, SortedMap<Integer, Long> other) {
        if (times != 0) {
            other.forEach((column, factor) -> add(row, column, PRIME - times * factor % PRIME));
        }
    }

    private static void add(SortedMap<Integer, Long> row, int column, long factor) {
        long sum = Math.floorMod(row.getOrDefault(column, 0L) + factor, PRIME);
        if (sum == 0) {
            row.remove(column);
        } else {
            row.put(column, sum);
        }
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * square % PRIME;
            }
            square = square * square % PRIME;
        }
        return result;
    }
}
