package org.safereturn.pages.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A form: what an officer is asked, and the endpoint that takes it.
 *
 * @param id names it in addresses and texts
 * @param post path of the endpoint; {@code {ref}} stands for the case
 * @param record the record that is shown when it is done; none for a form that opens something
 * @param version of the form
 * @param authority who says that it is asked so
 * @param grave whether it cannot simply be taken back, so that it is said before it is sent
 * @param shows what of the record stands above the fields, and again before it is sent; a warning where the texts have no
 *     heading for it
 * @param lookup what else is read for the fields to choose from; none for most forms
 * @param beforehand what the API says of what was entered, before it is sent; none for most forms
 * @param fields in their order
 */
public record Form(String id, String post, @Nullable String record, int version, String authority, boolean grave,
        List<Row> shows, @Nullable Lookup lookup, @Nullable Beforehand beforehand, List<Field> fields) {

    /** Names of a field that asks which case the form is about. */
    public static final List<String> CASE_ASKED = List.of("@caseRef", "@ref");

    /**
     * What else is read for the fields to choose from. Where it cannot be read, there is nothing to choose.
     *
     * @param path of the endpoint; {@code {ref}} stands for the case
     * @param in under which name its answer stands in the record
     */
    public record Lookup(String path, String in) {
    }

    /**
     * What the API says of what was entered, before it is sent.
     *
     * @param path of the endpoint that reads it; {@code {ref}} stands for the case
     * @param of the field whose value stands for {@code {ref}} in the place of the case; nothing is asked where it is empty, and
     *     what the officer does not see is told beside it
     * @param asks fields of the form that are sent along
     * @param rows what is shown of the answer
     */
    public record Beforehand(String path, @Nullable String of, List<String> asks, List<Row> rows) {

        /** Keeps its own copies. */
        public Beforehand {
            asks = List.copyOf(Objects.requireNonNullElse(asks, List.of()));
            rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
        }
    }

    /** Keeps its own copies. */
    public Form {
        shows = List.copyOf(Objects.requireNonNullElse(shows, List.of()));
        fields = List.copyOf(Objects.requireNonNullElse(fields, List.of()));
    }

    /** Whether the endpoint takes a body at all. */
    public boolean hasBody() {
        return fields.stream().anyMatch(field -> !field.name().startsWith("@"));
    }

    /** Whether the officer says which case it is about; such a form shows nothing of the case. */
    public boolean asksForCase() {
        return fields.stream().map(Field::name).anyMatch(CASE_ASKED::contains);
    }

    /** What of this was entered into the fields of this form, by the names of its inputs. */
    public Map<String, List<String>> of(Map<String, List<String>> entered) {
        return entered.entrySet().stream().filter(each -> fields.stream().map(Field::name).anyMatch(name ->
                each.getKey().equals(name) || each.getKey().startsWith(name + ".") || each.getKey().startsWith(name + "[")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether an officer is asked anything. */
    public boolean asks() {
        return fields.stream().anyMatch(Field::asked);
    }
}
