package org.safereturn.pages.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A field of a form.
 *
 * @param name where it stands in the body that is sent, with dots; its last part names label and hint
 * @param as how it is asked
 * @param list the code list, by simple name, or the list of the country profile that is chosen from; two code lists with
 *     {@code " x "} between them are every pair of their codes
 * @param leaveOut codes of the list that this form does not offer
 * @param only where the record says which codes of the list this case needs; only those are offered, and a field of
 *     {@link Ask#ROWS} of which none is left is not shown
 * @param required whether nothing can be sent without it
 * @param from where the record holds what is proposed, or the things that {@link Ask#ONE} chooses from
 * @param section begins a part of the form with this heading
 * @param key under which a row of {@link Ask#ROWS} says its code; for pairs two of them with a space between; under which a
 *     thing of {@link Ask#ONE} has the number that is sent, {@value #PLACE_IN_LIST} for its place in the list, from 1
 * @param fields of each row or of each of {@link Ask#SEVERAL}
 * @param once names of those fields of {@link Ask#ROWS} that are also asked once for all rows: what is entered there holds for each
 *     row that was begun and says nothing else
 * @param times how many of {@link Ask#SEVERAL} are offered
 * @param label names another label
 * @param choice which things {@link Ask#ONE} offers, and how
 * @param needed when it must be filled in although it is not always required, and with what
 * @param following which codes are offered after what the record says; all where nothing is said
 * @param under codes of the fields beside it under which it is asked, by their names; what was entered under another code is not
 *     sent. A browser that can hides it until one of them is chosen
 */
public record Field(String name, @Nullable Ask as, @Nullable String list, List<String> leaveOut, @Nullable String only,
        boolean required, @Nullable String from, @Nullable String section, @Nullable String key, List<Field> fields, List<String> once,
        int times, @Nullable String label, @Nullable Choice choice, @Nullable Needed needed, @Nullable Following following,
        Map<String, List<String>> under) {

    /** Of {@link #key}. */
    public static final String PLACE_IN_LIST = "#";

    /** How something is asked. */
    public enum Ask {
        /** A line of words. */
        TEXT,
        /** Some lines of words. */
        LONG_TEXT,
        /** One thing on each line. */
        LINES,
        /** A whole number. */
        NUMBER,
        /** A calendar day. */
        DAY,
        /** A day of birth. Of a year that may be of the Buddhist era the officer is asked whether it is. */
        BIRTH,
        /** A month of a year. */
        MONTH,
        /** A day and a time. */
        MOMENT,
        /** Yes or no, or not said. */
        YES_NO,
        /** A box to tick. */
        TICK,
        /** One code of a list. */
        CODE,
        /** Any codes of a list. */
        CODES,
        /** One entry of the country profile. */
        PLACE,
        /** One country. */
        COUNTRY,
        /** One language. */
        LANGUAGE,
        /** Any languages. */
        LANGUAGES,
        /** The same questions for each code of a list. */
        ROWS,
        /** The same questions some times. */
        SEVERAL,
        /** One of the things that the record has. */
        ONE,
        /** The case of the address; nobody is asked. */
        CASE,
        /** What the record says at {@link Field#from}; nobody is asked. */
        GIVEN
    }

    /**
     * What {@link Ask#ONE} offers.
     *
     * @param when which things are offered, as for {@link RecordPage.Action#when}
     * @param first which of them is chosen until somebody chooses; one that is offered alone is where the field is required
     * @param next whether the number after the highest one is offered too, for a thing that is new; it is chosen where none is
     *     first
     * @param typed whether the things are cases, and the reference of another one can be written instead
     * @param rows what is told of each thing, beside its number
     */
    public record Choice(Map<String, List<String>> when, Map<String, List<String>> first, boolean next, boolean typed,
            List<Row> rows) {

        /** Keeps its own copies. */
        public Choice {
            when = Map.copyOf(Objects.requireNonNullElse(when, Map.of()));
            first = Map.copyOf(Objects.requireNonNullElse(first, Map.of()));
            rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
        }
    }

    /**
     * When a field must be filled in.
     *
     * @param when what the record says then, as for {@link RecordPage.Action#when}
     * @param with names of the fields beside it of which one is filled in then; without any, what the record says is enough
     * @param answers with which of them alone it can be sent then; with any where none is named
     * @param fault names the text that says so
     */
    public record Needed(Map<String, List<String>> when, List<String> with, List<String> answers, @Nullable String fault) {

        /** Keeps its own copies. */
        public Needed {
            when = Map.copyOf(Objects.requireNonNullElse(when, Map.of()));
            with = List.copyOf(Objects.requireNonNullElse(with, List.of()));
            answers = List.copyOf(Objects.requireNonNullElse(answers, List.of()));
        }
    }

    /**
     * Which codes may come next.
     *
     * @param of where the record has the code that is now
     * @param codes that may follow, by the one that is now
     */
    public record Following(String of, Map<String, List<String>> codes) {

        /** Keeps its own copy. */
        public Following {
            codes = Map.copyOf(Objects.requireNonNullElse(codes, Map.of()));
        }
    }

    /** Keeps its own copies. */
    public Field {
        leaveOut = List.copyOf(Objects.requireNonNullElse(leaveOut, List.of()));
        fields = List.copyOf(Objects.requireNonNullElse(fields, List.of()));
        once = List.copyOf(Objects.requireNonNullElse(once, List.of()));
        under = Map.copyOf(Objects.requireNonNullElse(under, Map.of()));
    }

    /** How it is asked; as a line of words where nothing is said. */
    public Ask ask() {
        return as == null ? Ask.TEXT : as;
    }

    /** The name under which label and hint stand. */
    public String word() {
        return label == null ? name.substring(name.lastIndexOf('.') + 1) : label;
    }

    /** Whether the reference of a case can be written in the place of a choice. */
    public boolean typed() {
        return choice != null && choice.typed();
    }

    /** Whether an officer is asked. */
    public boolean asked() {
        return ask() != Ask.CASE && ask() != Ask.GIVEN;
    }
}
