package org.safereturn.access.description;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An example body for each endpoint that takes one, from {@code examples/<service>.json} on the class path: an object with
 * a member for each, e.g. {@code "POST /cases"}. The access matrix test sends them.
 */
record RequestExamples(Map<String, Object> byEndpoint) {

    /** Those of a service; none when it has no such file. */
    static RequestExamples of(String service) {
        try (InputStream file = RequestExamples.class.getResourceAsStream("/examples/" + service + ".json")) {
            return new RequestExamples(file == null ? Map.of()
                    : JsonMapper.shared().readValue(file, new TypeReference<Map<String, Object>>() { }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            Object example = byEndpoint.get(method.name() + " " + path);
            if (example != null && operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
                operation.getRequestBody().getContent().values().forEach(media -> media.setExample(example));
            }
        }));
    }
}
