package org.safereturn.access.testing;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LiveAnswersTest {

    private static final LiveAnswers ANSWERS = new LiveAnswers(JsonMapper.shared().readTree("""
            {"paths": {"/cases/{ref}": {"get": {"responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Case"}}}},
                "204": {"description": "Nothing"}, "404": {"$ref": "#/components/responses/Unknown"}}}},
              "/cases/all": {"get": {"responses": {"204": {}}}}},
             "components": {"responses": {"Unknown": {"content": {"application/problem+json": {"schema":
                {"type": "object", "properties": {"rule": {"type": "string"}}, "required": ["rule"]}}}}},
              "schemas": {"Case": {"type": "object", "required": ["ref", "parent"], "properties": {
                "ref": {"type": "string", "format": "uuid"}, "state": {"type": ["string", "null"], "enum": ["OPEN", null]},
                "openedAt": {"type": "string", "format": "date-time"},
                "parent": {"anyOf": [{"$ref": "#/components/schemas/Case"}, {"type": "null"}]}}}}}}"""));

    private static final String REF = "\"ref\": \"00000000-0000-4000-8000-000000000001\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "/cases/1|200|application/json|{REF, \"parent\": null}",
        "/cases/1|200|application/json;charset=UTF-8|{REF, \"state\": null, \"parent\": {REF, \"state\": \"OPEN\", \"parent\": null}}",
        "/cases/1|404|application/problem+json|{\"rule\": \"unknown\"}",
        "/cases/all|204|''|''"})
    void an_answer_as_described_has_no_fault(String path, int status, String type, String body) {
        assertThat(ANSWERS.faults("GET", URI.create(path), status, type.replace("''", ""), json(body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "/cases/1|200|application/json|{REF}|breaks required parent",
        "/cases/1|200|application/json|{REF, \"parent\": null, \"state\": \"SHUT\"}|breaks enum",
        "/cases/1|200|application/json|{REF, \"parent\": null, \"openedAt\": null}|breaks type",
        "/cases/1|200|application/json|{REF, \"parent\": null, \"openedAt\": \"today\"}|breaks format",
        "/cases/1|200|application/json|{\"ref\": \"1\", \"parent\": null}|breaks format",
        "/cases/1|200|application/json|{REF, \"parent\": null, \"more\": 1}|breaks additionalProperties more",
        "/cases/1|200|application/json|{REF|the body is not JSON",
        "/cases/1|200|text/html|x|text/html is not described",
        "/cases/1|204|application/json|{}|no body is described",
        "/cases/1|201|application/json|{}|no such answer is described",
        "/cases/1|404|application/problem+json|{}|breaks required rule",
        "/cases/all|200|application/json|{}|no such answer is described",
        "/files|200|application/json|{}|no such path is described"})
    void what_is_not_described_is_a_fault(String path, int status, String type, String body, String fault) {
        assertThat(ANSWERS.faults("GET", URI.create(path), status, type.replace("''", ""), json(body))).anyMatch(told -> told.contains(fault));
    }

    @Test
    void a_fault_does_not_quote_the_answer() {
        assertThat(ANSWERS.faults("GET", URI.create("/cases/1"), 200, "application/json",
                "{\"ref\": \"Sokha Testperson\", \"parent\": 7}").toString()).doesNotContain("Testperson");
    }

    private static String json(String body) {
        return body.replace("REF", REF).replace("''", "");
    }
}
