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
        types.forEach((name, type) -> schemas.put(name, SpecificData.get().getSchema(type)));
        return schemas;
    }

    /** The generated class of a record type, empty for a type that this release does not know. */
    public Optional<Class<? extends SpecificRecord>> type(String fullName) {
        return Optional.ofNullable(types.get(fullName));
    }
}
