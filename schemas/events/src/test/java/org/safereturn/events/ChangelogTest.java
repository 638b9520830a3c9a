package org.safereturn.events;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The changelog has every release and names whatever changed since the newest one. */
class ChangelogTest {

    private static Map<String, String> sections = Map.of();

    @BeforeAll
    static void read() throws IOException {
        sections = Changelog.sections(Files.readString(Changelog.FILE));
    }

    private static Map<String, Schema> released(String release) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        SchemaFiles.releasedFiles(release).forEach(file -> schemas.put(SchemaFiles.name(file), SchemaFiles.parse(file)));
        return schemas;
    }

    private static String section(String name) {
        return Objects.requireNonNull(sections.get(name), () -> "CHANGELOG.md has no section " + name);
    }

    @Test
    void every_release_has_a_section_and_the_newest_stands_first() {
        List<String> expected = SchemaFiles.releases().reversed();

        assertThat(sections.keySet()).startsWith(Changelog.UNRELEASED);
        assertThat(sections.keySet().stream().skip(1)).containsExactlyElementsOf(expected);
        assertThat(sections.values()).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void whatever_changed_between_two_releases_is_named() {
        List<String> releases = SchemaFiles.releases();
        for (int i = 1; i < releases.size(); i++) {
            assertThat(Changelog.unnamed(section(releases.get(i)),
                    Changelog.differences(released(releases.get(i - 1)), released(releases.get(i)))))
                    .as(releases.get(i)).isEmpty();
        }
    }

    @Test
    void whatever_changed_since_the_newest_release_is_named_as_unreleased() {
        assertThat(Changelog.unnamed(section(Changelog.UNRELEASED),
                Changelog.differences(released(SchemaFiles.releases().getLast()), EventSchemas.load().all())))
                .as("write these in backticks under \"## Unreleased\" of schemas/events/CHANGELOG.md").isEmpty();
    }

    @Test
    void a_release_takes_over_what_was_unreleased() {
        assertThat(Changelog.sections(Changelog.released("# C\n\n## Unreleased\n\n- `New`\n\n## 0.2.0\n\nOld.\n", "0.3.0")))
                .containsExactly(Map.entry("Unreleased", "\n\nNothing.\n\n"), Map.entry("0.3.0", "\n\n- `New`\n\n"),
                        Map.entry("0.2.0", "\n\nOld.\n"));
    }

    @Test
    void the_checks_bite() {
        Schema before = schema("""
                {"name": "kind", "doc": "Kind.", "type": {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "A"]}},
                {"name": "gone", "doc": "Gone.", "type": "int"}, {"name": "same", "doc": "Same.", "type": "int"}""");
        Schema after = schema("""
                {"name": "kind", "doc": "Kind now.", "type": {"type": "enum", "name": "Kind", "symbols": ["UNKNOWN", "A", "B"]}},
                {"name": "part", "doc": "Part.", "type": {"type": "record", "name": "Part", "fields":
                    [{"name": "size", "type": "int"}]}}, {"name": "same", "doc": "Same.", "type": "int"}""");

        assertThat(Changelog.differences(Map.of("Event", before), Map.of("Event", after)))
                .containsExactly("Event.gone", "Event.kind", "Event.part", "Kind.B", "Part");
        assertThat(Changelog.differences(Map.of(), Map.of("Event", before))).containsExactly("Event", "Kind");
        assertThat(Changelog.differences(Map.of("Event", before), Map.of("Event", before))).isEmpty();
        assertThat(Changelog.unnamed("- `Kind.B` and Part", Set.of("Kind.B", "Part"))).containsExactly("Part");
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Event\", \"fields\": [" + fields + "]}");
    }
}
