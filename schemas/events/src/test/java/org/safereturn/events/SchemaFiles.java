package org.safereturn.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;

/** The files of the contract as they stand in the checkout, read without the generated classes. */
final class SchemaFiles {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Path SOURCES = Path.of("src/main/avro");
    static final Path RELEASED = Path.of("src/main/resources/released");
    static final Path GOLDEN = Path.of("src/test/resources/golden");

    private SchemaFiles() {}

    static List<Path> under(Path folder, String suffix) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Releases that were frozen, oldest first. */
    static List<String> releases() {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted(Comparator.comparing(ModuleDescriptor.Version::parse)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> releasedFiles(String release) {
        return under(RELEASED.resolve(release), ".avsc");
    }

    static Schema released(String release, String name) {
        return parse(RELEASED.resolve(release).resolve(name + ".avsc"));
    }

    static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema parse(JsonNode schema) {
        return new Schema.Parser().parse(schema.toString());
    }

    static String name(Path file) {
        return file.getFileName().toString().replaceAll("\\.avsc$", "");
    }
}
