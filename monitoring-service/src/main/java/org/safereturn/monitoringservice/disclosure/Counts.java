package org.safereturn.monitoringservice.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Numbers of persons by name at one moment, and all that a reader knows of how they hang together: which add up to which,
 * which are shown together or not at all, and which a ministry knows because they are its own.
 */
public final class Counts {

    /**
     * A share or a time that many persons make together.
     *
     * @param value of it
     * @param count name of the number of persons it is made of, which is shown beside it
     * @param fewest persons of the smallest group it speaks of
     */
    public record Measure(double value, String count, long fewest) {
    }

    /** Begins the name of a number that only says that others are the same. */
    static final String SAME = "=";

    private final Map<String, Long> values = new TreeMap<>();
    private final Map<String, Set<String>> owners = new HashMap<>();
    private final Map<String, Set<String>> knowers = new HashMap<>();
    private final Set<String> never = new HashSet<>();
    private final Set<String> unguessed = new HashSet<>();
    private final List<Sum> sums = new ArrayList<>();
    private final Set<Sum> certain = new HashSet<>();
    private final List<List<String>> together = new ArrayList<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();

    /** Adds persons to a number, which begins with nobody. */
    public void add(String name, long persons) {
        values.merge(name, persons, Long::sum);
    }

    /** A number, nobody when it was never added to. */
    public long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    /** Names of all numbers and measures that a publication may show. */
    Set<String> names() {
        Set<String> names = new HashSet<>(values.keySet());
        names.removeAll(never);
        names.addAll(measures.keySet());
        return names;
    }

    /** The ministry that records this number sees it in full whatever is published. */
    public void owned(String name, String ministry) {
        owners.computeIfAbsent(name, _ -> new HashSet<>()).add(ministry);
        knownTo(name, ministry);
    }

    /** Whether the ministry records this number. */
    public boolean isOwned(String name, String ministry) {
        return owners.getOrDefault(name, Set.of()).contains(ministry);
    }

    /** The ministry can count this itself, whatever is published. */
    public void knownTo(String name, String ministry) {
        knowers.computeIfAbsent(ministry, _ -> new HashSet<>()).add(name);
    }

    /** No answer shows this number, but others follow from it. That it is nobody, anybody may guess. */
    public void neverShown(String name) {
        never.add(name);
    }

    /** No answer shows this number, and nobody can guess that it is nobody. */
    public void neverGuessed(String name) {
        never.add(name);
        unguessed.add(name);
    }

    /** Says that the parts add up to the total, whatever the numbers are; all begin with nobody. */
    public void sum(String total, Collection<String> parts) {
        Sum sum = new Sum(total, List.copyOf(parts), Sum.EVERYBODY);
        certain.add(sum);
        sum(sum);
    }

    /** The same, where only this ministry knows the numbers that make the sum of use. */
    public void sumFor(String ministry, String total, Collection<String> parts) {
        sum(new Sum(total, List.copyOf(parts), ministry));
    }

    private void sum(Sum sum) {
        sum.members().forEach(each -> add(each, 0));
        sums.add(sum);
    }

    /** Says that some add up to as many as others, where it is so: most readers would guess it. */
    public void sumIfSo(Collection<String> some, Collection<String> others) {
        long persons = some.stream().mapToLong(this::get).sum();
        if (persons != others.stream().mapToLong(this::get).sum()) {
            return;
        }
        if (some.size() == 1 || others.size() == 1) {
            guessed((some.size() == 1 ? some : others).iterator().next(), some.size() == 1 ? others : some);
        } else {
            String both = SAME + sums.size();
            add(both, persons);
            neverShown(both);
            guessed(both, some);
            guessed(both, others);
        }
    }

    private void guessed(String total, Collection<String> parts) {
        sum(new Sum(total, List.copyOf(parts), Sum.EVERYBODY));
    }

    /** These are shown all or none. */
    public void together(Collection<String> names) {
        together.add(List.copyOf(names));
    }

    /** A share or a time. */
    public void measure(String name, Measure measure) {
        measures.put(name, measure);
    }

    /** A share or a time, when there is one. */
    public Optional<Measure> measure(String name) {
        return Optional.ofNullable(measures.get(name));
    }

    Map<String, Long> values() {
        return values;
    }

    /** By ministry, what it can count itself. */
    Map<String, Set<String>> knowers() {
        return knowers;
    }

    Set<String> unguessed() {
        return unguessed;
    }

    Set<String> never() {
        return never;
    }

    List<Sum> sums() {
        return sums;
    }

    /** Sums that everybody knows to be so. */
    Set<Sum> certain() {
        return certain;
    }

    List<List<String>> together() {
        return together;
    }

    Map<String, Measure> measures() {
        return measures;
    }
}
