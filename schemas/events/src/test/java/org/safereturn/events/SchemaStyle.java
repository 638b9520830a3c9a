package org.safereturn.events;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The rules for schema files, as code. */
final class SchemaStyle {

    private static final Pattern NAMESPACE = Pattern.compile("org\\.safereturn\\.[a-z]+\\.v[1-9][0-9]*");
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final Pattern SENTENCE = Pattern.compile("(?s)[A-Z].*\\.");
    private static final Set<String> PRIMITIVES = Set.of("string", "int", "long", "boolean");

    private SchemaStyle() {}

    /** What is wrong with one file, empty when nothing is. */
    static List<String> violations(Path relative, JsonNode type) {
        List<String> found = new ArrayList<>();
        String name = type.path("name").asText();
        String namespace = type.path("namespace").asText();
        if (!relative.equals(Path.of(namespace.replace('.', '/'), name + ".avsc"))) {
            found.add("folder and file name are not the type's full name");
        }
        if (!NAMESPACE.matcher(namespace).matches()) {
            found.add("namespace has another shape: " + namespace);
        }
        if (!TYPE_NAME.matcher(name).matches()) {
            found.add("type name is not UpperCamelCase: " + name);
        }
        sentence(type, name, found);
        switch (type.path("type").asText()) {
            case "record" -> type.path("fields").forEach(field -> field(field, found));
            case "enum" -> enumeration(type, found);
            default -> found.add("only records and enums have files: " + type.path("type"));
        }
        return found;
    }

    private static void enumeration(JsonNode type, List<String> found) {
        Set<String> symbols = new HashSet<>();
        type.path("symbols").forEach(symbol -> {
            symbols.add(symbol.asText());
            if (!SYMBOL.matcher(symbol.asText()).matches()) {
                found.add("symbol is not UPPER_SNAKE: " + symbol.asText());
            }
        });
        if (!type.path("symbols").path(0).asText().equals("UNKNOWN")) {
            found.add("first symbol is not UNKNOWN");
        }
        if (!type.path("default").asText().equals("UNKNOWN")) {
            found.add("enum-level default is not UNKNOWN");
        }
        if (symbols.size() < 2) {
            found.add("enum has no symbol to write");
        }
    }

    private static void field(JsonNode field, List<String> found) {
        String name = field.path("name").asText();
        JsonNode type = field.path("type");
        if (!FIELD_NAME.matcher(name).matches()) {
            found.add("field name is not lowerCamelCase: " + name);
        }
        sentence(field, name, found);
        if (!Set.of("DC0", "DC1", "DC2", "DC3").contains(field.path("dataClass").asText())) {
            found.add("data class is missing or may not cross: " + name);
        }
        if (type.isArray()) {
            if (type.size() != 2 || !type.path(0).asText().equals("null")) {
                found.add("union is not null with one type: " + name);
            }
            if (!field.has("default") || !field.path("default").isNull()) {
                found.add("optional field has no default null: " + name);
            }
            type(type.path(1), name, found);
        } else {
            if (field.path("default").isTextual()) {
                found.add("default on the field does not protect an old reader: " + name);
            }
            type(type, name, found);
        }
        JsonNode bare = type.isArray() ? type.path(1) : type;
        String logical = bare.path("logicalType").asText();
        if (name.endsWith("At") && !logical.equals("timestamp-millis")) {
            found.add("time is not timestamp-millis: " + name);
        }
        if ((name.endsWith("On") || name.endsWith("Date") || name.endsWith("Due")) && !logical.equals("date")) {
            found.add("day is not a date: " + name);
        }
        if (name.equals("caseRef") && !logical.equals("uuid")) {
            found.add("reference is not a uuid: " + name);
        }
    }

    private static void type(JsonNode type, String name, List<String> found) {
        if (type.isTextual()) {
            if (!PRIMITIVES.contains(type.asText()) && !type.asText().startsWith("org.safereturn.")) {
                found.add("type is not one of the contract's: " + name + " " + type.asText());
            }
        } else if (type.isArray()) {
            found.add("union is not null with one type: " + name);
        } else {
            switch (type.path("type").asText()) {
                case "array" -> type(type.path("items"), name, found);
                case "record", "enum" -> found.add("type has no file of its own: " + name);
                case "string", "int", "long" -> {
                    String shape = type.path("type").asText() + " " + type.path("logicalType").asText();
                    if (!Set.of("string uuid", "int date", "long timestamp-millis").contains(shape)) {
                        found.add("logical type is not one of the contract's: " + name);
                    }
                }
                default -> found.add("type is not one of the contract's: " + name + " " + type);
            }
        }
    }

    private static void sentence(JsonNode node, String name, List<String> found) {
        if (!SENTENCE.matcher(node.path("doc").asText()).matches()) {
            found.add("doc is not a sentence: " + name);
        }
    }
}
