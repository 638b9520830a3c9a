package org.safereturn.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;
import org.safereturn.pages.definition.Kind;
import org.safereturn.pages.definition.Row;
import org.safereturn.pages.words.Shown;
import org.safereturn.pages.words.Words;
import tools.jackson.databind.JsonNode;

/** What an answer of the API says, as labelled lines. */
final class RecordLines {

    private final Shown shown;
    private final List<String> find;

    RecordLines(Shown shown) {
        this(shown, List.of());
    }

    /** Leads from another case to the first of these records of it. */
    RecordLines(Shown shown, List<String> find) {
        this.shown = shown;
        this.find = find;
    }

    /**
     * A label with its value; a value of several things has them in {@code inside}, and those of a list of values no label.
     *
     * @param address of the page of the case that the value names; empty where it names none
     */
    record Line(String label, String value, List<List<Line>> inside, String address) {
    }

    /** The lines of these rows, without those that say nothing. */
    List<Line> of(List<Row> rows, JsonNode record, Words words) {
        List<Line> lines = new ArrayList<>();
        for (Row row : rows) {
            String label = words.of("field." + row.name());
            if (row.kind() == Kind.MANY) {
                List<List<Line>> inside = new ArrayList<>();
                for (JsonNode each : entries(Shown.at(record, row.path()), row.ended())) {
                    inside.add(of(row.rows(), each, words));
                }
                if (!inside.isEmpty()) {
                    lines.add(new Line(label, "", inside, ""));
                }
                continue;
            }
            List<Line> values = shown.values(row, record, words.language()).stream().map(value -> new Line("", value, List.of(),
                    row.kind() == Kind.CASE ? address(value) : "")).toList();
            if (values.size() == 1) {
                lines.add(new Line(label, values.getFirst().value(), List.of(), values.getFirst().address()));
            } else if (!values.isEmpty()) {
                lines.add(new Line(label, "", values.stream().map(List::of).toList(), ""));
            }
        }
        return lines;
    }

    private String address(String ref) {
        return find.isEmpty() || !AccessRecording.isCaseRef(ref) ? "" : "/pages/" + find.getFirst() + "/" + ref;
    }

    /** The things of a list, or the one thing; without those of which another tells how they ended. */
    static List<JsonNode> entries(JsonNode many, @Nullable String ended) {
        List<JsonNode> all = many.isObject() ? List.of(many) : many.valueStream().toList();
        if (ended == null) {
            return all;
        }
        String[] names = ended.split(" ", -1);
        Set<String> over = all.stream().map(each -> Shown.at(each, names[0]).asString("")).collect(Collectors.toSet());
        return all.stream().filter(each -> !over.contains(Shown.at(each, names[1]).asString(""))).toList();
    }

    /** Several things with all that is said of each, for a cell of a list. */
    String inOneLine(Row row, JsonNode record, Words words) {
        return of(List.of(row), record, words).stream().flatMap(line -> line.inside().stream())
                .map(RecordLines::told).collect(Collectors.joining("; "));
    }

    private static String told(List<Line> lines) {
        return lines.stream().map(line -> (line.label().isEmpty() ? "" : line.label() + ": ") + (line.inside().isEmpty() ? line.value()
                : line.inside().stream().map(RecordLines::told).collect(Collectors.joining(
                        line.inside().getFirst().getFirst().label().isEmpty() ? " · " : "; "))))
                .collect(Collectors.joining(", "));
    }
}
