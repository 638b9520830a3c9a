package org.safereturn.access.input;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Refuses input without a component that a null-marked record does not mark as nullable. */
public final class Presence extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return component(member)
                .filter(found -> !mayBeAbsent(found))
                .map(_ -> Boolean.TRUE)
                .orElseGet(() -> super.hasRequiredMarker(config, member));
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        return component(annotated)
                .map(found -> {
                    if (isCollection(found)) {
                        return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.FAIL);
                    }
                    return mayBeAbsent(found)
                            ? JsonSetter.Value.empty()
                            : JsonSetter.Value.forValueNulls(Nulls.FAIL);
                })
                .orElseGet(() -> super.findSetterInfo(config, annotated));
    }

    private static Optional<RecordComponent> component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedMember member)) {
            return Optional.empty();
        }
        Class<?> type = member.getDeclaringClass();
        if (!speaksFor(type)) {
            return Optional.empty();
        }
        RecordComponent[] components = type.getRecordComponents();
        if (member instanceof AnnotatedParameter parameter) {
            return parameter.getOwner().getParameterCount() == components.length
                    ? Optional.of(components[parameter.getIndex()])
                    : Optional.empty();
        }
        for (RecordComponent component : components) {
            if (component.getName().equals(member.getName())) {
                return Optional.of(component);
            }
        }
        return Optional.empty();
    }

    /** Whether the type is a record whose components say if they may be absent. */
    public static boolean speaksFor(Class<?> type) {
        return type.isRecord() && isNullMarked(type);
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        return type.getPackage().isAnnotationPresent(NullMarked.class);
    }

    /** Whether a caller may leave this component out. */
    public static boolean mayBeAbsent(RecordComponent component) {
        return isCollection(component)
                || component.getType() == Optional.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isCollection(RecordComponent component) {
        return (Collection.class.isAssignableFrom(component.getType())
                        || Map.class.isAssignableFrom(component.getType()))
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
