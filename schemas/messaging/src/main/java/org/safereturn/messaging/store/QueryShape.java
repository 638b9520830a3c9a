package org.safereturn.messaging.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What a command asks a collection, without any value: fields that equal something, the order, fields within bounds. Other
 * conditions, such as that a field is there, only filter what these find.
 *
 * @param collection {@code database.collection}
 * @param equal fields that equal a value, or one of some
 * @param sort fields of the order, 1 for ascending and -1 for descending
 * @param range fields within bounds
 */
public record QueryShape(String collection, Set<String> equal, Map<String, Integer> sort, Set<String> range) {

    private static final BsonDocument NOTHING = new BsonDocument();
    private static final Set<String> EQUAL = Set.of("$eq", "$in", "$all", "$elemMatch");
    private static final Set<String> BOUNDS = Set.of("$gt", "$gte", "$lt", "$lte");

    /** Keeps its own copies, the order in its order. */
    public QueryShape {
        equal = Set.copyOf(equal);
        sort = new LinkedHashMap<>(sort);
        range = Set.copyOf(range);
    }

    private record Conditions(Set<String> equal, Set<String> range) {

        Conditions and(Conditions more) {
            Set<String> allEqual = new TreeSet<>(equal);
            allEqual.addAll(more.equal);
            Set<String> allRange = new TreeSet<>(range);
            allRange.addAll(more.range);
            return new Conditions(allEqual, allRange);
        }
    }

    /** The questions in a command: one for each branch of what is asked; none when it asks nothing. */
    static List<QueryShape> of(String database, String command, BsonDocument body) {
        return switch (command) {
            case "find" -> questions(database, body, command, document(body, "filter"), document(body, "sort"));
            case "count", "distinct", "findAndModify" ->
                questions(database, body, command, document(body, "query"), document(body, "sort"));
            case "aggregate" -> questions(database, body, command, firstMatch(body), NOTHING);
            case "update" -> each(database, body, command, "updates");
            case "delete" -> each(database, body, command, "deletes");
            default -> List.of();
        };
    }

    private static List<QueryShape> each(String database, BsonDocument body, String command, String writes) {
        return body.getArray(writes, new BsonArray()).stream()
                .flatMap(write -> questions(database, body, command, document(write.asDocument(), "q"), NOTHING).stream())
                .distinct().toList();
    }

    private static List<QueryShape> questions(String database, BsonDocument body, String command, BsonDocument filter,
            BsonDocument sort) {
        Map<String, Integer> order = new LinkedHashMap<>();
        sort.forEach((field, direction) -> order.put(field, direction.asNumber().intValue()));
        String collection = database + "." + body.getString(command).getValue();
        return branches(filter).stream().map(conditions -> new QueryShape(collection, conditions.equal(), order,
                conditions.range())).distinct().toList();
    }

    private static BsonDocument firstMatch(BsonDocument body) {
        BsonArray pipeline = body.getArray("pipeline", new BsonArray());
        return pipeline.isEmpty() ? NOTHING : document(pipeline.getFirst().asDocument(), "$match");
    }

    private static BsonDocument document(BsonDocument body, String field) {
        return body.getDocument(field, NOTHING);
    }

    private static List<Conditions> branches(BsonDocument filter) {
        List<Conditions> found = List.of(new Conditions(Set.of(), Set.of()));
        for (Map.Entry<String, BsonValue> condition : filter.entrySet()) {
            List<Conditions> more = switch (condition.getKey()) {
                case "$and" -> condition.getValue().asArray().stream().map(part -> branches(part.asDocument()))
                        .reduce(QueryShape::both).orElseThrow();
                case "$or" -> condition.getValue().asArray().stream()
                        .flatMap(part -> branches(part.asDocument()).stream()).toList();
                default -> List.of(condition(condition.getKey(), condition.getValue()));
            };
            found = both(found, more);
        }
        return found;
    }

    private static List<Conditions> both(List<Conditions> one, List<Conditions> other) {
        List<Conditions> all = new ArrayList<>();
        one.forEach(left -> other.forEach(right -> all.add(left.and(right))));
        return all;
    }

    private static Conditions condition(String field, BsonValue value) {
        if (field.startsWith("$")) {
            return new Conditions(Set.of(), Set.of());
        }
        boolean operators = value.isDocument() && value.asDocument().keySet().stream().anyMatch(key -> key.startsWith("$"));
        if (!operators) {
            return new Conditions(Set.of(field), Set.of());
        }
        Set<String> asked = value.asDocument().keySet();
        return new Conditions(asked.stream().anyMatch(EQUAL::contains) ? Set.of(field) : Set.of(),
                asked.stream().anyMatch(BOUNDS::contains) ? Set.of(field) : Set.of());
    }

    /** As a line of text that {@link #read} takes. */
    String line() {
        return String.join("\t", collection, String.join(",", new TreeSet<>(equal)), order(sort),
                String.join(",", new TreeSet<>(range)));
    }

    /** The shape of a line. */
    public static QueryShape read(String line) {
        String[] parts = line.split("\t", -1);
        return new QueryShape(parts[0], names(parts[1]), order(parts[2]), names(parts[3]));
    }

    static String order(Map<String, Integer> fields) {
        return fields.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** The fields of an order or an index in their order. */
    public static Map<String, Integer> order(String text) {
        Map<String, Integer> order = new LinkedHashMap<>();
        for (String each : names(text)) {
            int at = each.lastIndexOf(':');
            order.put(each.substring(0, at), Integer.parseInt(each.substring(at + 1)));
        }
        return order;
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(text.split(",", -1)));
    }
}
