package org.safereturn.events;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaStyleTest {

    private static final Path SAMPLES = Path.of("src/test/resources/violations/style");

    static List<Path> files() {
        return SchemaFiles.under(SchemaFiles.SOURCES, ".avsc");
    }

    static List<Path> samples() {
        return SchemaFiles.under(SAMPLES, ".avsc");
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_schema_file_follows_the_style(Path file) {
        assertThat(SchemaStyle.violations(SchemaFiles.SOURCES.relativize(file), SchemaFiles.json(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_that_breaks_the_style_is_caught_for_each_thing_it_breaks(Path sample) {
        JsonNode type = SchemaFiles.json(sample);
        List<String> expected = SchemaFiles.JSON.convertValue(type.path("violations"),
                SchemaFiles.JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        ((ObjectNode) type).remove("violations");

        assertThat(expected).isNotEmpty();
        assertThat(SchemaStyle.violations(SAMPLES.relativize(sample), type)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void there_are_samples_for_records_and_for_enums() {
        assertThat(samples()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void every_event_about_a_case_says_which_case_which_version_which_state_and_when() {
        EventSchemas.load().all().forEach((name, schema) -> {
            if (name.contains(".stats.") || name.contains(".crossing.") || !TopicCatalogue.load().records().contains(name)) {
                return;
            }
            assertThat(schema.getFields().stream().map(Schema.Field::name).limit(7)).as(name).containsExactly("caseRef",
                    "caseVersion", "hostCountry", "originCountry", "resultingState", "occurredAt", "actor");
        });
    }

    @Test
    void every_statistical_record_has_a_version_and_a_time_and_neither_case_nor_actor() {
        EventSchemas.load().all().forEach((name, schema) -> {
            if (name.contains(".stats.")) {
                assertThat(schema.getFields().stream().map(Schema.Field::name)).as(name)
                        .contains("statVersion", "occurredAt", "reportingCountry").doesNotContain("caseRef", "actor");
            }
        });
    }

    @Test
    void every_event_about_a_crossing_point_says_which_which_version_who_reports_which_status_and_when_and_names_no_case() {
        EventSchemas.load().all().forEach((name, schema) -> {
            if (name.contains(".crossing.")) {
                assertThat(schema.getFields().stream().map(Schema.Field::name)).as(name).startsWith("crossingPoint",
                        "pointVersion", "reportingCountry", "status", "occurredAt", "actor").doesNotContain("caseRef", "statRef");
            }
        });
    }

    @Test
    void every_type_is_used_by_a_registered_record() {
        Set<String> used = new TreeSet<>();
        EventSchemas.load().all().values().forEach(schema -> SchemaTypes.reachable(schema).forEach(type ->
                used.add(type.getFullName())));
        Set<String> written = new TreeSet<>();
        files().forEach(file -> written.add(SchemaFiles.json(file).path("namespace").asText() + "."
                + SchemaFiles.name(file)));

        assertThat(used).isEqualTo(written);
    }
}
