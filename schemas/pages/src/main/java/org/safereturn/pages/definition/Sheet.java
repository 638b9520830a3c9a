package org.safereturn.pages.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.form.FormKind;

/**
 * A sheet to print: parts of a record for paper, and lines to be written on by hand.
 *
 * @param id names it in addresses and texts
 * @param record that it is about
 * @param query what is asked of the record's endpoint beside the case
 * @param version of the sheet
 * @param authority who says that it looks so
 * @param empty whether it can be printed for no case, to be filled in by hand
 * @param when what the record must say, as for {@link RecordPage.Action#when}
 * @param spoken where the record says in which language the person was spoken to; null where nothing is read to anybody
 * @param read names the words that are read to the person before all else; null for none
 * @param form kind of the form whose title, version and approval stand at the top; null for none
 * @param formAt where the record says the code of the version that the sheet shows; null for all that the case was recorded on
 * @param parts in their order
 * @param signatures who signs, by the names of texts
 */
public record Sheet(String id, String record, Map<String, String> query, int version, String authority, boolean empty,
        Map<String, List<String>> when, @Nullable String spoken, @Nullable String read, @Nullable FormKind form,
        @Nullable String formAt, List<Part> parts, List<String> signatures) {

    /** Keeps its own copies. */
    public Sheet {
        query = Map.copyOf(Objects.requireNonNullElse(query, Map.of()));
        when = Map.copyOf(Objects.requireNonNullElse(when, Map.of()));
        parts = List.copyOf(Objects.requireNonNullElse(parts, List.of()));
        signatures = List.copyOf(Objects.requireNonNullElse(signatures, List.of()));
    }

    /**
     * Something under a heading.
     *
     * @param id names the heading, and the section of the record whose rows are taken where it has none of its own
     * @param rows what is shown; what the record does not say is left out
     * @param write whether what the record does not say is a line to write on instead
     * @param blank labels of lines to write on for which there is no place in the record
     * @param table several things with the same columns
     */
    public record Part(String id, List<Row> rows, boolean write, List<String> blank, @Nullable Table table) {

        /** Keeps its own copies. */
        public Part {
            rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
            blank = List.copyOf(Objects.requireNonNullElse(blank, List.of()));
        }

        /** The rows of this part of a sheet about a record. */
        public List<Row> rows(RecordPage record) {
            return !rows.isEmpty() || table != null ? rows : record.sections().stream()
                    .filter(section -> section.id().equals(id)).flatMap(section -> section.rows().stream()).toList();
        }
    }

    /**
     * A table.
     *
     * @param in where the record has the things
     * @param list a line for each code of this list, whether the record has it or not; null for a line for each thing
     * @param key under which a thing says its code
     * @param read names the words that are read to the person for each code; null for none
     * @param columns what is shown of each
     * @param ended as for {@link Row#ended}
     */
    public record Table(String in, @Nullable String list, @Nullable String key, @Nullable String read, List<Row> columns,
            @Nullable String ended) {

        /** Keeps its own copy. */
        public Table {
            columns = List.copyOf(Objects.requireNonNullElse(columns, List.of()));
        }
    }
}
