package org.safereturn.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Invented records, the same for the same schema, and their bytes. */
final class Samples {

    enum Extent {
        /** Every optional field and one element in every list. */
        FULL,
        /** No optional field and empty lists. */
        MINIMAL
    }

    private Samples() {}

    static GenericRecord of(Schema schema, Extent extent) {
        return (GenericRecord) Objects.requireNonNull(value(schema, schema.getName(), extent));
    }

    private static @Nullable Object value(Schema schema, String path, Extent extent) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord sample = new GenericData.Record(schema);
                schema.getFields().forEach(field ->
                        sample.put(field.pos(), value(field.schema(), path + "." + field.name(), extent)));
                yield sample;
            }
            case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
            case ARRAY -> new GenericData.Array<>(schema, extent == Extent.FULL
                    ? List.of(Objects.requireNonNull(value(schema.getElementType(), path, extent))) : List.of());
            case UNION -> extent == Extent.FULL ? value(schema.getTypes().get(1), path, extent) : null;
            case STRING -> "uuid".equals(schema.getProp("logicalType"))
                    ? UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString()
                    : path.endsWith("Country") ? "TH" : "sample " + path;
            case INT -> 1 + path.length();
            case LONG -> 1_700_000_000_000L + path.length();
            case BOOLEAN -> path.length() % 2 == 0;
            case MAP, FIXED, BYTES, FLOAT, DOUBLE, NULL ->
                throw new IllegalArgumentException("the contract has no " + schema.getType());
        };
    }

    static byte[] encode(GenericRecord sample) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(sample.getSchema()).write(sample, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static GenericRecord decode(byte[] bytes, Schema writer, Schema reader) {
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes into the generated class of the reader's schema, as the services do. */
    static SpecificRecord decodeSpecific(byte[] bytes, Schema writer, Schema reader) {
        try {
            return new SpecificDatumReader<SpecificRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
