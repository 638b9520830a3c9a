package org.safereturn.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes one release: the released copies, the golden files, the section of the changelog and the description. Its name
 * keeps it out of every test run; the README says how it is called.
 */
class FreezeRelease {

    @Test
    void write_what_belongs_to_a_release() throws IOException {
        String release = System.getProperty("safereturn.release", "");
        assertThat(release).as("give the release: -Dsafereturn.release=1.2.0").matches("\\d+\\.\\d+\\.\\d+");
        Path schemas = SchemaFiles.RELEASED.resolve(release);
        Path golden = SchemaFiles.GOLDEN.resolve(release);
        assertThat(schemas).as("a release is frozen once").doesNotExist();
        assertThat(golden).as("a release is frozen once").doesNotExist();
        String changes = Files.readString(Changelog.FILE);
        assertThat(Changelog.sections(changes)).containsKey(Changelog.UNRELEASED);
        Files.createDirectories(schemas);
        Files.createDirectories(golden);

        ObjectWriter pretty = SchemaFiles.JSON.writer(new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n")).withArrayIndenter(new DefaultIndenter("  ", "\n")));
        for (Map.Entry<String, Schema> schema : EventSchemas.load().all().entrySet()) {
            Files.writeString(schemas.resolve(schema.getKey() + ".avsc"),
                    pretty.writeValueAsString(SchemaFiles.JSON.readTree(schema.getValue().toString())) + "\n");
            for (Samples.Extent extent : Samples.Extent.values()) {
                GenericRecord sample = Samples.of(schema.getValue(), extent);
                Path file = GoldenFilesTest.file(release, schema.getKey(), extent);
                Files.write(file, Samples.encode(sample));
                Files.writeString(Path.of(file.toString().replaceAll("\\.bin$", ".json")),
                        pretty.writeValueAsString(GoldenFilesTest.json(sample)) + "\n");
            }
        }
        Files.writeString(Changelog.FILE, Changelog.released(changes, release));
        Files.writeString(AsyncApi.FILE, AsyncApi.generate());
    }
}
