package org.safereturn.access.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes bodies that no endpoint may take, for every field that its description names: one fault in an otherwise good
 * body. A field for which no case can be made is told in {@link #withoutCase()}.
 */
final class BadInputs {

    /** Longer than any text may be, and just within what the reader takes. */
    private static final int TOO_LONG = 19_000;
    private static final int DEEPEST = 8;
    /** What must be a code of the profile: of the own country's, or of units of a partner that take referrals. */
    private static final Pattern CODE = Pattern.compile("(?i).*(unit|checkpoint|crossing(point)?|shelter|country|returnedTo|body|authority)$");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TWICE = "\"twice\":\"twice\"";

    private final JsonNode api;
    private final JsonNode root;
    private final List<String> foreignCodes;
    private final List<Case> cases = new ArrayList<>();
    private final Set<String> withoutCase = new LinkedHashSet<>();

    /**
     * One bad body.
     *
     * @param fault what is wrong with it
     * @param field the way to the field, as a problem names it
     * @param body the body
     * @param named whether the problem must name the field
     */
    record Case(String fault, String field, String body, boolean named) {
        @Override
        public String toString() {
            return field + ": " + fault;
        }
    }

    /** One step of the way to a field: a name, or a place in a list. */
    private record Step(String name, int place) {
        static Step of(String name) {
            return new Step(name, -1);
        }

        boolean isPlace() {
            return place >= 0;
        }
    }

    private BadInputs(JsonNode api, JsonNode schema, List<String> foreignCodes) {
        this.api = api;
        this.root = resolved(schema);
        this.foreignCodes = foreignCodes;
    }

    /**
     * All bad bodies of one operation.
     *
     * @param schema of its body
     * @param good a body that it takes
     * @param foreignCodes codes of units of somebody else, and of nobody
     */
    static BadInputs of(JsonNode api, JsonNode schema, String good, List<String> foreignCodes) {
        BadInputs inputs = new BadInputs(api, schema, foreignCodes);
        inputs.whole(good);
        inputs.object(List.of(), inputs.root, (ObjectNode) JSON.readTree(good), 0);
        return inputs;
    }

    List<Case> cases() {
        return List.copyOf(cases);
    }

    Set<String> withoutCase() {
        return Set.copyOf(withoutCase);
    }

    private void whole(String good) {
        for (String body : List.of("[]", "\"text\"", "null", "", "{", good + good)) {
            cases.add(new Case("a body that is " + (body.length() > 10 ? "two" : body), "", body, false));
        }
    }

    private void object(List<Step> way, JsonNode schema, ObjectNode good, int depth) {
        add(way, good, Step.of("notAField"), NODES.stringNode("x"), "unknown field", true);
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode field = resolved(property.getValue());
            List<Step> to = with(way, Step.of(name));
            boolean required = schema.path("required").valueStream().anyMatch(each -> each.asString("").equals(name));
            int before = cases.size();
            if (required) {
                cases.add(new Case("missing", path(to), without(good, to), true));
                add(way, good, Step.of(name), NODES.nullNode(), "null", true);
            }
            repeated(good, to, field);
            value(to, field, good, required, depth);
            if (cases.size() - before < 2) {
                withoutCase.add(path(to));
            }
        }
        if (schema.path("properties").isEmpty() && !schema.path("additionalProperties").isObject()) {
            withoutCase.add(path(way) + " (no field is described)");
        }
    }

    private void value(List<Step> to, JsonNode field, ObjectNode good, boolean required, int depth) {
        switch (type(field)) {
            case "string" -> text(to, field, good, required);
            case "integer", "number" -> number(to, field, good);
            case "boolean" -> {
                set(to, good, NODES.stringNode("yes"), "a text for yes or no");
                set(to, good, NODES.numberNode(1), "a number for yes or no");
            }
            case "array" -> list(to, field, good, required, depth);
            case "object" -> {
                set(to, good, NODES.stringNode("x"), "a text for an object");
                set(to, good, NODES.arrayNode(), "a list for an object");
                if (depth < DEEPEST && !field.path("properties").isEmpty()) {
                    object(to, field, good, depth + 1);
                }
            }
            default -> withoutCase.add(path(to));
        }
    }

    private void list(List<Step> to, JsonNode field, ObjectNode good, boolean required, int depth) {
        set(to, good, NODES.stringNode("x"), "a text for a list");
        set(to, good, NODES.objectNode(), "an object for a list");
        if (field.path("minItems").asInt(0) > 0 && required) {
            set(to, good, NODES.arrayNode(), "an empty list");
        }
        JsonNode items = resolved(field.path("items"));
        List<Step> first = with(to, new Step("", 0));
        if (type(items).equals("object")) {
            if (depth < DEEPEST) {
                object(first, items, good, depth + 1);
            }
        } else {
            value(first, items, good, false, depth);
        }
    }

    private void text(List<Step> to, JsonNode field, ObjectNode good, boolean required) {
        set(to, good, NODES.numberNode(12), "a number for a text");
        set(to, good, NODES.objectNode().put("$ne", 1), "an object for a text");
        set(to, good, NODES.arrayNode().add("x"), "a list for a text");
        String format = field.path("format").asString("");
        if (required) {
            set(to, good, NODES.stringNode(""), "an empty text");
            set(to, good, NODES.stringNode(" \u200B"), "a text of blanks");
        }
        if (!field.path("enum").isMissingNode()) {
            set(to, good, NODES.stringNode("NO_SUCH_VALUE"), "an unknown value");
            return;
        }
        set(to, good, NODES.stringNode("a\u0000b"), "a control character");
        switch (format) {
            case "date" -> List.of("2026-02-30", "2547-01-01", "30/01/2026", "2026-01-15T00:00:00Z").forEach(date ->
                    set(to, good, NODES.stringNode(date), "no date: " + date));
            case "date-time" -> List.of("2026-02-30T10:00:00Z", "2547-01-01T10:00:00Z", "2026-01-15", "yesterday")
                    .forEach(time -> set(to, good, NODES.stringNode(time), "no time: " + time));
            case "uuid" -> set(to, good, NODES.stringNode("1-2-3"), "no reference");
            default -> {
                int longest = field.path("maxLength").asInt(TOO_LONG);
                set(to, good, NODES.stringNode("a" + " long".repeat(longest / 5) + "longer"), "too long");
                if (CODE.matcher(to.getLast().name()).matches()) {
                    foreignCodes.forEach(code -> cases.add(new Case("the code " + code, path(to),
                            changed(good, to, NODES.stringNode(code)), false)));
                }
            }
        }
    }

    private void number(List<Step> to, JsonNode field, ObjectNode good) {
        set(to, good, NODES.stringNode("3"), "a text for a number");
        set(to, good, NODES.booleanNode(true), "yes or no for a number");
        set(to, good, NODES.numberNode(Integer.MIN_VALUE), "a number below any");
        if (type(field).equals("integer")) {
            set(to, good, NODES.numberNode(1.5), "a fraction for a whole number");
            set(to, good, NODES.numberNode(new BigInteger("99999999999999999999")), "a number above any");
        }
        if (!field.path("maximum").isMissingNode()) {
            set(to, good, NODES.numberNode(field.path("maximum").asLong() + 1), "a number above the largest");
        }
    }

    private void repeated(ObjectNode good, List<Step> to, JsonNode field) {
        JsonNode value = sample(field, 0);
        String name = to.getLast().name();
        ObjectNode there = (ObjectNode) JSON.readTree(changed(good, to, value));
        String body = changed(there, with(to.subList(0, to.size() - 1), Step.of("twice")), NODES.stringNode("twice"));
        cases.add(new Case("repeated", path(to), body.replace(TWICE, JSON.writeValueAsString(name) + ":"
                + JSON.writeValueAsString(value)), true));
    }

    private void set(List<Step> to, ObjectNode good, JsonNode value, String fault) {
        cases.add(new Case(fault, path(to), changed(good, to, value), true));
    }

    private void add(List<Step> way, ObjectNode good, Step last, JsonNode value, String fault, boolean named) {
        List<Step> to = with(way, last);
        cases.add(new Case(fault, path(to), changed(good, to, value), named));
    }

    /** The good body with another value at this place; what is missing on the way there is made. */
    private String changed(ObjectNode good, List<Step> to, JsonNode value) {
        ObjectNode copy = good.deepCopy();
        JsonNode at = copy;
        JsonNode schema = NODES.missingNode();
        for (int i = 0; i < to.size() - 1; i++) {
            Step step = to.get(i);
            boolean listNext = to.get(i + 1).isPlace();
            schema = step.isPlace() ? resolved(schema.path("items")) : resolved(property(i, to, schema));
            JsonNode next = step.isPlace() ? at.path(step.place()) : at.path(step.name());
            if (!(listNext ? next.isArray() : next.isObject())) {
                next = listNext ? NODES.arrayNode() : sample(schema, 0).isObject() ? sample(schema, 0) : NODES.objectNode();
                put(at, step, next);
            }
            at = next;
        }
        put(at, to.getLast(), value);
        return JSON.writeValueAsString(copy);
    }

    private JsonNode property(int at, List<Step> to, JsonNode schema) {
        return at == 0 ? root.path("properties").path(to.get(0).name()) : schema.path("properties").path(to.get(at).name());
    }

    private String without(ObjectNode good, List<Step> to) {
        ObjectNode copy = (ObjectNode) JSON.readTree(changed(good, to, NODES.nullNode()));
        JsonNode at = copy;
        for (Step step : to.subList(0, to.size() - 1)) {
            at = step.isPlace() ? at.path(step.place()) : at.path(step.name());
        }
        ((ObjectNode) at).remove(to.getLast().name());
        return JSON.writeValueAsString(copy);
    }

    private static void put(JsonNode at, Step step, JsonNode value) {
        if (at instanceof ArrayNode list) {
            if (list.isEmpty()) {
                list.add(value);
            } else {
                list.set(0, value);
            }
        } else {
            ((ObjectNode) at).set(step.name(), value);
        }
    }

    /** A value that this schema takes, as far as it tells. */
    private JsonNode sample(JsonNode unresolved, int depth) {
        JsonNode schema = resolved(unresolved);
        return switch (type(schema)) {
            case "string" -> NODES.stringNode(text(schema));
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> NODES.booleanNode(false);
            case "array" -> {
                ArrayNode list = NODES.arrayNode();
                yield schema.path("minItems").asInt(0) > 0 && depth < DEEPEST
                        ? list.add(sample(schema.path("items"), depth + 1)) : list;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                if (depth < DEEPEST) {
                    schema.path("required").valueStream().map(each -> each.asString("")).forEach(name ->
                            object.set(name, sample(schema.path("properties").path(name), depth + 1)));
                }
                yield object;
            }
        };
    }

    private static String text(JsonNode schema) {
        if (!schema.path("enum").isMissingNode()) {
            return schema.path("enum").path(0).asString("");
        }
        return switch (schema.path("format").asString("")) {
            case "date" -> "2026-01-15";
            case "date-time" -> "2026-01-15T08:00:00Z";
            case "uuid" -> "00000000-0000-4000-8000-000000000001";
            default -> schema.path("pattern").asString("").contains("\\d{4}-\\d{2}") ? "2026-01"
                    : schema.path("pattern").asString("").contains("[A-Z]{2}") ? "TH" : "Made-up";
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        String said = type.isArray()
                ? type.valueStream().map(each -> each.asString("")).filter(each -> !each.equals("null")).findFirst().orElse("")
                : type.asString("");
        return said.isEmpty() && !schema.path("properties").isMissingNode() ? "object" : said;
    }

    /** Behind references, and behind the choice between a value and nothing. */
    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return resolved(api.at(reference.substring(1)));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            for (JsonNode each : schema.path(choice)) {
                if (!"null".equals(each.path("type").asString(""))) {
                    return resolved(each);
                }
            }
        }
        return schema;
    }

    private static List<Step> with(List<Step> way, Step last) {
        List<Step> longer = new ArrayList<>(way);
        longer.add(last);
        return List.copyOf(longer);
    }

    private static String path(List<Step> way) {
        StringBuilder path = new StringBuilder();
        for (Step step : way) {
            if (step.isPlace()) {
                path.append('[').append(step.place()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.name());
            }
        }
        return path.toString();
    }

    /** The last name on a way, by which a rule of a service may call the field. */
    static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", "").toLowerCase(Locale.ROOT);
    }
}
