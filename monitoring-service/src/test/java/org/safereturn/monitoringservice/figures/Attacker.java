package org.safereturn.monitoringservice.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Works out hidden numbers from equations, and from knowing that they are whole and that no number is below nobody. */
final class Attacker {

    private static final double SMALL = 1e-6;
    private static final double MOST = 1e9;
    private static final int ROUNDS = 20;

    /** An equation: factors of its unknowns, and what they make together. */
    private static final class Row {
        private final Map<String, Double> factors = new TreeMap<>();
        private double sum;

        void add(String name, double factor) {
            factors.merge(name, factor, Double::sum);
            factors.values().removeIf(each -> Math.abs(each) < SMALL);
        }

        void subtract(double times, Row other) {
            other.factors.forEach((name, factor) -> factors.merge(name, -times * factor, Double::sum));
            factors.values().removeIf(each -> Math.abs(each) < SMALL);
            sum -= times * other.sum;
        }
    }

    private final Map<String, Long> numbers;
    private final List<Row> rows = new ArrayList<>();

    /**
     * With what the attacker is told.
     *
     * @param numbers by name; below zero, or absent, when unknown
     */
    Attacker(Map<String, Long> numbers, Collection<WholeAnswer.Equation> equations) {
        this.numbers = numbers;
        equations.forEach(each -> {
            Row row = new Row();
            take(row, each.total(), 1);
            each.parts().forEach(part -> take(row, part, -1));
            if (!row.factors.isEmpty()) {
                rows.add(row);
            }
        });
    }

    /** The unknown numbers that can have one value only. */
    Set<String> found() {
        Set<String> found = new LinkedHashSet<>(squeezed(rows));
        List<Row> solved = eliminated();
        solved.stream().filter(row -> row.factors.size() == 1).forEach(row -> found.addAll(row.factors.keySet()));
        found.addAll(squeezed(solved));
        return found;
    }

    private void take(Row row, String name, int factor) {
        long value = numbers.getOrDefault(name, -1L);
        if (value < 0) {
            row.add(name, factor);
        } else {
            row.sum -= factor * (double) value;
        }
    }

    /** Gauss and Jordan. */
    private List<Row> eliminated() {
        Map<String, Row> pivots = new HashMap<>();
        Map<String, Set<Row>> holders = new HashMap<>();
        for (Row given : rows) {
            Row row = new Row();
            row.subtract(-1, given);
            for (String name : List.copyOf(row.factors.keySet())) {
                Row known = pivots.get(name);
                Double times = row.factors.get(name);
                if (known != null && times != null) {
                    row.subtract(times, known);
                }
            }
            if (row.factors.isEmpty()) {
                continue;
            }
            Map.Entry<String, Double> first = row.factors.entrySet().iterator().next();
            String pivot = first.getKey();
            double factor = first.getValue();
            row.factors.replaceAll((_, each) -> each / factor);
            row.sum /= factor;
            for (Row other : List.copyOf(holders.getOrDefault(pivot, Set.of()))) {
                Double times = other.factors.get(pivot);
                if (times != null) {
                    other.subtract(times, row);
                    hold(holders, other);
                }
            }
            pivots.put(pivot, row);
            hold(holders, row);
        }
        return List.copyOf(pivots.values());
    }

    private static void hold(Map<String, Set<Row>> holders, Row row) {
        row.factors.keySet().forEach(name -> holders.computeIfAbsent(name, _ -> new HashSet<>()).add(row));
    }

    /** What lies between bounds that meet. */
    private static List<String> squeezed(List<Row> rows) {
        Map<String, double[]> bounds = new HashMap<>();
        rows.stream().flatMap(row -> row.factors.keySet().stream()).forEach(each -> bounds.put(each, new double[] {0, MOST}));
        boolean closer = true;
        for (int round = 0; closer && round < ROUNDS; round++) {
            closer = false;
            for (Row row : rows) {
                closer |= squeeze(row, bounds);
            }
        }
        return bounds.entrySet().stream().filter(each -> each.getValue()[1] - each.getValue()[0] < 1 - SMALL)
                .map(Map.Entry::getKey).toList();
    }

    private static boolean squeeze(Row row, Map<String, double[]> bounds) {
        double least = row.sum;
        double most = row.sum;
        for (Map.Entry<String, Double> each : row.factors.entrySet()) {
            double[] bound = Objects.requireNonNull(bounds.get(each.getKey()));
            least -= each.getValue() * bound[each.getValue() > 0 ? 1 : 0];
            most -= each.getValue() * bound[each.getValue() > 0 ? 0 : 1];
        }
        boolean closer = false;
        for (Map.Entry<String, Double> each : row.factors.entrySet()) {
            double factor = each.getValue();
            double[] bound = Objects.requireNonNull(bounds.get(each.getKey()));
            double low = least + factor * bound[factor > 0 ? 1 : 0];
            double high = most + factor * bound[factor > 0 ? 0 : 1];
            double from = Math.ceil(Math.min(low / factor, high / factor) - SMALL);
            double to = Math.floor(Math.max(low / factor, high / factor) + SMALL);
            closer |= from > bound[0] || to < bound[1];
            bound[0] = Math.max(bound[0], from);
            bound[1] = Math.min(bound[1], to);
        }
        return closer;
    }

    /** All names of equations. */
    static Stream<String> names(WholeAnswer.Equation equation) {
        return Stream.concat(Stream.of(equation.total()), equation.parts().stream());
    }
}
