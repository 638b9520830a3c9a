package org.safereturn.monitoring;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** A document of the view: values by path. Also what the changes mean, for the store in memory and for tests. */
final class ViewDocument {

    private final Map<String, Object> values;

    /** An empty document. */
    ViewDocument() {
        this.values = new HashMap<>();
    }

    private ViewDocument(Map<String, Object> values) {
        this.values = values;
    }

    /** Reads a document with nested maps, as a store returns it. */
    static ViewDocument of(Map<String, ?> nested) {
        Map<String, Object> values = new HashMap<>();
        flatten("", nested, values);
        return new ViewDocument(values);
    }

    /** Applies a change; doing it again changes nothing. */
    void apply(Change change) {
        switch (change) {
            case Change.Earliest(String path, Instant at) ->
                    values.merge(path, at, (a, b) -> ((Instant) a).isBefore((Instant) b) ? a : b);
            case Change.Latest(String path, Instant at) ->
                    values.merge(path, at, (a, b) -> ((Instant) a).isAfter((Instant) b) ? a : b);
            case Change.Lowest(String path, Ranked facts) ->
                    values.merge(path, facts.text(), (a, b) -> ((String) a).compareTo((String) b) <= 0 ? a : b);
            case Change.Highest(String path, Ranked facts) ->
                    values.merge(path, facts.text(), (a, b) -> ((String) a).compareTo((String) b) >= 0 ? a : b);
            case Change.Member(String path, String value) -> {
                Set<String> members = new TreeSet<>(members(path));
                members.add(value);
                values.put(path, members);
            }
        }
    }

    Optional<Instant> time(String path) {
        return Optional.ofNullable((Instant) values.get(path));
    }

    Optional<Ranked> ranked(String path) {
        return Optional.ofNullable((String) values.get(path)).map(Ranked::new);
    }

    Set<String> members(String path) {
        Object found = values.get(path);
        return found instanceof Set<?> set ? texts(set) : Set.of();
    }

    /** The facts of every path that begins so. */
    Collection<Ranked> rankedUnder(String prefix) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(each -> new Ranked((String) each.getValue()))
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
