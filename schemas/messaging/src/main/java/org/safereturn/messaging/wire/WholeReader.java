package org.safereturn.messaging.wire;

import java.io.IOException;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record and checks that the bytes end with it. Bytes after it would be signed too, and nobody would ever look
 * at them.
 *
 * @param <T> what is read
 */
public final class WholeReader<T> implements DatumReader<T> {

    private final DatumReader<T> reader;

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
