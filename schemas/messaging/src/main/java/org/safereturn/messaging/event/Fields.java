package org.safereturn.messaging.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBuilderBase;
import org.jspecify.annotations.Nullable;

/** Fields of generated records and builders by their name, for what all records have in common. */
final class Fields {

    private static final ClassValue<Map<String, Method>> SETTERS = new ClassValue<>() {

        @Override
        protected Map<String, Method> computeValue(Class<?> builder) {
            Map<String, Method> setters = new HashMap<>();
            for (Method method : builder.getMethods()) {
                if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                    setters.put(method.getName(), method);
                }
            }
            return setters;
        }
    };

    private Fields() {
    }

    /** The value of a field; empty when it is null or the record has no such field. */
    static Optional<Object> value(SpecificRecord record, String field) {
        Schema.Field found = record.getSchema().getField(field);
        return found == null ? Optional.empty() : Optional.ofNullable(record.get(found.pos()));
    }

    /** Sets a field of a builder; a symbol is set by its name. Does nothing when the record has no such field. */
    static void set(SpecificRecordBuilderBase<?> builder, String field, @Nullable Object value) {
        Method setter = SETTERS.get(builder.getClass())
                .get("set" + Character.toUpperCase(field.charAt(0)) + field.substring(1));
        if (setter == null || value == null) {
            return;
        }
        Class<?> type = setter.getParameterTypes()[0];
        try {
            setter.invoke(builder, type.isEnum() ? symbol(type, value.toString()) : value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot set " + field, e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Cannot set " + field, e.getCause());
        }
    }

    private static Object symbol(Class<?> type, String name) {
        for (Object each : type.getEnumConstants()) {
            if (((Enum<?>) each).name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no " + name);
    }
}
