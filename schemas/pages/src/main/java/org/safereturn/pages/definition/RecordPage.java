package org.safereturn.pages.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.audit.AccessRecording;

/**
 * All that is shown of one case, or of one other thing, by one endpoint.
 *
 * @param id names it in addresses and texts
 * @param path of the endpoint; {@code {ref}} stands for the case
 * @param of what it is about where that is no case; it names the label of the reference, and the variable of the path
 * @param sections in their order; one without a value is left out
 * @param timeline what happened
 * @param actions what can be done
 * @param beside other records of the same case
 * @param told what is looked up and told when a form was sent; none where nothing is
 * @param elsewhere other pages about the same case at the ministry's services
 */
public record RecordPage(String id, String path, @Nullable String of, List<Section> sections, List<Step> timeline, List<Action> actions,
        List<String> beside, @Nullable Told told, List<Elsewhere> elsewhere) {

    private static final Pattern OTHER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Keeps its own copies. */
    public RecordPage {
        sections = List.copyOf(Objects.requireNonNullElse(sections, List.of()));
        timeline = List.copyOf(Objects.requireNonNullElse(timeline, List.of()));
        actions = List.copyOf(Objects.requireNonNullElse(actions, List.of()));
        beside = List.copyOf(Objects.requireNonNullElse(beside, List.of()));
        elsewhere = List.copyOf(Objects.requireNonNullElse(elsewhere, List.of()));
    }

    /** Whether this is the reference of something that it can be about. */
    public boolean refers(String ref) {
        return of == null ? AccessRecording.isCaseRef(ref) : OTHER.matcher(ref).matches();
    }

    /** The name under which the label of the reference stands. */
    public String refName() {
        return of == null ? "caseRef" : of;
    }

    /**
     * Rows under a heading.
     *
     * @param id names the heading
     * @param rows what is shown
     */
    public record Section(String id, List<Row> rows) {

        /** Keeps its own copy. */
        public Section {
            rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
        }
    }

    /**
     * Something that happened.
     *
     * @param at where its moment stands
     * @param who where the officer stands, or the side of which nobody knows more
     * @param side which side it is, {@code HOST} or {@code ORIGIN}, where the record names nobody
     * @param text names what happened; null where the record says it
     * @param kind where the record says what happened, as a code
     * @param why on which ground, or by which rule
     * @param in the list that holds several of them; the other paths begin there
     */
    public record Step(String at, @Nullable String who, @Nullable String side, @Nullable String text, @Nullable String kind,
            List<Row> why, @Nullable String in) {

        /** Keeps its own copy. */
        public Step {
            why = List.copyOf(Objects.requireNonNullElse(why, List.of()));
        }
    }

    /**
     * What is looked up and told once, on the page that comes after a form: how many things another record of the same case has,
     * and where they are.
     *
     * @param after the forms
     * @param record the other record; it also names the text
     * @param number where its answer says how many there are
     */
    public record Told(List<String> after, String record, String number) {

        /** Keeps its own copy. */
        public Told {
            after = List.copyOf(Objects.requireNonNullElse(after, List.of()));
        }
    }

    /**
     * Something that can be done.
     *
     * @param form by which it is done
     * @param when what the record must say: for each path one of these values, {@code some} for any, {@code none} for nothing
     * @param next what it says where this is the next step; never where it is absent
     */
    public record Action(String form, Map<String, List<String>> when, @Nullable Map<String, List<String>> next) {

        /** Keeps its own copies. */
        public Action {
            when = Map.copyOf(Objects.requireNonNullElse(when, Map.of()));
            next = next == null ? null : Map.copyOf(next);
        }
    }

    /**
     * A page of a service of the ministry.
     *
     * @param service its name; the own one too, for what every service has
     * @param path of the page; {@code {ref}} stands for the case
     * @param text names the link
     * @param when as for {@link Action#when}
     * @param next roles for which it is the next step; for others it is a link among others
     */
    public record Elsewhere(String service, String path, String text, Map<String, List<String>> when, List<String> next) {

        /** Keeps its own copies. */
        public Elsewhere {
            when = Map.copyOf(Objects.requireNonNullElse(when, Map.of()));
            next = List.copyOf(Objects.requireNonNullElse(next, List.of()));
        }
    }
}
