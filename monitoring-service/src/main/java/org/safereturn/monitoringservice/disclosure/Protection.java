package org.safereturn.monitoringservice.disclosure;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
 * Decides what one publication shows. Hidden are numbers of persons below the threshold, numbers that changed by fewer
 * persons than that since a reader last learned them, and as many more as it takes that no reader can work a hidden one
 * out: from sums and differences in the whole answer and the one before, or with what the reader's own ministry counts
 * itself, then and now.
 *
 * <p>A total goes like any other number when it betrays a part, unless all its parts are shown. It does not protect against a reader who knows single
 * persons and when they crossed.
 */
public final class Protection {

    /** A reader of no ministry. */
    private static final String NOBODY = Sum.EVERYBODY;

    private final Counts counts;
    private final Map<String, Long> before;
    private final Map<String, Long> withheld;
    private final Basis basis;
    private final int threshold;
    private final Set<String> hidden = new HashSet<>();
    /** Hidden numbers below the threshold, or that changed by fewer persons than that. */
    private final Set<String> few = new HashSet<>();
    /** By reader, what it knows whatever is published: its own, and what follows from that. */
    private final Map<String, Set<String>> own = new TreeMap<>(Comparator.<String>reverseOrder());
    /** By reader, what follows from its own for whoever knows where nobody is. */
    private final Map<String, Inference> alone = new HashMap<>();

    private Protection(Counts counts, Optional<Publication> before, int threshold) {
        this.counts = counts;
        this.before = before.map(Publication::known).orElse(Map.of());
        this.withheld = before.map(Publication::withheld).orElse(Map.of());
        this.basis = before.map(Publication::basis).orElse(Basis.NONE);
        this.threshold = threshold;
        own.put(NOBODY, Set.of());
        counts.knowers().forEach((ministry, names) -> own.put(ministry, closure(ministry, names)));
        own.forEach((reader, known) -> alone.put(reader, new Inference(reader, counts.values(), counts.values().keySet().stream()
                .filter(each -> !known.contains(each) && !isNobody(each)).collect(Collectors.toSet()), counts.sums(), Basis.NONE)));
    }

    /** What a ministry counts itself, and what follows from that. */
    private Set<String> closure(String ministry, Set<String> names) {
        Set<String> known = new HashSet<>(names);
        int size;
        do {
            size = known.size();
            Set<String> others = new HashSet<>(counts.values().keySet());
            others.removeAll(known);
            known.addAll(new Inference(ministry, counts.values(), others, counts.sums(), Basis.NONE).single());
            // A total that is all its own tells no more than that nobody else is there.
            counts.sums().stream().filter(sum -> sum.isFor(ministry)).filter(sum -> counts.get(sum.total()) != 0 && sum.parts().stream()
                    .allMatch(each -> isNobody(each) || known.contains(each))).forEach(sum -> known.add(sum.total()));
        } while (known.size() > size);
        return known;
    }

    /** Whether nobody is there and anybody may guess so. */
    private boolean isNobody(String name) {
        return counts.get(name) == 0 && !counts.unguessed().contains(name);
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
        Map<String, Set<String>> missing = new TreeMap<>();
        readers().forEach(reader -> {
            inference(reader).single().stream().filter(counts.values()::containsKey).forEach(name -> known.put(name, counts.get(name)));
            missing.put(reader, missing(reader));
        });
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
        return new Publication(level, at, shown, measures, counts.names(), known, forOthers,
                new Basis(counts.values(), counts.sums(), missing, few));
    }

    private boolean isShown(Counts.Measure measure) {
        return measure.fewest() >= threshold && !hidden.contains(measure.count());
    }

    private void hide() {
        counts.never().stream().filter(each -> !isNobody(each)).forEach(hidden::add);
        counts.values().forEach((name, value) -> {
            Long last = before.get(name);
            if (!counts.unguessed().contains(name) && (isFew(value) || (last != null && isFew(value - last)))) {
                few.add(name);
            }
            // What protected another number the last time would give that one away now.
            if (few.contains(name) || value.equals(withheld.get(name))) {
                hide(name);
            }
        });
        counts.measures().values().stream().filter(each -> each.fewest() < threshold && counts.get(each.count()) > 0)
                .forEach(each -> hide(each.count()));
        while (hideMore()) {
            // Each round hides at least one more, so there is an end.
        }
        while (showMore()) {
            // Each round shows at least one more, so there is an end.
        }
    }

