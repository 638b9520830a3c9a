package org.safereturn.access.description;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.safereturn.access.input.Presence;

/** Marks in the description the fields that {@link Presence} requires. */
final class PresenceInSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        Class<?> raw = raw(type.getType());
        if (schema != null && raw != null && Presence.speaksFor(raw)) {
            Schema<?> model = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            if (model != null) {
                require(model, raw);
            }
        }
        return schema;
    }

    private static void require(Schema<?> model, Class<?> raw) {
        for (RecordComponent component : raw.getRecordComponents()) {
            boolean described = model.getProperties() != null && model.getProperties().containsKey(component.getName());
            boolean listed = model.getRequired() != null && model.getRequired().contains(component.getName());
            if (described && !listed && !Presence.mayBeAbsent(component)) {
                model.addRequiredItem(component.getName());
            }
        }
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case JavaType jackson -> jackson.getRawClass();
            case null, default -> null;
        };
    }
}
