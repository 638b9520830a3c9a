package org.safereturn.access.input;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading stops at the first field that is missing; this finds the others, so that a caller hears of all at once. */
public final class MissingFields {

    /** The rule that one field is missing. */
    static final String ONE = "field-missing";

    private MissingFields() {}

    /** The rejection, or one that names all fields that are missing when there are several. */
    public static Rejection all(ServerWebExchange exchange, Rejection rejection) {
        if (!rejection.rule().equals(ONE)) {
            return rejection;
        }
        List<String> missing = bodyType(exchange).flatMap(type -> tree(exchange).map(body -> {
            List<String> found = new ArrayList<>();
            collect(type, body, "", found);
            return found;
        })).orElse(List.of());
        return missing.size() < 2 ? rejection
                : Rejection.invalid("fields-missing", "fields", String.join(", ", missing));
    }

    private static Optional<Class<?>> bodyType(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
                ? bodyType(method) : Optional.empty();
    }

    /** What the body of a request to this endpoint is read as; empty where it takes none. */
    static Optional<Class<?>> bodyType(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(ResolvableType::forMethodParameter)
                .<Class<?>>map(type -> (type.hasGenerics() ? type.getGeneric(0) : type).resolve(Object.class))
                .findFirst();
    }

    private static Optional<JsonNode> tree(ServerWebExchange exchange) {
        try {
            return Optional.of(JsonMapper.shared().readTree(RequestBodies.of(exchange)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static void collect(Class<?> type, JsonNode object, String path, List<String> missing) {
        if (!Presence.speaksFor(type) || !object.isObject()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = object.get(component.getName());
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            if (isMissing(component, value)) {
                missing.add(name);
            } else if (value != null && value.isObject()) {
                collect(component.getType(), value, name, missing);
            } else if (value != null && value.isArray()) {
                Class<?> element = element(component.getGenericType());
                for (int i = 0; element != null && i < value.size(); i++) {
                    collect(element, value.get(i), name + "[" + i + "]", missing);
                }
            }
        }
    }

    private static boolean isMissing(RecordComponent component, @Nullable JsonNode value) {
        boolean needed = !Presence.mayBeAbsent(component) || is(component, NotNull.class);
        boolean filled = is(component, NotEmpty.class) || is(component, NotBlank.class);
        if (value == null || value.isNull()) {
            return needed || filled;
        }
        return filled && ((value.isArray() && value.isEmpty()) || (value.isString() && value.asString().isBlank()));
    }

    private static boolean is(RecordComponent component, Class<? extends Annotation> constraint) {
        return component.getAnnotatedType().isAnnotationPresent(constraint)
                || component.getAccessor().isAnnotationPresent(constraint);
    }

    /** What a list of this type holds; null for what is no list. */
    static @Nullable Class<?> element(Type collection) {
        return collection instanceof ParameterizedType list && list.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw) && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? element : null;
    }
}
