package org.safereturn.pages.definition;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One value of an answer of the API.
 *
 * @param path where it stands, with dots; its last part names the label
 * @param as what it is
 * @param list simple name of the code list of a {@link Kind#CODE}
 * @param rows of each of {@link Kind#MANY}
 * @param label names another label
 * @param boxes codes that a sheet has a box to tick for
 * @param ended of each of {@link Kind#MANY}, with a space between: where one names another, and where the other has that
 *     name; the other is then left out, because the one tells how it ended
 */
public record Row(String path, @Nullable Kind as, @Nullable String list, List<Row> rows, @Nullable String label,
        List<String> boxes, @Nullable String ended) {

    /** Keeps its own copies. */
    public Row {
        rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
        boxes = List.copyOf(Objects.requireNonNullElse(boxes, List.of()));
    }

    /** A value alone. */
    public static Row of(String path, Kind as, @Nullable String list) {
        return new Row(path, as, list, List.of(), null, List.of(), null);
    }

    /** What it is; words where nothing is said. */
    public Kind kind() {
        return as == null ? Kind.TEXT : as;
    }

    /** The name under which the label stands. */
    public String name() {
        return label == null ? path.substring(path.lastIndexOf('.') + 1) : label;
    }
}