    /**
     * Shows totals that everybody works out anyway, because all their parts are shown; whether there was one. What is shown
     * together with others, or beside a measure, stays hidden: those would come with it.
     */
    private boolean showMore() {
        return hidden.removeAll(counts.certain().stream().filter(sum -> sum.parts().stream().allMatch(this::isVisible))
                .map(Sum::total).filter(each -> hidden.contains(each) && !counts.never().contains(each) && !few.contains(each))
                .filter(each -> counts.together().stream().noneMatch(group -> group.contains(each)))
                .filter(each -> counts.measures().values().stream().noneMatch(measure -> measure.count().equals(each)))
                .collect(Collectors.toSet()));
    }

    /** Hides what must go besides; whether there was something. */
    private boolean hideMore() {
        for (String reader : readers()) {
            for (Sum sum : counts.sums()) {
                if (sum.isFor(reader) && betrays(sum, reader) && hideOneOf(in(sum, reader))) {
                    return true;
                }
            }
        }
        for (String reader : readers()) {
            Set<String> missing = hidden.stream().filter(each -> !known(reader).contains(each)).collect(Collectors.toSet());
            Inference ofThisAnswer = new Inference(reader, counts.values(), missing, counts.sums(), Basis.NONE);
            if (hideMore(reader, ofThisAnswer, each -> isVisible(each) && !known(reader).contains(each))) {
                return true;
            }
        }
        for (String reader : readers()) {
            if (hideMore(reader, inference(reader), each -> isVisible(each) && isSecret(each, reader))) {
                return true;
            }
        }
        return false;
    }

    /** Hides what must go besides against what this reader can work out; whether there was something. */
    private boolean hideMore(String reader, Inference inference, Predicate<String> candidate) {
        List<Map<String, Boolean>> choices = inference.groups().stream().filter(group -> isBetrayed(group, reader, inference))
                .map(group -> inference.around(group.iterator().next(), candidate)).toList();
        int before = hidden.size();
        // What is hidden for one group may do for another, too.
        choices.stream().filter(each -> each.keySet().stream().noneMatch(hidden::contains)).forEach(this::hideOneOf);
        return hidden.size() > before;
    }

    private boolean isBetrayed(Set<String> group, String reader, Inference inference) {
        String first = group.iterator().next();
        return group.size() == 1 ? few.contains(first) || inference.wasFew(first)
                : isFew(group.stream().mapToLong(inference::value).sum()) && !isOfNoAnswer(group) && !followsAlone(group, reader);
    }

    /** Whether these stand in no answer: they only lead from what a ministry counts itself to what it reads. */
    private boolean isOfNoAnswer(Collection<String> names) {
        return counts.unguessed().containsAll(names);
    }

    private boolean followsAlone(Collection<String> names, String reader) {
        Inference ownOnly = alone.get(reader);
        return ownOnly != null && ownOnly.follows(names.stream().filter(each -> !isNobody(each)).toList());
    }

    private Inference inference(String reader) {
        return new Inference(reader, counts.values(), missing(reader), counts.sums(), basis);
    }

    /** Ministries, and last whoever is none. */
    private Set<String> readers() {
        return own.keySet();
    }

    private Set<String> missing(String reader) {
        return hidden.stream().filter(each -> unknown(each, reader)).collect(Collectors.toCollection(TreeSet::new));
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
    private boolean betrays(Sum sum, String reader) {
        List<String> missing = sum.members().stream().filter(each -> unknown(each, reader)).toList();
        if (missing.isEmpty()) {
            return false;
        }
        if (missing.size() == 1 && few.contains(missing.getFirst())) {
            return true;
        }
        if (missing.contains(sum.total()) || isOfNoAnswer(missing) || followsAlone(missing, reader)) {
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

    /** Whether an answer shows it. */
    private boolean isVisible(String name) {
        return !hidden.contains(name) && !counts.never().contains(name);
    }

    /** What could be hidden of a sum, by whether it is the total. */
    private Map<String, Boolean> in(Sum sum, String reader) {
        return sum.members().stream().filter(each -> isVisible(each) && isSecret(each, reader)).distinct()
                .collect(Collectors.toMap(Function.identity(), each -> each.equals(sum.total())));
    }

    /** Hides what costs least: the smallest part that is somebody, then a total, then a part that is nobody. */
    private boolean hideOneOf(Map<String, Boolean> candidates) {
        Optional<String> chosen = candidates.keySet().stream().min(Comparator.comparing((String each) -> counts.get(each) == 0)
                .thenComparing(each -> candidates.getOrDefault(each, false)).thenComparingLong(counts::get)
                .thenComparing(Comparator.naturalOrder()));
        chosen.ifPresent(this::hide);
        return chosen.isPresent();
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
}
