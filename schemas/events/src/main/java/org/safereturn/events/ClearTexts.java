package org.safereturn.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a text in clear may be, read from {@code clear-texts.yaml}: a code or a reference, and never free text. */
public final class ClearTexts {

    private final Map<String, Pattern> patterns;
    private final Set<String> empty;

    private ClearTexts(Map<String, Pattern> patterns, Set<String> empty) {
        this.patterns = patterns;
        this.empty = empty;
    }

    /** Reads the file. */
    public static ClearTexts load() {
        try (InputStream file = Objects.requireNonNull(ClearTexts.class.getResourceAsStream("/clear-texts.yaml"))) {
            Map<?, ?> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, Pattern> patterns = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(read.get("kinds"))).values().forEach(kind -> {
                Map<?, ?> of = (Map<?, ?>) kind;
                Pattern pattern = Pattern.compile(String.valueOf(of.get("pattern")));
                for (Object field : (List<?>) Objects.requireNonNull(of.get("fields"))) {
                    if (patterns.put(String.valueOf(field), pattern) != null) {
                        throw new IllegalStateException("clear-texts.yaml names a field twice: " + field);
                    }
                }
            });
            List<?> empty = (List<?>) Objects.requireNonNull(read.get("empty"));
            return new ClearTexts(patterns, Set.copyOf(empty.stream().map(String::valueOf).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields that the file speaks of, by type and name, or by name alone where they mean the same in every type. */
    public Set<String> fields() {
        return Set.copyOf(patterns.keySet());
    }

    /** Fields that stay in the contract and are never written again. */
    public Set<String> empty() {
        return empty;
    }

    /** What a text in this field must look like; empty where the file does not speak of it. */
    public Optional<Pattern> pattern(String type, String field) {
        return Optional.ofNullable(patterns.get(type + "." + field)).or(() -> Optional.ofNullable(patterns.get(field)));
    }

    /** The fields of this record that hold something else than the file allows, without what they hold. */
    public List<String> violations(IndexedRecord body) {
        List<String> found = new ArrayList<>();
        walk(body, found);
        return found;
    }

    private void walk(IndexedRecord body, List<String> found) {
        for (Schema.Field field : body.getSchema().getFields()) {
            String name = body.getSchema().getName() + "." + field.name();
            Object value = body.get(field.pos());
            if (empty.contains(name)) {
                if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
                    found.add(name);
                }
            } else {
                value(body.getSchema().getName(), field.name(), value, found);
            }
        }
    }

    private void value(String type, String field, @Nullable Object value, List<String> found) {
        switch (value) {
            case IndexedRecord inner -> walk(inner, found);
            case Collection<?> many -> many.forEach(each -> value(type, field, each, found));
            case CharSequence text -> {
                if (pattern(type, field).filter(known -> known.matcher(text).matches()).isEmpty()) {
                    found.add(type + "." + field);
                }
            }
            case null, default -> { }
        }
    }
}
