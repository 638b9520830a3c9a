package org.safereturn.access.testing;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safereturn.access.description.SampleDescriptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ApiLintTest {

    private static final String API = """
            {"openapi": "3.1.0", "info": {"title": "Sample", "version": "1"}, "paths": {"/cases/{ref}": {"get": {
                "operationId": "find", "parameters": [{"in": "path", "name": "ref", "required": true,
                "description": "The case.", "schema": {"type": "string"}}], "responses": {"200": {"description": "OK",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Case"}}}}}},
              "put": {"operationId": "change", "responses": {"204": {"description": "Done"}}}}},
             "components": {"schemas": {"Case": {"type": "object", "properties": {"ref": {"type": "string"}}}}}}""";

    @Test
    void a_sound_description_has_no_fault() {
        assertThat(ApiLint.faults(tree(API))).isEmpty();
    }

    @Test
    void the_description_of_every_service_is_sound() {
        List<String> faults = ApiFiles.services(ApiFiles.folder()).stream().flatMap(service -> {
            JsonNode api = ApiFiles.read(ApiFiles.folder(), service);
            return Stream.of(ApiLint.faults(api), ApiLint.untold(api)).flatMap(List::stream)
                    .map(fault -> service + " " + fault);
        }).toList();
        assertThat(faults).isEmpty();
    }

    @Test
    void what_the_kit_describes_is_sound_but_for_bodies_of_type_object() {
        List<String> services = ApiFiles.services(SampleDescriptions.FOLDER);
        assertThat(services).containsExactly("audited-service", "sample-service");
        assertThat(services.stream().flatMap(service ->
                ApiLint.faults(ApiFiles.read(SampleDescriptions.FOLDER, service)).stream()))
                .containsExactly("post /people: answer 201 has no shape", "get /people/{ref}: answer 200 has no shape",
                        "get /strangers/{ref}: answer 200 has no shape");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"3.1.0\"|\"3.0.0\"|/openapi: ",
        "\"description\": \"OK\",||description",
        "\"operationId\": \"find\"|\"operationId\": \"change\"|put /cases/{ref}: has the operationId of get /cases/{ref}",
        "\"operationId\": \"find\",||get /cases/{ref}: has no operationId",
        "\"description\": \"The case.\",||get /cases/{ref}: parameter ref is not described",
        "schemas/Case|schemas/File|#/components/schemas/File leads nowhere",
        "{\"$ref\": \"#/components/schemas/Case\"}|{\"type\": \"object\"}|get /cases/{ref}: answer 200 has no shape",
        "\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Case\"}}||answer 200 has no shape",
        "{\"ref\": {\"type\": \"string\"}}|{\"ref\": {\"type\": \"text\"}}|schema Case/properties/ref/type"})
    void a_fault_is_found(String was, @Nullable String is, String fault) {
        assertThat(API).contains(was);
        assertThat(ApiLint.faults(tree(API.replace(was, is == null ? "" : is)))).anyMatch(told -> told.contains(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"summary\": \"Opens\",||post /cases: has no summary",
        ", \"example\": {\"side\": \"HOST\"}||post /cases: has no example",
        "{\"side\": \"HOST\"}|{\"side\": \"GUEST\"}|post /cases: /side breaks enum",
        "{\"side\": \"HOST\"}|{}|post /cases:  breaks required",
        "\"ORIGIN\"|\"UNKNOWN\"|@KnownCode is missing"})
    void what_a_caller_misses_is_found(String was, @Nullable String is, String fault) {
        String api = """
                {"openapi": "3.1.0", "paths": {"/cases": {"post": {"summary": "Opens", "requestBody": {"content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Case"}, "example": {"side": "HOST"}}}}}}},
                 "components": {"schemas": {"Case": {"type": "object", "required": ["side"], "properties": {
                    "side": {"type": "string", "enum": ["HOST", "ORIGIN"]}}}}}}""";
        assertThat(ApiLint.untold(tree(api))).isEmpty();
        assertThat(api).contains(was);
        assertThat(ApiLint.untold(tree(api.replace(was, is == null ? "" : is)))).anyMatch(told -> told.contains(fault));
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
