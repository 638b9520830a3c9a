package org.safereturn.messaging.testkit.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.safereturn.messaging.store.QueryShape;
import org.safereturn.messaging.store.QueryShapes;

/**
 * What services asked their stores, and which indexes they made, as {@link QueryShapes} wrote it down.
 *
 * @param shapes each once
 * @param indexes their fields, by collection
 */
public record AskedQuestions(List<QueryShape> shapes, Map<String, Set<Map<String, Integer>>> indexes) {

    private static final Map<String, Integer> ID = Map.of("_id", 1);

    /** What the processes whose files these are asked. */
    public static AskedQuestions in(List<Path> files) {
        Set<QueryShape> shapes = new LinkedHashSet<>();
        Map<String, Set<Map<String, Integer>>> indexes = new LinkedHashMap<>();
        for (Path file : files) {
            for (String line : lines(file)) {
                if (line.startsWith(QueryShapes.INDEX)) {
                    String[] parts = line.substring(QueryShapes.INDEX.length()).split("\t", -1);
                    indexes.computeIfAbsent(parts[0], any -> new LinkedHashSet<>()).add(QueryShape.order(parts[1]));
                } else {
                    shapes.add(QueryShape.read(line));
                }
            }
        }
        return new AskedQuestions(List.copyOf(shapes), indexes);
    }

    /** What this process has asked so far. */
    public static AskedQuestions ofThisProcess(Path folder) {
        Path file = folder.resolve(ProcessHandle.current().pid() + ".txt");
        return in(Files.exists(file) ? List.of(file) : List.of());
    }

    /** What all processes asked that wrote into this folder. */
    public static AskedQuestions ofAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return in(files.sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The questions that no index of their collection answers.
     *
     * @param filtered whether a field that equals something may be left out of an index that begins with another field
     * @param whole whether a question without any other condition, which reads the whole of this collection, is meant so
     */
    public List<QueryShape> withoutIndex(BiPredicate<String, String> filtered, Predicate<String> whole) {
        return shapes.stream().filter(shape -> !isAnswered(shape, filtered))
                .filter(shape -> !(asksEverything(shape, filtered) && whole.test(name(shape)))).toList();
    }

    private static boolean asksEverything(QueryShape shape, BiPredicate<String, String> filtered) {
        return shape.equal().stream().allMatch(field -> filtered.test("", field)) && shape.range().isEmpty()
                && shape.sort().isEmpty();
    }

    /** Name of the collection without its database. */
    public static String name(QueryShape shape) {
        return shape.collection().substring(shape.collection().indexOf('.') + 1);
    }

    private boolean isAnswered(QueryShape shape, BiPredicate<String, String> filtered) {
        if (shape.equal().contains("_id")) {
            return true;
        }
        List<Map<String, Integer>> candidates = new ArrayList<>(indexes.getOrDefault(shape.collection(), Set.of()));
        candidates.add(ID);
        return candidates.stream().anyMatch(index -> answers(index, shape, filtered));
    }

    /** Equality first, then the order, then bounds; what equals something is in the index or may be filtered. */
    static boolean answers(Map<String, Integer> index, QueryShape shape, BiPredicate<String, String> filtered) {
        List<String> fields = List.copyOf(index.keySet());
        int next = 0;
        while (next < fields.size() && shape.equal().contains(fields.get(next))) {
            next++;
        }
        List<String> prefix = fields.subList(0, next);
        boolean rest = shape.equal().stream().filter(field -> !prefix.contains(field))
                .allMatch(field -> filtered.test(fields.getFirst(), field));
        if (!rest || (next == 0 && shape.sort().isEmpty() && shape.range().isEmpty())) {
            return false;
        }
        int direction = 0;
        for (Map.Entry<String, Integer> order : shape.sort().entrySet()) {
            if (shape.equal().contains(order.getKey()) && prefix.contains(order.getKey())) {
                continue;
            }
            if (next == fields.size() || !fields.get(next).equals(order.getKey())) {
                return false;
            }
            int turn = order.getValue() * Objects.requireNonNullElse(index.get(order.getKey()), 1);
            if (direction != 0 && direction != turn) {
                return false;
            }
            direction = turn;
            next++;
        }
        List<String> reached = fields.subList(0, Math.min(fields.size(), next + (shape.sort().isEmpty() ? 1 : 0)));
        return shape.range().stream().filter(field -> !shape.equal().contains(field)).allMatch(reached::contains);
    }
}
