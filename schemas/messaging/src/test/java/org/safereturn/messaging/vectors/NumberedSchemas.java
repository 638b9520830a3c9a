package org.safereturn.messaging.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The registry of the test vectors: a schema has the number that the vectors give it. */
public final class NumberedSchemas {

    private static final Map<Integer, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private NumberedSchemas() {
    }

    static void put(int id, Schema schema) {
        SCHEMAS.put(id, schema);
    }

    /** As a registry's client would throw it. */
    public static final class NotFound extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotFound() {
            super("No such schema");
        }

        /** The status of the registry's answer. */
        public int getStatus() {
            return 404;
        }
    }

    /** Writes magic byte, number and Avro's binary form. */
    public static final class AvroSerializer implements Serializer<Object> {

        @Override
        public byte[] serialize(String topic, Object content) {
            SpecificRecord body = (SpecificRecord) content;
            int id = SCHEMAS.entrySet().stream().filter(entry -> entry.getValue().equals(body.getSchema())).findFirst()
                    .orElseThrow().getKey();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            try {
                var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                new SpecificDatumWriter<SpecificRecord>(body.getSchema()).write(body, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    /** Reads what the serializer writes into the class of this release. */
    public static final class AvroDeserializer implements Deserializer<Object> {

        @Override
        public Object deserialize(String topic, byte[] data) {
            Schema writer = SCHEMAS.get(ByteBuffer.wrap(data).getInt(1));
            if (writer == null) {
                throw new NotFound();
            }
            try {
                SpecificRecord known = Class.forName(writer.getFullName()).asSubclass(SpecificRecord.class)
                        .getDeclaredConstructor().newInstance();
                BinaryDecoder bytes = DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null);
                SpecificRecord body = new SpecificDatumReader<SpecificRecord>(writer, known.getSchema()).read(null, bytes);
                if (!bytes.isEnd()) {
                    throw new AvroRuntimeException("Bytes behind the record");
                }
                return body;
            } catch (IOException e) {
                throw new AvroRuntimeException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
