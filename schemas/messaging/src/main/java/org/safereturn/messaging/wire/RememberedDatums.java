package org.safereturn.messaging.wire;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

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

    /**
     * Reads a record and holds that its bytes end with it: whatever stands behind it was signed too, and nobody would ever
     * have looked at it.
     */
    private static final class WholeReader<T> implements DatumReader<T> {

        private final DatumReader<T> reader;

        private WholeReader(DatumReader<T> reader) {
            this.reader = reader;
        }

        @Override
        public void setSchema(Schema schema) {
            reader.setSchema(schema);
        }

        @Override
        public T read(@Nullable T reuse, Decoder in) throws IOException {
            T record = reader.read(reuse, in);
            if (in instanceof BinaryDecoder bytes && !bytes.isEnd()) {
                throw new AvroRuntimeException("Bytes behind the record");
            }
            return record;
        }
    }
}
