package org.safereturn.access.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.safereturn.messaging.event.Symbols;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with an OpenAPI 3.1 description, whatever the service does: the form by the schema of the OpenAPI
 * Initiative, the schemas by JSON Schema 2020-12, references that lead nowhere, and what a generator of clients needs.
 */
final class ApiLint {

    private static final String OPENAPI = "https://spec.openapis.org/oas/3.1/schema/";
    private static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    private final JsonNode api;
    private final List<String> faults = new ArrayList<>();

    private ApiLint(JsonNode api) {
        this.api = api;
    }

    /** One line for each fault. */
    static List<String> faults(JsonNode api) {
        ApiLint lint = new ApiLint(api);
        lint.form();
        lint.operations();
        lint.references("", api);
        return lint.faults;
    }

    /**
     * One line for each thing that a description of ours must tell besides: what each operation does, an example that fits
     * for each body, and no code in a request that stands for what only a newer peer says.
     */
    static List<String> untold(JsonNode api) {
        ApiLint lint = new ApiLint(api);
        LiveAnswers bodies = new LiveAnswers(api);
        api.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            String name = method.getKey() + " " + path.getKey();
            if (method.getValue().path("summary").asString("").isBlank()) {
                lint.faults.add(name + ": has no summary");
            }
            method.getValue().path("requestBody").path("content").properties().forEach(media -> {
                JsonNode example = media.getValue().path("example");
                if (example.isMissingNode()) {
                    lint.faults.add(name + ": has no example in examples/<service>.json");
                } else {
                    lint.faults.addAll(bodies.faultsOfBody(method.getKey(), path.getKey(), media.getKey(), example));
                }
                lint.unknownSymbols(name, media.getValue().path("schema"), new HashSet<>());
            });
        }));
        return lint.faults;
    }

    private void unknownSymbols(String at, JsonNode schema, Set<String> seen) {
        if (schema.path("enum").valueStream().anyMatch(symbol -> Symbols.UNKNOWN.equals(symbol.asString("")))) {
            faults.add(at + ": lists " + Symbols.UNKNOWN + ", so @KnownCode is missing");
        }
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty() && seen.add(reference)) {
            unknownSymbols(at + " " + reference.substring(reference.lastIndexOf('/') + 1), api.at(reference.substring(1)), seen);
        }
        schema.properties().forEach(member -> unknownSymbols(at + "/" + member.getKey(), member.getValue(), seen));
        if (schema.isArray()) {
            schema.forEach(each -> unknownSymbols(at, each, seen));
        }
    }

    private void form() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        JsonNode openApi = ApiFiles.resource("openapi-3.1.schema.json");
        if (!openApi.path("$id").asString("").startsWith(OPENAPI)) {
            throw new IllegalStateException("The schema of OpenAPI 3.1 is not there");
        }
        registry.getSchema(openApi).validate(api)
                .forEach(error -> faults.add(error.getInstanceLocation() + ": " + error.getMessage()));
        api.at("/components/schemas").properties().forEach(schema ->
                registry.getSchema(SchemaLocation.of(JSON_SCHEMA)).validate(schema.getValue())
                        .forEach(error -> faults.add("schema " + schema.getKey() + error.getInstanceLocation() + ": "
                                + error.getMessage())));
    }

    private void operations() {
        Map<String, String> ids = new HashMap<>();
        api.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            String name = method.getKey() + " " + path.getKey();
            JsonNode operation = method.getValue();
            String id = operation.path("operationId").asString("");
            String other = ids.putIfAbsent(id, name);
            if (id.isEmpty()) {
                faults.add(name + ": has no operationId");
            } else if (other != null) {
                faults.add(name + ": has the operationId of " + other + ", " + id);
            }
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("description").asString("").isBlank()) {
                    faults.add(name + ": parameter " + parameter.path("name").asString("") + " is not described");
                }
            });
            operation.path("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2"))
                    .filter(answer -> answer.getValue().has("content"))
                    .filter(answer -> answer.getValue().path("content").isEmpty()
                            || answer.getValue().path("content").propertyStream().anyMatch(
                                    media -> media.getKey().endsWith("json") && isShapeless(media.getValue().path("schema"))))
                    .forEach(answer -> faults.add(name + ": answer " + answer.getKey() + " has no shape"));
        }));
    }

    private static boolean isShapeless(JsonNode schema) {
        return schema.isEmpty() || (schema.path("type").asString("").equals("object") && !schema.has("properties")
                && !schema.has("additionalProperties"));
    }

    private void references(String at, JsonNode node) {
        String reference = node.path("$ref").asString("");
        if (reference.startsWith("#") && api.at(reference.substring(1)).isMissingNode()) {
            faults.add(at + ": " + reference + " leads nowhere");
        }
        if (node.isObject()) {
            node.properties().forEach(member -> references(at + "/" + member.getKey(), member.getValue()));
        } else if (node.isArray()) {
            node.forEach(element -> references(at + "/-", element));
        }
    }
}
