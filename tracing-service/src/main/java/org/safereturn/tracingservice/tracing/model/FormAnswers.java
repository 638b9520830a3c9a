package org.safereturn.tracingservice.tracing.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is written on a form, opened. It is held in memory only.
 *
 * @param sections by their letters
 */
public record FormAnswers(Map<String, Written> sections) {

    /** Of the line of a section: the special need that it is about. */
    private static final String CARE_FLAG = "careFlag";
    /** Whether the family can give proper care for that need. */
    private static final String PROPER_CARE = "properCare";
    /** Whether the family can care for the child; asked once. */
    private static final String CHILD_CARE = "childCare";
    /** Of the line of a section: who consents. */
    private static final String GIVER = "giver";
    private static final String ASSESSMENT = "assessment";
    private static final String SHARING = "sharing";

    /** Nothing is written. */
    public static final FormAnswers NONE = new FormAnswers(Map.of());

    /** Keeps its own copy. */
    public FormAnswers {
        sections = Map.copyOf(sections);
    }

    /**
     * What is written in a section. What is blank is not written.
     *
     * @param answers by the codes of their fields
     * @param rows lines, each by the codes of its fields
     */
    public record Written(Map<String, String> answers, List<Map<String, String>> rows) {

        static final Written NOTHING = new Written(Map.of(), List.of());

        /** Keeps its own copies. */
        public Written {
            answers = said(answers);
            rows = rows.stream().map(Written::said).toList();
        }

        private static Map<String, String> said(Map<String, String> answers) {
            return answers.entrySet().stream().filter(each -> !each.getValue().isBlank())
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        /** The line that says this in its field. */
        Optional<Map<String, String>> row(String field, String code) {
            return rows.stream().filter(row -> code.equals(row.get(field))).findFirst();
        }
    }

    /** What is written in a section; nothing where nobody wrote it. */
    Written section(String letter) {
        return sections.getOrDefault(letter, Written.NOTHING);
    }

    /** Whether somebody wrote the section. */
    boolean has(String letter) {
        return sections.containsKey(letter);
    }

    /** What the form says that the family can do for each special need. */
    public List<CareAnswer> careAnswers() {
        Map<CareFlag, Capacity> said = new HashMap<>();
        for (Written section : sections.values()) {
            of(section.answers(), CHILD_CARE).ifPresent(capacity -> said.put(CareFlag.CHILD, Capacity.valueOf(capacity)));
            section.rows().forEach(row -> of(row, CARE_FLAG).ifPresent(flag -> of(row, PROPER_CARE).ifPresent(capacity ->
                    said.put(CareFlag.valueOf(flag), Capacity.valueOf(capacity)))));
        }
        return said.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(each -> new CareAnswer(each.getKey(), each.getValue())).toList();
    }

    private static Optional<String> of(Map<String, String> said, String field) {
        return Optional.ofNullable(said.get(field));
    }

    /** Whether somebody's decision is written in a section. */
    boolean hasConsent(String letter, ConsentParty giver) {
        return section(letter).row(GIVER, giver.name()).isPresent();
    }

    /** Whether the family refused to be assessed. */
    boolean familyRefusesAssessment() {
        return family(ASSESSMENT, ConsentDecision.REFUSED);
    }

    private boolean family(String about, ConsentDecision decision) {
        return sections.values().stream().flatMap(section -> section.row(GIVER, ConsentParty.FAMILY.name()).stream())
                .anyMatch(row -> decision.name().equals(row.get(about)));
    }

    /** What the other country needs of it, and the family lets it have. */
    public FormAnswers crossing(FormFields fields) {
        Predicate<FormFields.Field> crosses = field -> field.crosses() && (!field.ofFamily() || family(SHARING, ConsentDecision.GIVEN));
        Map<String, Written> kept = new HashMap<>();
        for (FormFields.Section section : fields.sections()) {
            Written all = section(section.code());
            Written needed = new Written(only(all.answers(), section.answers(), crosses),
                    all.rows().stream().map(row -> only(row, section.rows(), crosses)).filter(row -> !row.isEmpty()).toList());
            if (!needed.answers().isEmpty() || !needed.rows().isEmpty()) {
                kept.put(section.code(), needed);
            }
        }
        return new FormAnswers(kept);
    }

    private static Map<String, String> only(Map<String, String> said, List<FormFields.Field> fields,
            Predicate<FormFields.Field> which) {
        Map<String, String> kept = new HashMap<>();
        fields.stream().filter(which).forEach(field -> of(said, field.code()).ifPresent(value -> kept.put(field.code(), value)));
        return kept;
    }

    /** The same, with these for special needs of which the form says nothing. */
    public List<CareAnswer> and(List<CareAnswer> given) {
        List<CareAnswer> all = new ArrayList<>(careAnswers());
        given.stream().filter(each -> all.stream().noneMatch(said -> said.careFlag() == each.careFlag())).forEach(all::add);
        return List.copyOf(all);
    }
}
