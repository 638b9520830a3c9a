package org.safereturn.messaging.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;

/**
 * Caches readers and writers of the Apicurio serde by their schema. The serde's own provider caches them by the
 * schema's fingerprint, and for every record writes out the whole schema to compute it.
 *
 * @param <T> what is read and written
 */
public final class RememberedDatums<T> extends DefaultAvroDatumProvider<T> {

    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();

    /** For the serde, which creates the object and configures it afterwards. */
    public RememberedDatums() {
    }

    @Override
    public DatumReader<T> createDatumReader(Schema schema) {
        return readers.computeIfAbsent(schema, any -> new WholeReader<>(super.createDatumReader(any)));
    }

    @Override
    public DatumWriter<T> createDatumWriter(T data, Schema schema) {
        return writers.computeIfAbsent(schema, any -> super.createDatumWriter(data, schema));
    }
}
