package org.safereturn.tracingservice.tracing.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.person.PersonView;
import org.safereturn.messaging.form.FormVersion;
import org.safereturn.tracingservice.tracing.application.OfferedForms;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormFields;
import org.safereturn.tracingservice.tracing.model.FormSection;
import org.safereturn.tracingservice.tracing.model.Tracing;

/**
 * The forms that a tracing can be written on now, and how what is filled in on them is shown.
 *
 * @param offered the versions
 * @param now the time of the reader
 */
record WrittenForms(OfferedForms offered, Instant now) {

    /** The section that holds Table B of Annex 3, which begins with what the referral says of the relatives. */
    private static final String TABLE_B = "F";

    /** The versions that a result can be written on; a long one that somebody has begun is proposed. */
    List<Views.OfferedForm> of(Tracing tracing) {
        List<FormVersion> versions = offered.on(now);
        String begun = longOne().map(FormVersion::code).filter(code -> !tracing.filledIn(code).isEmpty())
                .orElseGet(() -> versions.isEmpty() ? "" : versions.getFirst().code());
        return versions.stream().map(form -> new Views.OfferedForm(form.code(), form.code().equals(begun))).toList();
    }

    /** The version whose sections are filled in now; empty where there is none with sections. */
    Optional<FormVersion> longOne() {
        return offered.longOne(now);
    }

    /**
     * A form as it is filled in now, with every section that it has for a child or for an adult.
     *
     * @param child whether the person is a child
     * @param written by whom and when each section was
     * @param answers what they say
     * @param person whom it is about, for the relatives that the referral names
     */
    Views.FormContent working(FormVersion form, boolean child, List<FormSection> written, FormAnswers answers,
            @Nullable PersonView person) {
        FormFields.Needed others = child ? FormFields.Needed.ADULT : FormFields.Needed.CHILD;
        Map<String, Views.FormSectionContent> sections = new TreeMap<>();
        offered.of(form).map(FormFields::sections).orElse(List.of()).stream().filter(section -> section.needed() != others)
                .forEach(section -> sections.put(section.code(), section.code().equals(TABLE_B) && person != null
                        ? new Views.FormSectionContent(TABLE_B, Map.of(), tableB(person), null, null)
                        : new Views.FormSectionContent(section.code(), Map.of(), List.of(), null, null)));
        sections.putAll(content(written, answers));
        return new Views.FormContent(form.code(), null, sections);
    }

    /** The sections that were written. */
    static Map<String, Views.FormSectionContent> content(List<FormSection> written, FormAnswers answers) {
        Map<String, Views.FormSectionContent> sections = new TreeMap<>();
        answers.sections().forEach((letter, said) -> sections.put(letter,
                new Views.FormSectionContent(letter, said.answers(), said.rows(), null, null)));
        written.forEach(each -> sections.computeIfPresent(each.section(), (letter, said) -> new Views.FormSectionContent(letter,
                said.answers(), said.rows(), each.writtenBy(), each.writtenAt())));
        return sections;
    }

    /** Nobody types again what the referral says of the relatives. */
    private static List<Map<String, String>> tableB(PersonView person) {
        return person.relatives().stream().map(relative -> {
            Map<String, String> row = new HashMap<>();
            put(row, "name", relative.name());
            put(row, "nickname", relative.nickname());
            put(row, "relation", relative.relation());
            put(row, "sex", relative.sex());
            put(row, "age", relative.age());
            put(row, "lifeStatus", relative.lifeStatus());
            put(row, "occupation", relative.occupation());
            put(row, "phone", relative.phone());
            put(row, "language", relative.language());
            put(row, "roleInCase", relative.roleInCase());
            put(row, "caregiver", yesNo(relative.caregiver()));
            put(row, "livesWithPerson", yesNo(relative.livesWithPerson()));
            PersonView.Address address = relative.address();
            if (address != null) {
                put(row, "province", address.province());
                put(row, "district", address.district());
                put(row, "commune", address.commune());
                put(row, "village", address.village());
            }
            return Map.copyOf(row);
        }).toList();
    }

    private static @Nullable String yesNo(@Nullable Boolean said) {
        return said == null ? null : said ? "YES" : "NO";
    }

    private static void put(Map<String, String> row, String field, @Nullable Object said) {
        if (said != null && !said.toString().equals("UNKNOWN")) {
            row.put(field, said.toString());
        }
    }
}
