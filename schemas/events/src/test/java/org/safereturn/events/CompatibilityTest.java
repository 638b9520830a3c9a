package org.safereturn.events;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CompatibilityTest {

    private static final String SUBJECT = "org.safereturn.referral.v1.ReferralAccepted";

    private final EventSchemas current = EventSchemas.load();

    static Stream<Arguments> released() {
        return SchemaFiles.releases().stream().flatMap(release -> SchemaFiles.releasedFiles(release).stream()
                .map(file -> Arguments.of(release, SchemaFiles.name(file))));
    }

    @ParameterizedTest
    @MethodSource("released")
    void a_released_record_is_never_removed_and_fits_in_both_directions(String release, String name) {
        assertThat(Compatibility.violations(current.schema(name), List.of(SchemaFiles.released(release, name)))).isEmpty();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("a new field that must be there", change(root -> fields(root).addObject()
                        .put("name", "priority").put("type", "int"))),
                Arguments.of("a required field taken away", change(root -> fields(root).remove(0))),
                Arguments.of("a field with another name", change(root -> field(root, "unit").put("name", "office"))),
                Arguments.of("a field of another type", change(root -> field(root, "round").put("type", "string"))),
                Arguments.of("an optional field that is now required", change(root -> {
                    ObjectNode target = field(root, "targetDate");
                    target.set("type", target.path("type").path(1));
                    target.remove("default");
                })),
                Arguments.of("a symbol that an old reader has no default for", change(root ->
                        symbols(root).add("PARKED"), false)),
                Arguments.of("a time in other units", change(root -> ((ObjectNode) field(root, "occurredAt").path("type"))
                        .put("logicalType", "timestamp-micros"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void a_breaking_change_is_caught(String what, Change change) {
        assertThat(Compatibility.violations(change.after(), List.of(change.before()))).as(what).isNotEmpty();
    }

    @Test
    void a_new_optional_field_and_a_new_symbol_are_accepted() {
        Change change = change(root -> {
            fields(root).addObject().put("name", "remark").putNull("default").putArray("type").add("null").add("string");
            symbols(root).add("PARKED");
        });

        assertThat(Compatibility.violations(change.after(), List.of(change.before()))).isEmpty();
    }

    record Change(Schema before, Schema after) {}

    private static Change change(Consumer<ObjectNode> edit) {
        return change(edit, true);
    }

    private static Change change(Consumer<ObjectNode> edit, boolean enumDefaults) {
        ObjectNode before = node();
        ObjectNode after = node();
        if (!enumDefaults) {
            List.of(before, after).forEach(root -> ((ObjectNode) field(root, "resultingState").path("type"))
                    .remove("default"));
        }
        edit.accept(after);
        return new Change(SchemaFiles.parse(before), SchemaFiles.parse(after));
    }

    private static ObjectNode node() {
        try {
            return (ObjectNode) SchemaFiles.JSON.readTree(EventSchemas.load().schema(SUBJECT).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArrayNode fields(JsonNode root) {
        return (ArrayNode) root.path("fields");
    }

    private static ObjectNode field(JsonNode root, String name) {
        for (JsonNode field : root.path("fields")) {
            if (field.path("name").asText().equals(name)) {
                return (ObjectNode) field;
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static ArrayNode symbols(JsonNode root) {
        return (ArrayNode) field(root, "resultingState").path("type").path("symbols");
    }
}
