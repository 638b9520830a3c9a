package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The description is the one that is made now, and what it refers to is there. */
class AsyncApiTest {

    private static JsonNode api = SchemaFiles.JSON.createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Files.newInputStream(AsyncApi.FILE)) {
            api = SchemaFiles.JSON.valueToTree(new Yaml().load(in));
        }
    }

    @Test
    void it_is_the_one_that_is_made_from_the_catalogue_the_schemas_and_the_texts() throws IOException {
        assertThat(Files.readString(AsyncApi.FILE))
                .as("asyncapi.yaml is stale; make it anew: %s", AsyncApi.COMMAND).isEqualTo(AsyncApi.generate());
    }

    @Test
    void everything_it_refers_to_is_in_it_or_beside_it() {
        Set<String> references = references(SchemaFiles.JSON.convertValue(api, Object.class));

        assertThat(references).hasSizeGreaterThan(60);
        assertThat(references).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(AsyncApi.FILE.resolveSibling(reference)).exists();
            }
        });
    }

    @Test
    void a_record_refers_to_a_release_only_while_it_has_not_changed_since() {
        String record = "org.safereturn.referral.v1.ReferralAccepted";
        String newest = SchemaFiles.releases().getLast();
        Schema released = SchemaFiles.released(newest, record);
        Schema changed = new Schema.Parser().parse(released.toString().replaceFirst("\"doc\":\"", "\"doc\":\"Now "));

        assertThat(AsyncApi.reference(record, released)).isEqualTo("released/" + newest + "/" + record + ".avsc");
        assertThat(AsyncApi.reference(record, changed)).isEqualTo("../avro/org/safereturn/referral/v1/ReferralAccepted.avsc");
        assertThat(AsyncApi.reference("org.safereturn.referral.v1.Unheard", released))
                .isEqualTo("../avro/org/safereturn/referral/v1/Unheard.avsc");
    }

    @Test
    void every_example_has_the_required_headers_and_no_other() {
        api.path("components").path("messages").forEach(message -> message.path("examples").forEach(example -> {
            JsonNode trait = api.at(message.path("traits").path(0).path("$ref").asText().substring(1));
            Set<String> allowed = new TreeSet<>();
            List<String> required = new ArrayList<>();
            describe(api.at(trait.path("headers").path("$ref").asText().substring(1)), allowed, required);
            Set<String> present = new LinkedHashSet<>();
            example.path("headers").fieldNames().forEachRemaining(present::add);
            assertThat(present).as(message.path("name").asText()).containsAll(required).isSubsetOf(allowed);
        }));
    }

    private static void describe(JsonNode schema, Set<String> allowed, List<String> required) {
        schema.path("properties").fieldNames().forEachRemaining(allowed::add);
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("allOf").forEach(part ->
                describe(part.has("$ref") ? api.at(part.path("$ref").asText().substring(1)) : part, allowed, required));
    }

    private static Set<String> references(Object node) {
        Set<String> found = new TreeSet<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name.equals("$ref")) {
                    found.add(value.toString());
                } else {
                    found.addAll(references(value));
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(each -> found.addAll(references(each)));
        }
        return found;
    }
}
