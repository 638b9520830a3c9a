package org.safereturn.messaging.wire;

import java.io.IOException;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record and holds that its bytes end with it: whatever stands behind it was signed too, and nobody would ever have
 * looked at it.
 *
 * @param <T> what is read
 */
public final class WholeReader<T> implements DatumReader<T> {

    private final DatumReader<T> reader;

    /** Reads through another reader. */
    public WholeReader(DatumReader<T> reader) {
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
