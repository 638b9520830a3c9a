package org.safereturn.access.description;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.KnownCode;
import org.safereturn.access.input.Presence;
import org.safereturn.messaging.event.Symbols;

/**
 * Writes into the description which fields of a null-marked record must be there and which may be null: of a request
 * what {@link Presence} asks for, of an answer what is written. An answer has every field, except those that
 * {@link JsonInclude} leaves out; a record that is used in both is described by the rule for requests.
 */
final class PresenceInSchemas implements ModelConverter {

    /** Stands at a schema until {@link #finish}: the fields that an answer always has. */
    private static final String WRITTEN = "x-written";

    private static final String REFERENCE = "#/components/schemas/";
    private static final String NULL = "null";

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();
    private final Set<String> clashes = new ConcurrentSkipListSet<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        Class<?> raw = raw(type.getType());
        if (schema != null && raw != null && Presence.speaksFor(raw)) {
            Schema<?> model = schema.get$ref() == null ? schema : context.getDefinedModels().get(name(schema.get$ref()));
            if (model != null && (model.getExtensions() == null || !model.getExtensions().containsKey(WRITTEN))) {
                describe(model, raw);
            }
            if (schema.get$ref() != null) {
                nameOnce(name(schema.get$ref()), raw);
            }
        }
        return schema;
    }

    private void nameOnce(String name, Class<?> raw) {
        Class<?> other = named.putIfAbsent(name, raw);
        if (other != null && !other.getName().equals(raw.getName())) {
            clashes.add(other.getName() + " and " + raw.getName() + " would both be described as " + name
                    + "; rename one or give it a @Schema(name = ...)");
        }
    }

    private static void describe(Schema<?> model, Class<?> raw) {
        List<String> written = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema<?> property = model.getProperties() == null ? null : model.getProperties().get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.isAnnotationPresent(KnownCode.class)) {
                Schema<?> code = property.getItems() == null ? property : property.getItems();
                withoutUnknown(code);
            }
            boolean leftOut = isLeftOut(component);
            if (!leftOut) {
                written.add(component.getName());
            }
            boolean listed = model.getRequired() != null && model.getRequired().contains(component.getName());
            if (!listed && !Presence.mayBeAbsent(component)) {
                model.addRequiredItem(component.getName());
            }
            if (!leftOut && mayBeNull(component)) {
                model.addProperty(component.getName(), orNull(property));
            }
        }
        model.addExtension(WRITTEN, written);
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getType() == Optional.class || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isLeftOut(RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude all = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        JsonInclude.Include said = own != null ? own.value() : all != null ? all.value() : JsonInclude.Include.ALWAYS;
        return switch (said) {
            case ALWAYS, USE_DEFAULTS, CUSTOM -> false;
            case NON_NULL, NON_ABSENT -> mayBeNull(component);
            case NON_EMPTY -> mayBeNull(component) || Collection.class.isAssignableFrom(component.getType())
                    || Map.class.isAssignableFrom(component.getType()) || component.getType() == String.class;
            case NON_DEFAULT -> true;
        };
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.getTypes() == null || property.get$ref() != null) {
            Schema<?> none = new Schema<>();
            none.addType(NULL);
            Schema<?> either = new Schema<>();
            return either.anyOf(List.of(property, none));
        }
        Schema<?> copy = AnnotationsUtils.clone(property, true);
        copy.addType(NULL);
        if (copy.getEnum() != null) {
            addNull(copy);
        }
        return copy;
    }

    private static <T> void withoutUnknown(Schema<T> code) {
        if (code.getEnum() != null) {
            code.setEnum(code.getEnum().stream().filter(symbol -> !Symbols.UNKNOWN.equals(symbol)).toList());
        }
    }

    private static <T> void addNull(Schema<T> schema) {
        List<@Nullable T> symbols = new ArrayList<>(schema.getEnum());
        symbols.add(null);
        schema.setEnum(symbols);
    }

    /**
     * Requires of answers all that they have, now that it is known which records no request contains.
     *
     * @throws IllegalStateException when two records would have the same name; springdoc leaves out what a converter
     *     throws at, so this is said here
     */
    void finish(OpenAPI api) {
        if (!clashes.isEmpty()) {
            throw new IllegalStateException(String.join("\n", clashes));
        }
        Map<String, Schema<?>> schemas = schemas(api);
        Set<String> asked = asked(api, schemas);
        schemas.forEach((name, schema) -> {
            Object written = schema.getExtensions() == null ? null : schema.getExtensions().remove(WRITTEN);
            if (written instanceof List<?> fields && !asked.contains(name)) {
                schema.setRequired(fields.stream().map(String::valueOf).toList());
            }
        });
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, Schema<?>> schemas(OpenAPI api) {
        Map<String, Schema<?>> schemas = new HashMap<>();
        Map<String, Schema> described = api.getComponents() == null ? null : api.getComponents().getSchemas();
        if (described != null) {
            described.forEach(schemas::put);
        }
        return schemas;
    }

    private static Set<String> asked(OpenAPI api, Map<String, Schema<?>> schemas) {
        Deque<Schema<?>> toDo = new ArrayDeque<>();
        if (api.getPaths() != null) {
            for (PathItem path : api.getPaths().values()) {
                for (Operation operation : path.readOperations()) {
                    if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
                        operation.getRequestBody().getContent().values().stream()
                                .map(MediaType::getSchema).filter(schema -> schema != null).forEach(toDo::add);
                    }
                }
            }
        }
        Set<String> asked = new TreeSet<>();
        while (!toDo.isEmpty()) {
            Schema<?> schema = toDo.remove();
            if (schema.get$ref() != null && asked.add(name(schema.get$ref()))) {
                Schema<?> meant = schemas.get(name(schema.get$ref()));
                if (meant != null) {
                    toDo.add(meant);
                }
            }
            toDo.addAll(parts(schema));
        }
        return asked;
    }

    @SuppressWarnings("rawtypes")
    private static List<Schema<?>> parts(Schema<?> schema) {
        List<Schema<?>> parts = new ArrayList<>();
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(parts::add);
        }
        if (schema.getItems() != null) {
            parts.add(schema.getItems());
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            parts.add(values);
        }
        Stream.of(Optional.ofNullable(schema.getAllOf()), Optional.ofNullable(schema.getAnyOf()),
                Optional.ofNullable(schema.getOneOf())).flatMap(Optional::stream).forEach(some -> some.forEach(parts::add));
        return parts;
    }

    private static String name(String reference) {
        return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : reference;
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case JavaType jackson -> jackson.getRawClass();
            case null, default -> null;
        };
    }
}
