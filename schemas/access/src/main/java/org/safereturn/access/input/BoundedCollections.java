package org.safereturn.access.input;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Refuses lists and maps of more than {@value StrictJson#MOST_ELEMENTS} elements, wherever they stand in a request. */
final class BoundedCollections extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public ValueDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config, CollectionType type, BeanDescription.Supplier bean,
            ValueDeserializer<?> reader) {
        return new Bounded(reader);
    }

    @Override
    public ValueDeserializer<?> modifyMapDeserializer(
            DeserializationConfig config, MapType type, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
        return new Bounded(reader);
    }

    private static final class Bounded extends DelegatingDeserializer {

        Bounded(ValueDeserializer<?> reader) {
            super(reader);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new Bounded(reader);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            Object value = super.deserialize(parser, context);
            int size = switch (value) {
                case Collection<?> list -> list.size();
                case Map<?, ?> map -> map.size();
                case null, default -> 0;
            };
            if (size > StrictJson.MOST_ELEMENTS) {
                throw new StreamConstraintsException("Too many elements");
            }
            return value;
        }
    }
}
