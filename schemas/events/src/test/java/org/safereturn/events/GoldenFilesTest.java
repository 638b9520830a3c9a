package org.safereturn.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class GoldenFilesTest {

    private final EventSchemas current = EventSchemas.load();

    static Stream<Arguments> golden() {
        return SchemaFiles.releases().stream().flatMap(release -> SchemaFiles.releasedFiles(release).stream()
                .flatMap(file -> Stream.of(Samples.Extent.values())
                        .map(extent -> Arguments.of(release, SchemaFiles.name(file), extent))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("golden")
    void bytes_of_a_release_decode_to_what_was_written_and_survive_a_round_trip(String release, String name,
            Samples.Extent extent) throws IOException {
        Path file = file(release, name, extent);
        byte[] bytes = Files.readAllBytes(file);
        JsonNode written = SchemaFiles.json(Path.of(file.toString().replaceAll("\\.bin$", ".json")));
        Schema writer = SchemaFiles.released(release, name);
        Schema reader = current.schema(name);

        assertThat(json(Samples.decode(bytes, writer, writer))).isEqualTo(written);

        SpecificRecord read = Samples.decodeSpecific(bytes, writer, reader);
        assertThat(json(Samples.decode(encode(read), reader, writer))).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource(Samples.Extent.class)
    void a_record_that_is_not_released_yet_survives_a_round_trip_too(Samples.Extent extent) throws IOException {
        for (Schema schema : current.all().values()) {
            GenericRecord sample = Samples.of(schema, extent);
            SpecificRecord read = Samples.decodeSpecific(Samples.encode(sample), schema, schema);
            assertThat(json(Samples.decode(encode(read), schema, schema))).as(schema.getFullName()).isEqualTo(json(sample));
        }
    }

    static Path file(String release, String name, Samples.Extent extent) {
        return SchemaFiles.GOLDEN.resolve(release).resolve(name + "." + extent.name().toLowerCase(Locale.ROOT)
                + ".bin");
    }

    private static byte[] encode(SpecificRecord read) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<SpecificRecord>(read.getSchema()).write(read, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    static JsonNode json(GenericRecord sample) throws IOException {
        return SchemaFiles.JSON.readTree(GenericData.get().toString(sample));
    }
}
