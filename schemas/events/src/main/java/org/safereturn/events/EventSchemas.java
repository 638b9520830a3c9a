package org.safereturn.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas of every record that is registered: the values of messages and the sealed contents.
 *
 * <p>A schema here is the one that its generated class carries, so its text is what a serializer looks up. Types it
 * uses are written out inside it; no schema refers to another subject.
 */
public final class EventSchemas {

    private final Map<String, Class<? extends SpecificRecord>> types = new LinkedHashMap<>();

    private EventSchemas(TopicCatalogue catalogue) {
        catalogue.records().forEach(this::add);
        catalogue.sealedContents().keySet().stream().sorted().forEach(this::add);
        catalogue.sealedAtRest().forEach(this::add);
    }

    /** The schemas of this release. */
    public static EventSchemas load() {
        return new EventSchemas(TopicCatalogue.load());
    }

    private void add(String name) {
        try {
            types.put(name, Class.forName(name).asSubclass(SpecificRecord.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("topics.yaml names a record without a class: " + name, e);
        }
    }

    /** Every schema by its full record name, which is also its subject in the registry. */
    public Map<String, Schema> all() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        types.keySet().forEach(name -> schemas.put(name, schema(name)));
        return schemas;
    }

    /**
     * The schema of one record.
     *
     * @throws IllegalArgumentException when this release has no such record
     */
    public Schema schema(String fullName) {
        Class<? extends SpecificRecord> type = types.get(fullName);
        if (type == null) {
            throw new IllegalArgumentException("this release has no record " + fullName);
        }
        return SpecificData.get().getSchema(type);
    }

    /** The generated class of a record type, empty for a type that this release does not know. */
    public Optional<Class<? extends SpecificRecord>> type(String fullName) {
        return Optional.ofNullable(types.get(fullName));
    }
}
