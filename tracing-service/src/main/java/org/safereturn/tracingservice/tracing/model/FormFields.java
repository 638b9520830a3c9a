package org.safereturn.tracingservice.tracing.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is asked on a long form, as data: a later version of the form is another list and no other code. Sections that only
 * show what is recorded already (the person, the checks, the result) have no fields here.
 *
 * @param code by which versions of forms name it
 * @param sections that are filled in, in the order of the form
 */
public record FormFields(String code, List<Section> sections) {

    /** Refuses two sections of the same code. */
    public FormFields {
        sections = List.copyOf(Objects.requireNonNullElse(sections, List.of()));
        unique(code, sections.stream().map(Section::code).toList());
    }

    /** For which results a section, or a line of it, is needed. */
    public enum Needed {
        /** For every one. */
        ALWAYS,
        /** Where the person is a child. */
        CHILD,
        /** Where the person is no child. */
        ADULT,
        /** Where the person has special needs beside being a child. */
        CARE_FLAGS,
        /** Where family was found. */
        FAMILY_FOUND,
        /** For none; it can be filled in. */
        NEVER
    }

    /** What an answer is. */
    public enum Kind {
        /** Words. */
        TEXT,
        /** One of the field's options. */
        CODE,
        /** A calendar day, as ISO 8601. */
        DAY
    }

    /** The class of an answer; one of DC4 stays in the country, whatever else is said of the field. */
    public enum DataClass { DC2, DC3, DC4 }

    /**
     * A section.
     *
     * @param code the letter of the section
     * @param needed for which results it is needed
     * @param purpose that the person must permit for it; null for none
     * @param answers fields that are asked once
     * @param rows fields of each line
     * @param rowKey the field that tells lines apart; null where lines are simply several
     * @param consents who has a line with a decision of theirs, and for which results
     */
    public record Section(String code, Needed needed, @Nullable Purpose purpose, List<Field> answers, List<Field> rows,
            @Nullable String rowKey, Map<ConsentParty, Needed> consents) {

        /** Refuses two fields of the same code beside each other. */
        public Section {
            needed = Objects.requireNonNullElse(needed, Needed.NEVER);
            answers = List.copyOf(Objects.requireNonNullElse(answers, List.of()));
            rows = List.copyOf(Objects.requireNonNullElse(rows, List.of()));
            consents = Map.copyOf(Objects.requireNonNullElse(consents, Map.of()));
            unique(code, answers.stream().map(Field::code).toList());
            unique(code, rows.stream().map(Field::code).toList());
        }
    }

    /**
     * A field.
     *
     * @param code of the answer
     * @param kind what the answer is
     * @param options the codes of {@link Kind#CODE}
     * @param required whether its section, or a line of it, cannot be written without it
     * @param needs by an answer, the field beside it that must be filled in with that answer
     * @param dataClass class of the answer
     * @param crosses whether the other country needs it
     * @param ofFamily whether the family said it or it is about the family, so that it crosses with the family's consent only
     */
    public record Field(String code, Kind kind, List<String> options, boolean required, Map<String, String> needs,
            DataClass dataClass, boolean crosses, boolean ofFamily) {

        /** Refuses codes without options, and what is never to cross. */
        public Field {
            kind = Objects.requireNonNullElse(kind, Kind.TEXT);
            options = List.copyOf(Objects.requireNonNullElse(options, List.of()));
            needs = Map.copyOf(Objects.requireNonNullElse(needs, Map.of()));
            if (dataClass == null || (kind == Kind.CODE) == options.isEmpty()) {
                throw new IllegalArgumentException("The field " + code + " of a form has no class, or no options for its codes");
            }
            if (crosses && dataClass == DataClass.DC4) {
                throw new IllegalArgumentException("The field " + code + " of a form is of a class that never crosses");
            }
        }
    }

    private static void unique(String where, List<String> codes) {
        Set<String> seen = new HashSet<>();
        for (String code : codes) {
            if (code == null || !seen.add(code)) {
                throw new IllegalArgumentException("The form has nothing, or the same thing twice, in " + where);
            }
        }
    }

    /** The section of this code. */
    public Optional<Section> section(String letter) {
        return sections.stream().filter(each -> each.code().equals(letter)).findFirst();
    }
}
