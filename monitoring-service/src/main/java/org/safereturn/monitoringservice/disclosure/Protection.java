package org.safereturn.monitoringservice.disclosure;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
import java.util.stream.Collectors;

/**
 * Decides what one publication shows. Hidden are numbers of persons below the threshold, numbers that changed by fewer
 * persons than that since a reader last learned them, and as many more as it takes that no reader can work a hidden one
 * out: from sums and differences in the whole answer, or with what the reader's own ministry records.
 *
 * <p>A total goes like any other number when it betrays a part. It does not protect against a reader who knows single
 * persons and when they crossed.
 */
public final class Protection {

    /** A reader of no ministry. */
    private static final String NOBODY = "";

    private final Counts counts;
    private final Map<String, Long> before;
    private final Map<String, Long> withheld;
    private final int threshold;
    private final Set<String> hidden = new HashSet<>();
    /** Hidden numbers that nobody may work out: the few, and those that protect them. */
    private final Set<String> secret = new HashSet<>();
    private final Map<String, List<Counts.Sum>> sumsOf = new HashMap<>();
    /** By reader, what it knows whatever is published: its own, and what follows from that. */
    private final Map<String, Set<String>> own = new TreeMap<>(Comparator.<String>reverseOrder());

    private Protection(Counts counts, Optional<Publication> before, int threshold) {
        this.counts = counts;
        this.before = before.map(Publication::known).orElse(Map.of());
        this.withheld = before.map(Publication::withheld).orElse(Map.of());
        this.threshold = threshold;
        counts.sums().forEach(sum -> sum.members().forEach(member ->
                sumsOf.computeIfAbsent(member, _ -> new ArrayList<>()).add(sum)));
        own.put(NOBODY, Set.of());
        for (String ministry : new TreeSet<>(counts.owners().values())) {
            Set<String> known = counts.owners().entrySet().stream().filter(each -> each.getValue().equals(ministry))
                    .map(Map.Entry::getKey).collect(Collectors.toCollection(HashSet::new));
            int size;
            do {
                size = known.size();
                known.addAll(determined(counts.values().keySet().stream().filter(each -> !known.contains(each)).toList()));
                // A total that is all its own tells no more than that nobody else is there.
                counts.sums().stream().filter(sum -> counts.get(sum.total()) != 0 && sum.parts().stream()
                        .allMatch(each -> counts.get(each) == 0 || known.contains(each))).forEach(sum -> known.add(sum.total()));
            } while (known.size() > size);
            own.put(ministry, known);
        }
    }

    /** The publication of this moment. */
    public static Publication publish(Level level, Instant at, Counts counts, Optional<Publication> before) {
        Protection protection = new Protection(counts, before, level.threshold());
        protection.hide();
        return protection.publication(level.code(), at);
    }

    private Publication publication(String level, Instant at) {
        Map<String, Long> shown = new TreeMap<>(counts.values());
        shown.keySet().removeAll(hidden);
        Map<String, Long> known = new TreeMap<>(before);
        readers().forEach(reader -> determined(reader).forEach(name -> known.put(name, counts.get(name))));
        known.putAll(shown);
        known.keySet().removeIf(each -> each.startsWith(Counts.SAME));
        Map<String, Double> measures = new TreeMap<>();
        counts.measures().forEach((name, measure) -> {
            if (isShown(measure)) {
                measures.put(name, measure.value());
            }
        });
        Map<String, Long> forOthers = new TreeMap<>();
        hidden.stream().filter(each -> !isFew(counts.get(each)) && !counts.never().contains(each))
                .forEach(each -> forOthers.put(each, counts.get(each)));
        return new Publication(level, at, shown, measures, counts.names(), known, forOthers);
    }

    private boolean isShown(Counts.Measure measure) {
        return measure.fewest() >= threshold && !hidden.contains(measure.count());
    }

    private void hide() {
        // That nobody is there, anybody may guess.
        counts.never().stream().filter(each -> counts.get(each) != 0).forEach(hidden::add);
        counts.values().forEach((name, value) -> {
            Long last = before.get(name);
            // What protected another number the last time would give that one away now.
            if (isFew(value) || (last != null && isFew(value - last)) || value.equals(withheld.get(name))) {
                secret.add(name);
                hide(name);
            }
        });
        counts.measures().values().stream().filter(each -> each.fewest() < threshold && counts.get(each.count()) > 0)
                .forEach(each -> hide(each.count()));
        while (hideMore()) {
            // Each round hides at least one more, so there is an end.
        }
    }

