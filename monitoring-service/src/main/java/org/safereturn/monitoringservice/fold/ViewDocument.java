package org.safereturn.monitoringservice.fold;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** A document of the view: values by path. Also what the changes mean, for the store in memory and for tests. */
public final class ViewDocument implements Folded.Target {

    private final Map<String, Object> values;

    /** An empty document. */
    public ViewDocument() {
        this.values = new HashMap<>();
    }

    private ViewDocument(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads a document with nested maps, as a store returns it. */
    public static ViewDocument of(Map<String, ?> nested) {
        Map<String, Object> values = new HashMap<>();
        flatten("", nested, values);
        return new ViewDocument(values);
    }

    /** Applies a change; doing it again changes nothing. */
    public void apply(Change change) {
        switch (change) {
            case Change.Happened(Milestone what, Instant at) -> {
                least(what.firstPath(), at);
                greatest(what.lastPath(), at);
            }
            case Change.Lowest lowest -> least(lowest.path(), lowest.text());
            case Change.Highest highest -> greatest(highest.path(), highest.text());
            case Change.Member(String path, String value) -> member(path, value);
        }
    }

    @Override
    public void least(String path, Instant at) {
        values.merge(path, at, (a, b) -> ((Instant) a).isBefore((Instant) b) ? a : b);
    }

    @Override
    public void greatest(String path, Instant at) {
        values.merge(path, at, (a, b) -> ((Instant) a).isAfter((Instant) b) ? a : b);
    }

    @Override
    public void least(String path, String text) {
        values.merge(path, text, (a, b) -> ((String) a).compareTo((String) b) <= 0 ? a : b);
    }

    @Override
    public void greatest(String path, String text) {
        values.merge(path, text, (a, b) -> ((String) a).compareTo((String) b) >= 0 ? a : b);
    }

    @Override
    public void member(String path, String value) {
        Set<String> members = new TreeSet<>(members(path));
        members.add(value);
        values.put(path, members);
    }

    /** A time, when there is one. */
    public Optional<Instant> time(String path) {
        return Optional.ofNullable((Instant) values.get(path));
    }

    /** The fact of a kind that stands, when there is one. */
    <F extends Fact> Optional<F> fact(Fact.Kind<F> kind) {
        return Optional.ofNullable((String) values.get(kind.path())).map(kind::read);
    }

    Set<String> members(String path) {
        Object found = values.get(path);
        return found instanceof Set<?> set ? texts(set) : Set.of();
    }

    /** Every visit there is. */
    List<Fact.Visit> visits() {
        return values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(Fact.VISITS))
                .map(each -> Fact.visit(0).read((String) each.getValue()))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewDocument document && values.equals(document.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, Object> values) {
        nested.forEach((name, value) -> {
            switch (value) {
                case Map<?, ?> inner -> flatten(prefix + name + ".", inner, values);
                case Date date -> values.put(prefix + name, date.toInstant());
                case Collection<?> members -> values.put(prefix + name, texts(members));
                case null -> { }
                default -> values.put(prefix + name, value);
            }
        });
    }

    private static Set<String> texts(Collection<?> members) {
        Set<String> texts = new TreeSet<>();
        members.forEach(each -> texts.add(String.valueOf(each)));
        return texts;
    }
}
