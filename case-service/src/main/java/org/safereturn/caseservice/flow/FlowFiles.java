package org.safereturn.caseservice.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of the flow, strictly: a key that no entry has is refused. */
final class FlowFiles {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    private FlowFiles() {
    }

    /** Those at a location with a pattern. */
    static List<FlowVersion> at(String pattern) {
        List<FlowVersion> read = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                try (InputStream in = file.getInputStream()) {
                    read.add(of(new Yaml(new SafeConstructor(new LoaderOptions())).load(in), String.valueOf(file.getFilename())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    /**
     * What one file says.
     *
     * @param name of the file, for who mends it
     */
    static FlowVersion of(@Nullable Object yaml, String name) {
        try {
            return STRICT.convertValue(yaml == null ? Map.of() : yaml, FlowVersion.class);
        } catch (DatabindException | IllegalArgumentException e) {
            throw new IllegalStateException("The flow in " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
