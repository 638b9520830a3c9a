package org.safereturn.messaging.aggregate;

import java.util.ArrayList;
import java.util.List;

import org.bson.Document;
import org.safereturn.messaging.store.Indexes;

/**
 * Conditions under which aggregates are listed or counted, newest or oldest change first. Each gets an index in the store:
 * these fields, then the change. A condition on a field with two values needs none of its own, nor do two on fields that
 * both hold lists, for which no store has one index: the more telling one is enough, and the rest is filtered.
 *
 * @param fields {@code state.field} of {@link Aggregates.Query#where}
 */
public record ListIndex(List<String> fields) {

    /** Keeps its own copy. */
    public ListIndex {
        fields = List.copyOf(fields);
    }

    /** Lists with conditions on these fields; with none, for lists of everything. */
    public static ListIndex of(String... fields) {
        return new ListIndex(List.of(fields));
    }

    Document keys() {
        List<String> all = new ArrayList<>(fields);
        all.add(MongoAggregates.CHANGED_AT);
        all.add("_id");
        return Indexes.over(all);
    }
}
