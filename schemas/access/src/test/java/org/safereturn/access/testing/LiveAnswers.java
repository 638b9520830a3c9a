package org.safereturn.access.testing;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers of a running service against its OpenAPI 3.1 description: a status, a media type, a field or a null that
 * is not described is a fault. May be used by several threads.
 */
public final class LiveAnswers {

    private static final String LOCATION = "urn:safereturn:description";

    private final JsonNode api;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Answers of the service with this description. */
    public LiveAnswers(JsonNode description) {
        api = description.deepCopy();
        closed(api);
        String json = api.toString();
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build())
                .schemas(Map.of(LOCATION, json)));
    }

    /** The faults of an answer; none when it is as described. */
    public List<String> faults(HttpResponse<String> answer) {
        return faults(answer.request().method(), answer.request().uri(), answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    /**
     * The faults of an answer.
     *
     * @param address of the request; its path is looked up among the described ones
     */
    public List<String> faults(String method, URI address, int status, String contentType, @Nullable String body) {
        Optional<String> template = template(address.getPath());
        if (template.isEmpty()) {
            return List.of(method + " " + address.getPath() + ": no such path is described");
        }
        String pointer = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        String name = method + " " + template.get() + " " + status;
        if (api.at(pointer).path("$ref").isString()) {
            pointer = api.at(pointer).path("$ref").asString("").substring(1);
        }
        JsonNode response = api.at(pointer);
        if (response.isMissingNode()) {
            return List.of(name + ": no such answer is described");
        }
        if (!response.has("content")) {
            return body == null || body.isBlank() ? List.of() : List.of(name + ": no body is described");
        }
        String media = contentType.replaceFirst(";.*", "").strip();
        if (!response.path("content").has(media)) {
            return List.of(name + ": " + (media.isEmpty() ? "an answer without a media type" : media) + " is not described");
        }
        if (!media.endsWith("json")) {
            return List.of();
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(body == null ? "" : body);
            return schema(pointer + "/content/" + escaped(media) + "/schema").validate(json).stream()
                    .map(fault -> name + ": " + told(fault)).toList();
        } catch (JacksonException e) {
            return List.of(name + ": the body is not JSON");
        }
    }

    /**
     * The faults of a body that is sent.
     *
     * @param path as it is described, e.g. {@code /cases/{caseRef}/closure}
     */
    List<String> faultsOfBody(String method, String path, String media, JsonNode body) {
        String pointer = "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT) + "/requestBody/content/"
                + escaped(media) + "/schema";
        return schema(pointer).validate(body).stream().map(fault -> method + " " + path + ": " + told(fault)).toList();
    }

    private Schema schema(String pointer) {
        return schemas.computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(LOCATION + "#" + at)));
    }

    /** Place and rule, never the value: answers are about persons. */
    private static String told(Error fault) {
        String property = fault.getProperty() == null ? "" : " " + fault.getProperty();
        String type = fault.getInstanceNode() == null ? "" : " but is " + fault.getInstanceNode().getNodeType();
        return fault.getInstanceLocation() + " breaks " + fault.getKeyword() + property + type;
    }

    /** The described path with the most literal parts that has this form. */
    private Optional<String> template(String path) {
        String[] parts = path.split("/", -1);
        return api.path("paths").propertyNames().stream().filter(template -> fits(template.split("/", -1), parts))
                .min(Comparator.comparingLong(template -> template.chars().filter(each -> each == '{').count()));
    }

    private static boolean fits(String[] template, String[] parts) {
        if (template.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!template[i].equals(parts[i]) && !template[i].startsWith("{")) {
                return false;
            }
        }
        return true;
    }

    /** A field that is not described is a fault here; to a client it is only unknown. */
    private static void closed(JsonNode node) {
        List<JsonNode> inside = new ArrayList<>();
        node.forEach(inside::add);
        if (node instanceof ObjectNode object && object.path("type").toString().contains("\"object\"")
                && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        inside.forEach(LiveAnswers::closed);
    }

    private static String escaped(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }
}
