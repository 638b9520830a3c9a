package org.safereturn.messaging.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;

/**
 * Readers and writers of the Apicurio serde, remembered by their schema. The serde's own provider remembers them by the
 * schema's fingerprint, and writes the whole schema out to compute that for every record.
 *
 * @param <T> what is read and written
 */
public final class RememberedDatums<T> extends DefaultAvroDatumProvider<T> {

    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumWriter<T>> writers = new ConcurrentHashMap<>();

    /** As the serde makes it; it is configured after that. */
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