    /** Hides what must go besides; whether there was something. */
    private boolean hideMore() {
        for (String reader : readers()) {
            for (Counts.Sum sum : counts.sums()) {
                if (betrays(sum, reader) && hideOneOf(List.of(sum), reader)) {
                    return true;
                }
            }
        }
        for (String reader : readers()) {
            for (Set<String> group : followingSums(missing(reader))) {
                String first = group.iterator().next();
                boolean betrayed = group.size() == 1 ? secret.contains(first)
                        : isFew(group.stream().mapToLong(counts::get).sum());
                if (betrayed && hideOneOf(around(first, reader), reader)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ministries, and last whoever is none. */
    private Set<String> readers() {
        return own.keySet();
    }

    private List<String> missing(String reader) {
        return hidden.stream().filter(each -> unknown(each, reader)).sorted().toList();
    }

    private boolean unknown(String name, String reader) {
        return hidden.contains(name) && isSecret(name, reader);
    }

    private Set<String> known(String reader) {
        return own.getOrDefault(reader, Set.of());
    }

    /** Whether a reader does not know a number anyway: as its own, or because it is as it was when last shown. */
    private boolean isSecret(String name, String reader) {
        return !known(reader).contains(name) && !Long.valueOf(counts.get(name)).equals(before.get(name));
    }

    /** Whether a reader learns from one sum what is hidden: a single number, a few persons, or a change by a few. */
    private boolean betrays(Counts.Sum sum, String reader) {
        List<String> missing = sum.members().stream().filter(each -> unknown(each, reader)).toList();
        if (missing.isEmpty()) {
            return false;
        }
        if (missing.size() == 1 && secret.contains(missing.getFirst())) {
            return true;
        }
        if (missing.contains(sum.total())) {
            return false;
        }
        long together = missing.stream().mapToLong(counts::get).sum();
        if (isFew(together)) {
            return true;
        }
        if (sum.members().stream().allMatch(each -> missing.contains(each) || before.containsKey(each))) {
            long earlier = last(sum.total()) - sum.parts().stream().filter(each -> !missing.contains(each))
                    .mapToLong(this::last).sum();
            return isFew(together - earlier);
        }
        return false;
    }

    private long last(String name) {
        return before.getOrDefault(name, 0L);
    }

    private boolean isFew(long persons) {
        return persons != 0 && Math.abs(persons) < threshold;
    }

    /** Hides what costs least: the smallest part that is somebody, then a total, then a part that is nobody. */
    private boolean hideOneOf(List<Counts.Sum> sums, String reader) {
        Optional<String> chosen = sums.stream().flatMap(sum -> sum.members().stream()
                        .filter(each -> !hidden.contains(each) && isSecret(each, reader))
                        .map(each -> new Candidate(each, counts.get(each), each.equals(sum.total()))))
                .min(Comparator.comparing((Candidate each) -> each.value() == 0).thenComparing(Candidate::total)
                        .thenComparingLong(Candidate::value).thenComparing(Candidate::name))
                .map(Candidate::name);
        chosen.ifPresent(name -> {
            secret.add(name);
            hide(name);
        });
        return chosen.isPresent();
    }

    private record Candidate(String name, long value, boolean total) {
    }

    private void hide(String name) {
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String each = open.pop();
            if (hidden.add(each)) {
                counts.together().stream().filter(group -> group.contains(each)).forEach(open::addAll);
            }
        }
    }

    /** The sums of a number, or those next to them, that still show something to hide. */
    private List<Counts.Sum> around(String name, String reader) {
        Set<String> seen = new LinkedHashSet<>(List.of(name));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            List<Counts.Sum> sums = sumsOf.getOrDefault(open.pop(), List.of());
            if (sums.stream().anyMatch(sum -> sum.members().stream().anyMatch(each ->
                    !hidden.contains(each) && isSecret(each, reader)))) {
                return sums;
            }
            sums.forEach(sum -> sum.members().stream().filter(each -> unknown(each, reader)).filter(seen::add)
                    .forEach(open::add));
        }
        return List.of();
    }

    /** The hidden numbers that a reader can work out from all sums together. */
    private Set<String> determined(String reader) {
        return determined(missing(reader));
    }

    /** Those of the missing numbers that follow when all others are known. */
    private Set<String> determined(List<String> missing) {
        return followingSums(missing).stream().filter(each -> each.size() == 1).map(each -> each.iterator().next())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Groups of the missing numbers of which the sum follows when all others are known. */
    private List<Set<String>> followingSums(List<String> missing) {
        Map<String, Integer> columns = new HashMap<>();
        missing.forEach(each -> columns.put(each, columns.size()));
        Equations equations = new Equations();
        counts.sums().forEach(sum -> {
            Map<Integer, Long> row = new TreeMap<>();
            sum.parts().stream().filter(columns::containsKey).forEach(each -> row.merge(columns.get(each), 1L, Long::sum));
            if (columns.containsKey(sum.total())) {
                row.merge(columns.get(sum.total()), -1L, Long::sum);
            }
            equations.add(row);
        });
        return equations.sums().stream().<Set<String>>map(group -> group.stream().map(missing::get)
                .collect(Collectors.toCollection(TreeSet::new))).toList();
    }
}
