package org.safereturn.access.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder of checked-in descriptions: {@code <service>.json} as it is now, {@code released/<version>/<service>.json}
 * as it was, and {@code CHANGELOG.md}.
 */
public final class ApiFiles {

    static final String CHANGELOG = "CHANGELOG.md";
    static final String RELEASED = "released";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiFiles() {}

    /** {@code schemas/apis} of the repository this test runs in. */
    public static Path folder() {
        return root().resolve("schemas/apis");
    }

    /** The repository this test runs in. */
    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("schemas/apis"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("No folder schemas/apis above " + Path.of("").toAbsolutePath());
        }
        return at;
    }

    /** The services that are described there now. */
    public static List<String> services(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of one service. */
    public static JsonNode read(Path folder, String service) {
        return JSON.readTree(text(folder.resolve(service + ".json")));
    }

    /** The description of one service in the newest release that has it. */
    static Optional<JsonNode> released(Path folder, String service) {
        Path releases = folder.resolve(RELEASED);
        if (!Files.isDirectory(releases)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(releases)) {
            return versions.filter(version -> Files.exists(version.resolve(service + ".json")))
                    .max(Comparator.comparing(version -> version.getFileName().toString(), ApiFiles::compareVersions))
                    .map(version -> read(version, service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The breaking changes that the changelog names under Unreleased for one service. */
    static List<String> named(Path folder, String service) {
        return text(folder.resolve(CHANGELOG)).lines()
                .dropWhile(line -> !line.strip().equals("## Unreleased")).skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(line -> line.replaceFirst("^[-*] ", "").replace("`", "").strip())
                .filter(line -> line.startsWith(ApiChanges.BREAKING + " " + service + " "))
                .toList();
    }

    /** What is compared and checked in: sorted, without the address it was served at. */
    static String normal(JsonNode description) {
        JsonNode sorted = sorted(description);
        if (sorted instanceof ObjectNode api) {
            api.remove("servers");
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted).replace("\r\n", "\n") + "\n";
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            return JsonNodeFactory.instance.arrayNode().addAll(node.valueStream().map(ApiFiles::sorted).toList());
        }
        return node;
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resource(String name) {
        try (InputStream file = ApiFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int compareVersions(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
