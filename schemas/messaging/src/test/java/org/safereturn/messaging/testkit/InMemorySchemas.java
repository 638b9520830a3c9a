package org.safereturn.messaging.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.safereturn.messaging.wire.WholeReader;

/** A schema registry that is a map in this process, with a serializer and a deserializer in Confluent's wire format. */
public final class InMemorySchemas {

    private static final Map<Schema, Integer> IDS = new ConcurrentHashMap<>();
    private static final Map<Integer, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger(1000);
    private static volatile boolean reachable = true;

    private InMemorySchemas() {
    }

    /** Lets the registry answer or not; it keeps what it knows. */
    public static void reachable(boolean answer) {
        reachable = answer;
    }

    /** Loses a schema, as a registry does from which somebody deleted it. */
    public static void forget(Schema schema) {
        Integer id = IDS.get(schema);
        if (id != null) {
            SCHEMAS.remove(id);
        }
    }

    /** Comes to know a schema under this id. */
    public static void learn(int id, Schema schema) {
        SCHEMAS.put(id, schema);
    }

    /** Takes a schema, under the id that it had before. */
    static int register(Schema schema) {
        int id = id(schema);
        SCHEMAS.put(id, schema);
        return id;
    }

    private static int id(Schema schema) {
        return IDS.computeIfAbsent(schema, fresh -> {
            int id = NEXT.incrementAndGet();
            SCHEMAS.put(id, fresh);
            return id;
        });
    }

    private static void ask() {
        if (!reachable) {
            throw new IllegalStateException("The registry is down", new ConnectException("down"));
        }
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

    /** Writes magic byte, schema id and Avro's binary form. */
    public static final class AvroSerializer implements Serializer<Object> {

        @Override
        public byte[] serialize(String topic, Object content) {
            ask();
            SpecificRecord body = (SpecificRecord) content;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(0);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(id(body.getSchema())).array());
            try {
                var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
                new SpecificDatumWriter<SpecificRecord>(body.getSchema(), SpecificData.getForSchema(body.getSchema()))
                        .write(body, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    /** Reads what the serializer writes. */
    public static final class AvroDeserializer implements Deserializer<Object> {

        @Override
        public Object deserialize(String topic, byte[] data) {
            ask();
            Schema writer = SCHEMAS.get(ByteBuffer.wrap(data, 1, 4).getInt());
            if (writer == null) {
                throw new NotFound();
            }
            try {
                SpecificData model = SpecificData.getForSchema(writer);
                return new WholeReader<>(new SpecificDatumReader<SpecificRecord>(writer, writer, model))
                        .read(null, DecoderFactory.get().binaryDecoder(data, 5, data.length - 5, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
