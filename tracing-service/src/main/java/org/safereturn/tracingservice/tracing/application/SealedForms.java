package org.safereturn.tracingservice.tracing.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.safereturn.tracing.v1.FormAnswer;
import org.safereturn.tracing.v1.FormSectionContent;
import org.safereturn.tracingservice.tracing.model.FormAnswers;
import org.safereturn.tracingservice.tracing.model.FormSection;

/** Between what is written on a form and the records in which it is sealed. */
public final class SealedForms {

    private SealedForms() {
    }

    /** The record of one section. */
    static FormSectionContent content(String section, FormAnswers.Written written) {
        return FormSectionContent.newBuilder().setAnswers(answers(section, written)).build();
    }

    /** One answer each of all sections, in the order of their letters and fields. */
    static List<FormAnswer> answers(FormAnswers form) {
        return new TreeMap<>(form.sections()).entrySet().stream()
                .flatMap(each -> answers(each.getKey(), each.getValue()).stream()).toList();
    }

    private static List<FormAnswer> answers(String section, FormAnswers.Written written) {
        List<FormAnswer> all = new ArrayList<>();
        new TreeMap<>(written.answers()).forEach((field, value) -> all.add(new FormAnswer(section, field, null, value)));
        for (int i = 0; i < written.rows().size(); i++) {
            int row = i;
            new TreeMap<>(written.rows().get(i)).forEach((field, value) -> all.add(new FormAnswer(section, field, row, value)));
        }
        return all;
    }

    /** What these answers say, of whichever sections. */
    public static FormAnswers of(List<FormAnswer> answers) {
        return new FormAnswers(answers.stream().collect(Collectors.groupingBy(FormAnswer::getSection,
                Collectors.collectingAndThen(Collectors.toList(), SealedForms::written))));
    }

    private static FormAnswers.Written written(List<FormAnswer> answers) {
        Map<String, String> once = new HashMap<>();
        TreeMap<Integer, Map<String, String>> rows = new TreeMap<>();
        for (FormAnswer answer : answers) {
            Optional.ofNullable(answer.getRow()).map(row -> rows.computeIfAbsent(row, _ -> new HashMap<>())).orElse(once)
                    .put(answer.getField(), answer.getValue());
        }
        return new FormAnswers.Written(once, List.copyOf(rows.values()));
    }

    /** What these sections say. */
    static FormAnswers open(List<FormSection> sections, CaseContents.Opener opener) {
        Map<String, FormAnswers.Written> opened = new HashMap<>();
        sections.forEach(section -> opened.put(section.section(),
                written(opener.open(section.content(), FormSectionContent.class).getAnswers())));
        return new FormAnswers(opened);
    }
}
