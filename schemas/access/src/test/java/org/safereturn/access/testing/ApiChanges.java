package org.safereturn.access.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What breaks a client between two OpenAPI 3.1 descriptions of a service. A client must take unknown fields and unknown
 * symbols of an answer for unknown, so new ones break nothing; a request is read strictly, so everything that is taken
 * away there does.
 */
final class ApiChanges {

    /** Every line begins with it. */
    static final String BREAKING = "BREAKING";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final List<String> UPPER_LIMITS = List.of("maxLength", "maxItems", "maximum", "maxProperties");
    private static final List<String> LOWER_LIMITS = List.of("minLength", "minItems", "minimum", "minProperties");

    private final String service;
    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> found = new LinkedHashSet<>();
    private String operation = "";

    private ApiChanges(String service, JsonNode before, JsonNode after) {
        this.service = service;
        this.before = before;
        this.after = after;
    }

    /** One line for each breaking change, as the changelog must name it. */
    static List<String> breaking(String service, JsonNode before, JsonNode after) {
        ApiChanges changes = new ApiChanges(service, before, after);
        before.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> changes.operation(path.getKey(), method.getKey(), method.getValue())));
        return List.copyOf(changes.found);
    }

    private void operation(String path, String method, JsonNode old) {
        operation = method.toUpperCase(Locale.ROOT) + " " + path;
        JsonNode now = after.path("paths").path(path).path(method);
        if (now.isMissingNode()) {
            tell("is removed");
            return;
        }
        parameters(old, now);
        requestBody(resolved(before, old.path("requestBody")), resolved(after, now.path("requestBody")));
        responses(old.path("responses"), now.path("responses"));
    }

    private void parameters(JsonNode old, JsonNode now) {
        Map<String, JsonNode> oldOnes = described(before, old);
        Map<String, JsonNode> newOnes = described(after, now);
        oldOnes.forEach((name, parameter) -> {
            JsonNode same = newOnes.get(name);
            if (same == null) {
                tell("request: " + name + " is removed");
            } else {
                new Schemas("request: " + name, true).compare("", parameter.path("schema"), same.path("schema"));
            }
        });
        newOnes.forEach((name, parameter) -> {
            JsonNode same = oldOnes.get(name);
            if (parameter.path("required").asBoolean(false) && (same == null || !same.path("required").asBoolean(false))) {
                tell("request: " + name + " is required");
            }
        });
    }

    private static Map<String, JsonNode> described(JsonNode api, JsonNode operation) {
        return operation.path("parameters").valueStream().map(parameter -> resolved(api, parameter))
                .collect(Collectors.toMap(
                        parameter -> parameter.path("in").asString("") + " parameter " + parameter.path("name").asString(""),
                        parameter -> parameter, (one, _) -> one, TreeMap::new));
    }

    private void requestBody(JsonNode old, JsonNode now) {
        if (!old.path("required").asBoolean(false) && now.path("required").asBoolean(false)) {
            tell("request: a body is required");
        }
        content("request", true, old, now);
    }

    private void responses(JsonNode old, JsonNode now) {
        old.properties().forEach(response -> {
            String status = response.getKey();
            JsonNode was = resolved(before, response.getValue());
            JsonNode is = resolved(after, now.path(status));
            String where = "response" + (status.startsWith("2") ? "" : " " + status);
            if (is.isMissingNode()) {
                tell("response " + status + " is removed");
                return;
            }
            was.path("headers").propertyNames().stream().filter(header -> is.path("headers").path(header).isMissingNode())
                    .forEach(header -> tell(where + " header " + header + " is removed"));
            content(where, false, was, is);
        });
    }

    private void content(String where, boolean request, JsonNode old, JsonNode now) {
        old.path("content").properties().forEach(media -> {
            JsonNode same = now.path("content").path(media.getKey());
            if (same.isMissingNode()) {
                tell(where + ": " + media.getKey() + " is removed");
            } else {
                new Schemas(where, request).compare("", media.getValue().path("schema"), same.path("schema"));
            }
        });
    }

    private void tell(String what) {
        found.add(BREAKING + " " + service + " " + operation + ": " + what);
    }

    private static JsonNode resolved(JsonNode api, JsonNode node) {
        JsonNode at = node;
        while (at.path("$ref").isString()) {
            at = api.at(at.path("$ref").asString("").substring(1));
        }
        return at;
    }

    /** Compares two schemas, one direction of traffic at a time. */
    private final class Schemas {

        private final String where;
        private final boolean request;
        private final Set<String> seen = new HashSet<>();

        Schemas(String where, boolean request) {
            this.where = where;
            this.request = request;
        }

        void compare(String field, JsonNode oldSchema, JsonNode newSchema) {
            Shape old = Shape.of(before, oldSchema);
            Shape now = Shape.of(after, newSchema);
            if (!seen.add(field + old.schema().hashCode() + "/" + now.schema().hashCode()) || field.length() > 400) {
                return;
            }
            if (request ? old.mayBeNull() && !now.mayBeNull() : now.mayBeNull() && !old.mayBeNull()) {
                tell(field, request ? "may not be null" : "may be null");
            }
            if (!(request ? takes(now.types(), old.types()) : takes(old.types(), now.types()))) {
                tell(field, "is " + now.types() + " and was " + old.types());
                return;
            }
            same(field, "format", old, now);
            same(field, "pattern", old, now);
            alternatives(field, old, now);
            if (request) {
                symbols(field, old, now);
                limits(field, old, now);
            }
            properties(field, old, now);
            if (!old.schema().path("items").isMissingNode()) {
                compare(field + "[]", old.schema().path("items"), now.schema().path("items"));
            }
            if (old.schema().path("additionalProperties").isObject() && !old.schema().path("additionalProperties").isEmpty()) {
                compare(field + ".*", old.schema().path("additionalProperties"), now.schema().path("additionalProperties"));
            }
        }

        /** Without a type anything goes; an integer is a number. */
        private static boolean takes(Set<String> reader, Set<String> writer) {
            return reader.isEmpty() || (!writer.isEmpty() && writer.stream().allMatch(type ->
                    reader.contains(type) || (type.equals("integer") && reader.contains("number"))));
        }

        private void same(String field, String keyword, Shape old, Shape now) {
            String was = old.schema().path(keyword).asString("");
            String is = now.schema().path(keyword).asString("");
            // What is less narrow than before can still be sent, and what is narrower can still be read.
            if (!was.equals(is) && !(request ? is : was).isEmpty()) {
                tell(field, keyword + " is " + (is.isEmpty() ? "none" : is) + " and was " + (was.isEmpty() ? "none" : was));
            }
        }

        private void alternatives(String field, Shape old, Shape now) {
            for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
                if (!old.schema().path(keyword).equals(now.schema().path(keyword))) {
                    tell(field, keyword + " is another");
                }
            }
        }

        private void symbols(String field, Shape old, Shape now) {
            Set<String> still = now.symbols();
            if (!still.isEmpty() && old.symbols().isEmpty()) {
                tell(field, "takes certain symbols only");
            }
            if (!still.isEmpty()) {
                old.symbols().stream().filter(symbol -> !still.contains(symbol))
                        .forEach(symbol -> tell(field, "does not take " + symbol));
            }
        }

        private void limits(String field, Shape old, Shape now) {
            UPPER_LIMITS.stream().filter(limit -> now.limit(limit, Double.MAX_VALUE) < old.limit(limit, Double.MAX_VALUE))
                    .forEach(limit -> tell(field, limit + " is lower"));
            LOWER_LIMITS.stream().filter(limit -> now.limit(limit, -Double.MAX_VALUE) > old.limit(limit, -Double.MAX_VALUE))
                    .forEach(limit -> tell(field, limit + " is higher"));
        }

        private void properties(String field, Shape old, Shape now) {
            String prefix = field.isEmpty() ? "" : field + ".";
            old.schema().path("properties").properties().forEach(property -> {
                JsonNode same = now.schema().path("properties").path(property.getKey());
                if (same.isMissingNode()) {
                    tell(prefix + property.getKey(), "is removed");
                } else {
                    compare(prefix + property.getKey(), property.getValue(), same);
                }
            });
            Set<String> reader = request ? now.required() : old.required();
            Set<String> writer = request ? old.required() : now.required();
            reader.stream().filter(name -> !writer.contains(name))
                    .filter(name -> request || !now.schema().path("properties").path(name).isMissingNode())
                    .forEach(name -> tell(prefix + name, request ? "is required" : "may be absent"));
        }

        private void tell(String field, String what) {
            String place = where.contains(" parameter ") ? where : where + (field.isEmpty() ? " body" : " field");
            ApiChanges.this.tell(place + (field.isEmpty() ? " " : " " + field + " ") + what);
        }
    }

    /** A schema without its reference and without the choice of null. */
    private record Shape(JsonNode schema, boolean mayBeNull) {

        static Shape of(JsonNode api, JsonNode schema) {
            JsonNode meant = resolved(api, schema);
            List<JsonNode> others = new ArrayList<>();
            boolean mayBeNull = false;
            for (JsonNode alternative : meant.path("anyOf")) {
                if (alternative.path("type").asString("").equals("null")) {
                    mayBeNull = true;
                } else {
                    others.add(alternative);
                }
            }
            if (mayBeNull && others.size() == 1) {
                return new Shape(resolved(api, others.getFirst()), true);
            }
            return new Shape(meant, mayBeNull || meant.path("type").valueStream()
                    .anyMatch(type -> type.asString("").equals("null")));
        }

        Set<String> types() {
            JsonNode type = schema.path("type");
            return (type.isArray() ? type.valueStream() : type.isString() ? List.of(type).stream() : List.<JsonNode>of().stream())
                    .map(name -> name.asString("")).filter(name -> !name.equals("null"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<String> symbols() {
            return strings("enum");
        }

        Set<String> required() {
            return strings("required");
        }

        double limit(String keyword, double none) {
            return schema.path(keyword).isNumber() ? schema.path(keyword).asDouble() : none;
        }

        private Set<String> strings(String keyword) {
            return schema.path(keyword).valueStream().filter(JsonNode::isString).map(JsonNode::asString)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
