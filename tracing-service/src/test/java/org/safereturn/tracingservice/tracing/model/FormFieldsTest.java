package org.safereturn.tracingservice.tracing.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.access.text.Labels;
import org.safereturn.pages.definition.Field;
import org.safereturn.pages.definition.Form;
import org.safereturn.pages.definition.Pages;
import org.safereturn.pages.definition.Row;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The fields of the long form are data, and so are its pages; both say the same. */
class FormFieldsTest {

    private static final FormFields FIELDS = LongForm.annexEight();
    private static final Pages PAGES = Pages.ofService(new ClassPathResource("pages/tracing-service.yaml"));
    private static final String ANSWERS = "answers.";

    @Test
    void every_section_of_the_form_has_its_place_on_the_page_and_on_paper() {
        List<String> letters = Stream.of("ABCDEFGHIJKLMN".split("", -1)).filter(each -> !each.isEmpty())
                .map(each -> "annex-" + each.toLowerCase(Locale.ROOT)).toList();
        assertThat(PAGES.record("annex-8").orElseThrow().sections()).extracting(section -> section.id()).containsSubsequence(letters);
        assertThat(PAGES.sheet("annex-8-sheet").orElseThrow().parts()).extracting(part -> part.id()).isEqualTo(letters);
        assertThat(FIELDS.sections()).extracting(section -> "annex-" + section.code().toLowerCase(Locale.ROOT)).isSubsetOf(letters);
    }

    @Test
    void the_pages_ask_each_field_of_the_form_and_no_other() {
        Map<String, Set<String>> data = new TreeMap<>();
        Map<String, Set<String>> asked = new TreeMap<>();
        for (FormFields.Section section : FIELDS.sections()) {
            data.put(section.code(), codes(Stream.concat(section.answers().stream(), section.rows().stream())));
            Set<String> names = new TreeSet<>();
            for (Field field : form(section).fields()) {
                if (field.name().startsWith(ANSWERS)) {
                    names.add(field.name().substring(ANSWERS.length()));
                }
                field.fields().forEach(inside -> names.add(inside.name()));
                if (field.key() != null) {
                    names.add(field.key());
                }
            }
            asked.put(section.code(), names);
        }
        assertThat(asked).isEqualTo(data);
    }

    @Test
    void the_pages_show_each_field_of_the_form() {
        Map<String, List<Row>> shown = PAGES.record("annex-8").orElseThrow().sections().stream()
                .collect(Collectors.toMap(section -> section.id(), section -> section.rows()));
        assertThat(FIELDS.sections()).allSatisfy(section -> {
            Set<String> paths = new TreeSet<>();
            shown.getOrDefault("annex-" + section.code().toLowerCase(Locale.ROOT), List.of()).forEach(row -> {
                paths.add(row.path().substring(row.path().lastIndexOf('.') + 1));
                row.rows().forEach(inside -> paths.add(inside.path()));
            });
            assertThat(paths).containsAll(codes(Stream.concat(section.answers().stream(), section.rows().stream())));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "E", "F", "G", "H", "I", "J", "K", "L", "N"})
    void what_can_be_chosen_on_the_pages_is_what_the_form_takes(String letter) {
        FormFields.Section section = FIELDS.section(letter).orElseThrow();
        Map<String, Set<String>> options = new TreeMap<>();
        Stream.concat(section.answers().stream(), section.rows().stream()).filter(field -> field.kind() == FormFields.Kind.CODE)
                .forEach(field -> options.put(field.code(), new TreeSet<>(field.options())));
        Map<String, Set<String>> offered = new TreeMap<>();
        for (Field field : form(section).fields()) {
            offer(field, field.key() == null ? field.name().replace(ANSWERS, "") : field.key(), offered);
            field.fields().forEach(inside -> offer(inside, inside.name(), offered));
        }
        assertThat(offered).isEqualTo(options);
    }

    private static void offer(Field field, String code, Map<String, Set<String>> offered) {
        if (field.list() != null && (field.ask() == Field.Ask.CODE || field.ask() == Field.Ask.ROWS)) {
            Set<String> codes = new TreeSet<>(PAGES.options().containsKey(field.list()) ? PAGES.options().get(field.list())
                    : new Labels().lists().entrySet().stream().filter(list -> list.getKey().endsWith("." + field.list()))
                            .flatMap(list -> list.getValue().keySet().stream()).toList());
            field.leaveOut().forEach(codes::remove);
            offered.put(code, codes);
        }
    }

    private static Form form(FormFields.Section section) {
        return PAGES.form("annex-" + section.code().toLowerCase(Locale.ROOT)).orElseThrow();
    }

    private static Set<String> codes(Stream<FormFields.Field> fields) {
        return fields.map(FormFields.Field::code).collect(Collectors.toCollection(TreeSet::new));
    }
}
