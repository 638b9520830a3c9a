package org.safereturn.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which layer of a process was at work: the one of the innermost frame that belongs to any. */
final class Layers {

    static final String OTHER = "other";

    private final Map<String, List<String>> beginnings;

    private Layers(Map<String, List<String>> beginnings) {
        this.beginnings = beginnings;
    }

    /** Those of {@code layers.txt}: name, colon, beginnings of frames; of two that fit, the one that stands first. */
    static Layers load() {
        Map<String, List<String>> beginnings = new LinkedHashMap<>();
        try (InputStream stream = Layers.class.getResourceAsStream("layers.txt")) {
            if (stream == null) {
                throw new IllegalStateException("layers.txt is missing");
            }
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int colon = line.indexOf(": ");
                        beginnings.put(line.substring(0, colon), List.of(line.substring(colon + 2).strip().split(" +", -1)));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Layers(beginnings);
    }

    List<String> names() {
        return List.copyOf(beginnings.keySet());
    }

    /**
     * The layer of a stack.
     *
     * @param stack frames, the outermost first, between semicolons
     */
    String of(String stack) {
        String[] frames = stack.split(";", -1);
        for (int i = frames.length - 1; i >= 0; i--) {
            String frame = frames[i];
            for (Map.Entry<String, List<String>> layer : beginnings.entrySet()) {
                if (layer.getValue().stream().anyMatch(frame::startsWith)) {
                    return layer.getKey();
                }
            }
        }
        return OTHER;
    }
}
