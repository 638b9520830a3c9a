package org.safereturn.monitoringservice.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one reader can work out from a publication and the one before it together. What is missing of now has its own name;
 * what was missing then and has changed since has its name behind a mark; what has not changed has one name for both,
 * for a reader may guess that it has not.
 */
final class Inference {

    private static final String THEN = "<";

    private final String reader;
    private final Map<String, Long> now;
    private final Set<String> missing;
    private final Basis before;
    private final Map<String, List<Sum>> sums = new HashMap<>();
    private final Map<String, List<Sum>> sumsThen = new HashMap<>();
    private final Equations equations = new Equations();
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> names;
    private final Bounds bounds = new Bounds(this::value);

    /**
     * A reader's.
     *
     * @param now all numbers
     * @param missing names of those that the reader does not know
     */
    Inference(String reader, Map<String, Long> now, Set<String> missing, Collection<Sum> sums, Basis before) {
        this.reader = reader;
        this.now = now;
        this.missing = missing;
        this.before = before;
        Set<String> all = new TreeSet<>(missing);
        before.missing().getOrDefault(reader, Set.of()).forEach(each -> nameThen(each).ifPresent(all::add));
        this.names = List.copyOf(all);
        names.forEach(each -> columns.put(each, columns.size()));
        sums.stream().filter(sum -> sum.isFor(reader)).forEach(sum -> take(sum, this.sums, this::nameNow));
        before.sums().stream().filter(sum -> sum.isFor(reader)).forEach(sum -> take(sum, sumsThen, this::nameThen));
        Set<String> known = bounds.determined();
        while (!known.isEmpty()) {
            known.forEach(name -> equations.add(Map.of(column(name), 1L)));
            equations.rows().forEach(row -> bounds.add(named(row)));
            Set<String> more = new HashSet<>(bounds.determined());
            more.removeAll(single());
            known = more;
        }
    }

    private Map<String, Long> named(Map<Integer, Long> row) {
        Map<String, Long> factors = new HashMap<>();
        row.forEach((column, factor) -> factors.put(names.get(column), factor));
        return factors;
    }

    /** The unknowns of which the value follows. */
    Set<String> single() {
        return groups().stream().filter(each -> each.size() == 1).map(each -> each.iterator().next())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void take(Sum sum, Map<String, List<Sum>> byName, Function<String, Optional<String>> naming) {
        Map<Integer, Long> row = new TreeMap<>();
        sum.parts().forEach(part -> naming.apply(part).ifPresent(name -> row.merge(column(name), 1L, Long::sum)));
        naming.apply(sum.total()).ifPresent(name -> row.merge(column(name), -1L, Long::sum));
        sum.members().forEach(member -> naming.apply(member).ifPresent(name ->
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(sum)));
        equations.add(row);
        bounds.add(named(row));
    }

    private int column(String name) {
        return columns.getOrDefault(name, -1);
    }

    /** The unknown that a number of now is, when it is one. */
    private Optional<String> nameNow(String name) {
        return missing.contains(name) ? Optional.of(name) : Optional.empty();
    }

    /** The unknown that a number of then is, when it is one. */
    private Optional<String> nameThen(String name) {
        if (!before.isMissing(name, reader)) {
            return Optional.empty();
        }
        return isUnchanged(name) ? nameNow(name) : Optional.of(THEN + name);
    }

    private boolean isUnchanged(String name) {
        return before.isUnchanged(name, now.getOrDefault(name, 0L));
    }

    /** Groups of unknowns of which the sum follows. */
    List<Set<String>> groups() {
        return equations.sums().stream().<Set<String>>map(group -> group.stream().map(names::get)
                .collect(Collectors.toCollection(TreeSet::new))).toList();
    }

    /** Whether the sum of these unknowns follows. */
    boolean follows(Collection<String> unknowns) {
        return columns.keySet().containsAll(unknowns)
                && equations.determines(unknowns.stream().map(this::column).collect(Collectors.toSet()));
    }

    /** The value of an unknown. */
    long value(String unknown) {
        return isThen(unknown) ? before.counted().getOrDefault(unknown.substring(THEN.length()), 0L)
                : now.getOrDefault(unknown, 0L);
    }

    /** Whether an unknown is a small number, or changed by one, of then. */
    boolean wasFew(String unknown) {
        return isThen(unknown) && before.few().contains(unknown.substring(THEN.length()));
    }

    private static boolean isThen(String unknown) {
        return unknown.startsWith(THEN);
    }

    /** The numbers next to an unknown that the reader sees now and that could be hidden instead, by whose total they are. */
    Map<String, Boolean> around(String unknown, Predicate<String> visible) {
        Set<String> seen = new LinkedHashSet<>(List.of(unknown));
        Deque<String> open = new ArrayDeque<>(seen);
        Map<String, Boolean> found = new TreeMap<>();
        while (!open.isEmpty() && found.isEmpty()) {
            String each = open.pop();
            sums.getOrDefault(each, List.of()).forEach(sum -> sum.members().forEach(member -> {
                if (visible.test(member)) {
                    found.merge(member, member.equals(sum.total()), Boolean::logicalOr);
                }
                nameNow(member).filter(seen::add).ifPresent(open::add);
            }));
            sumsThen.getOrDefault(each, List.of()).forEach(sum -> sum.members().forEach(member -> {
                if (before.isMissing(member, reader) && isUnchanged(member) && visible.test(member)) {
                    found.merge(member, member.equals(sum.total()), Boolean::logicalOr);
                }
                nameThen(member).filter(seen::add).ifPresent(open::add);
            }));
        }
        return found;
    }
}
