package org.safereturn.access.testing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ApiChangesTest {

    private static final String API = """
            {"paths": {"/cases": {"get": {
                "parameters": [{"in": "query", "name": "state", "schema": {"type": "string", "enum": ["OPEN", "SHUT"]}}],
                "responses": {"200": {"headers": {"ETag": {}}, "content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/List"}}}}, "404": {"$ref": "#/components/responses/Unknown"}}},
              "post": {
                "requestBody": {"required": false, "content": {"application/json": {"schema": {"type": "object",
                    "properties": {"name": {"type": "string", "maxLength": 50}, "remark": {"type": ["string", "null"]},
                        "age": {"type": "integer", "format": "int32"}}, "required": ["name"]}}}},
                "responses": {"200": {}}}}},
             "components": {"responses": {"Unknown": {"content": {"application/problem+json": {"schema": {"type": "object",
                "properties": {"rule": {"type": "string"}}, "required": ["rule"]}}}}},
              "schemas": {"List": {"type": "object", "properties": {
                "total": {"type": "integer", "format": "int64"}, "items": {"type": "array", "items":
                {"$ref": "#/components/schemas/Case"}}}, "required": ["total", "items"]},
              "Case": {"type": "object", "properties": {"state": {"type": "string", "enum": ["OPEN", "SHUT"]},
                "parent": {"anyOf": [{"$ref": "#/components/schemas/Case"}, {"type": "null"}]},
                "score": {"type": "number"}}, "required": ["state", "parent"]}}}}""";

    @Test
    void the_same_description_breaks_nothing() {
        assertThat(ApiChanges.breaking("case-service", tree(API), tree(API))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"/cases\"|\"/files\"|GET /cases: is removed",
        "\"post\"|\"put\"|POST /cases: is removed",
        "\"total\": {\"type\": \"integer\"|\"total\": {\"type\": [\"integer\", \"null\"]|"
                + "GET /cases: response field total may be null",
        "\"total\": {\"type\": \"integer\", |\"total\": {\"type\": \"string\", |"
                + "GET /cases: response field total is [string] and was [integer]",
        "int64|int32|GET /cases: response field total format is int32 and was int64",
        "\"required\": [\"total\", \"items\"]|\"required\": [\"items\"]|GET /cases: response field total may be absent",
        "\"total\": {\"type\": \"integer\", \"format\": \"int64\"}, ||GET /cases: response field total is removed",
        "\"score\": {\"type\": \"number\"}|\"score\": {\"type\": \"string\"}|"
                + "GET /cases: response field items[].score is [string] and was [number]",
        "[\"state\", \"parent\"]|[\"state\"]|GET /cases: response field items[].parent may be absent",
        "{\"200\": {\"headers\"|{\"201\": {\"headers\"|GET /cases: response 200 is removed",
        "\"ETag\": {}||GET /cases: response header ETag is removed",
        "\"rule\": {\"type\": \"string\"}|\"rule\": {\"type\": \"integer\"}|"
                + "GET /cases: response 404 field rule is [integer] and was [string]",
        "application/problem+json|application/json|GET /cases: response 404: application/problem+json is removed",
        "\"name\": \"state\"|\"name\": \"stage\"|GET /cases: request: query parameter state is removed",
        "\"name\": \"state\"|\"required\": true, \"name\": \"state\"|GET /cases: request: query parameter state is required",
        "\"schema\": {\"type\": \"string\", \"enum\": [\"OPEN\", \"SHUT\"]}|\"schema\": {\"type\": \"string\", "
                + "\"enum\": [\"OPEN\"]}|GET /cases: request: query parameter state does not take SHUT",
        "\"required\": [\"name\"]|\"required\": [\"name\", \"age\"]|POST /cases: request field age is required",
        "\"age\": {\"type\": \"integer\", \"format\": \"int32\"}|\"age\": {\"type\": \"string\"}|"
                + "POST /cases: request field age is [string] and was [integer]",
        ", \"remark\": {\"type\": [\"string\", \"null\"]}||POST /cases: request field remark is removed",
        "[\"string\", \"null\"]|\"string\"|POST /cases: request field remark may not be null",
        "\"maxLength\": 50|\"maxLength\": 40|POST /cases: request field name maxLength is lower",
        "\"maxLength\": 50|\"minLength\": 2, \"maxLength\": 50|POST /cases: request field name minLength is higher",
        "\"maxLength\": 50|\"pattern\": \"a\"|POST /cases: request field name pattern is a and was none",
        "\"required\": false|\"required\": true|POST /cases: request: a body is required"})
    void a_change_that_breaks_a_client_is_told(String was, @Nullable String is, String line) {
        assertThat(after(was, is)).contains("BREAKING case-service " + line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"properties\": {\"state\": {\"type\": \"string\", \"enum\": [\"OPEN\", \"SHUT\"]}|"
                + "\"properties\": {\"state\": {\"type\": \"string\", \"enum\": [\"OPEN\", \"SHUT\", \"LOST\"]}",
        "\"score\": {\"type\": \"number\"}|\"score\": {\"type\": \"integer\"}, \"more\": {\"type\": \"string\"}",
        "\"name\": {\"type\": \"string\", \"maxLength\": 50}|\"name\": {\"type\": [\"string\", \"null\"]}, "
                + "\"more\": {\"type\": \"string\"}",
        "\"required\": [\"name\"]|\"required\": []",
        "[{\"in\": \"query\"|[{\"in\": \"query\", \"name\": \"more\", \"schema\": {}}, {\"in\": \"query\"",
        "\"responses\": {\"200\": {}}|\"responses\": {\"200\": {}, \"202\": {}}",
        "{\"anyOf\": [{\"$ref\": \"#/components/schemas/Case\"}, {\"type\": \"null\"}]}|{\"$ref\": \"#/components/schemas/Case\"}"})
    void a_change_that_a_client_must_bear_is_not_told(String was, String is) {
        assertThat(after(was, is)).isEmpty();
    }

    private static List<String> after(String was, @Nullable String is) {
        assertThat(API).contains(was);
        return ApiChanges.breaking("case-service", tree(API), tree(API.replaceFirst(
                Pattern.quote(was), Matcher.quoteReplacement(is == null ? "" : is))));
    }

    private static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
