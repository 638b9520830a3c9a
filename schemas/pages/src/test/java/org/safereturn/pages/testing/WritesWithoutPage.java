package org.safereturn.pages.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The writes of the APIs for which officers have no page, each with the reason: {@code writes-without-page.yaml}. */
final class WritesWithoutPage {

    private static final String FILE = "writes-without-page.yaml";
    private static final Set<String> WRITING = Set.of("post", "put", "patch", "delete");

    private WritesWithoutPage() {
    }

    /** The reasons of a service by method and path; empty for a service that has none. */
    static Map<String, String> of(String service) {
        return all().getOrDefault(service, Map.of());
    }

    /** The reasons by service, and by method and path. */
    static Map<String, Map<String, String>> all() {
        try (InputStream in = Objects.requireNonNull(WritesWithoutPage.class.getResourceAsStream(FILE), FILE)) {
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<String, Map<String, String>> services = new TreeMap<>();
            if (data instanceof Map<?, ?> found) {
                found.forEach((service, writes) -> {
                    Map<String, String> reasons = new TreeMap<>();
                    if (writes instanceof Map<?, ?> each) {
                        each.forEach((write, reason) -> reasons.put(String.valueOf(write), String.valueOf(reason)));
                    }
                    services.put(String.valueOf(service), reasons);
                });
            }
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that a described API lets a caller write, as {@code METHOD path}. */
    static Set<String> writes(JsonNode api) {
        Set<String> writes = new TreeSet<>();
        api.path("paths").properties().forEach(path -> path.getValue().propertyNames().stream().filter(WRITING::contains)
                .forEach(method -> writes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return writes;
    }
}
