package org.safereturn.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;

/** FULL_TRANSITIVE: every release can read what every other one wrote. */
final class Compatibility {

    private Compatibility() {}

    /** Why a schema does not fit the released ones, empty when it does. */
    static List<String> violations(Schema candidate, Iterable<Schema> released) {
        List<String> found = new ArrayList<>();
        try {
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(candidate, released);
        } catch (SchemaValidationException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        for (Schema older : released) {
            // The validator lets a new symbol pass that an old reader has no default for; this check does not.
            reads(older, candidate, "an old reader", found);
            reads(candidate, older, "the new reader", found);
            Map<String, String> now = logicalTypes(candidate);
            logicalTypes(older).forEach((field, logical) -> {
                if (now.containsKey(field) && !logical.equals(now.get(field))) {
                    found.add("meaning changed: " + field + " was " + logical + ", is " + now.get(field));
                }
            });
        }
        return found;
    }

    private static void reads(Schema reader, Schema writer, String who, List<String> found) {
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult().getIncompatibilities()
                .forEach(problem -> found.add(who + ": " + problem.getType() + " " + problem.getMessage() + " at "
                        + problem.getLocation()));
    }

    private static Map<String, String> logicalTypes(Schema schema) {
        Map<String, String> found = new TreeMap<>();
        SchemaTypes.reachable(schema).stream().filter(type -> type.getType() == Schema.Type.RECORD)
                .forEach(type -> type.getFields().forEach(field ->
                        found.put(type.getFullName() + "." + field.name(), logicalType(field.schema()))));
        return found;
    }

    private static String logicalType(Schema schema) {
        Schema bare = schema.isUnion() ? schema.getTypes().get(schema.getTypes().size() - 1) : schema;
        String logical = bare.getProp("logicalType");
        return logical == null ? "plain" : logical;
    }
}
