package org.safereturn.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.avro.Schema;

/** Walks through the named types that a schema uses. */
final class SchemaTypes {

    private SchemaTypes() {}

    /** The schema itself, when it has a name, and every named type inside it, each once. */
    static Collection<Schema> reachable(Schema schema) {
        Map<String, Schema> found = new LinkedHashMap<>();
        walk(schema, found);
        return found.values();
    }

    private static void walk(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> walk(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> walk(schema.getElementType(), found);
            case MAP -> walk(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> walk(branch, found));
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> { }
        }
    }
}
