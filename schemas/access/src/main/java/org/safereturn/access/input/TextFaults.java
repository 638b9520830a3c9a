package org.safereturn.access.input;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with the texts of a body before it is sent, by the rules that its endpoint will apply: characters that no
 * text needs, a text that is too long, a name that is none. All of them at once, also while other fields are missing. What
 * else may be wrong the endpoint tells.
 */
public final class TextFaults {

    private final Validator validator;

    /** By the constraints that this validator knows. */
    public TextFaults(Validator validator) {
        this.validator = validator;
    }

    /** At most one for each field, in the order of the fields; none for an endpoint that takes no body. */
    public List<Rejection> of(HandlerMethod endpoint, JsonNode body) {
        Map<String, Rejection> faults = new LinkedHashMap<>();
        MissingFields.bodyType(endpoint).ifPresent(type -> collect(type, body, "", faults));
        return List.copyOf(faults.values());
    }

    private void collect(Class<?> type, JsonNode object, String path, Map<String, Rejection> faults) {
        if (!type.isRecord() || !object.isObject()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = object.path(component.getName());
            String field = path + component.getName();
            Class<?> element = MissingFields.element(component.getGenericType());
            if (value.isString() && component.getType() == String.class) {
                judge(type, component, read(value.asString(), field, faults), path, faults);
            } else if (value.isObject()) {
                collect(component.getType(), value, field + ".", faults);
            } else if (value.isArray() && element == String.class) {
                judge(type, component, texts(value, field, faults), path, faults);
            } else if (value.isArray() && element != null) {
                for (int i = 0; i < value.size(); i++) {
                    collect(element, value.path(i), field + "[" + i + "].", faults);
                }
            }
        }
    }

    private static List<String> texts(JsonNode list, String field, Map<String, Rejection> faults) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            texts.add(read(list.path(i).asString(""), field + "[" + i + "]", faults));
        }
        return texts;
    }

    /** The text as the endpoint reads it; when it would not, that is told. */
    private static String read(String text, String field, Map<String, Rejection> faults) {
        if (!PlainText.isText(text)) {
            faults.put(field, InputFaults.controlCharacters(field));
        } else if (text.length() > StrictJson.LONGEST_FIELD) {
            faults.put(field, InputFaults.tooLong(field));
        }
        return PlainText.normal(text);
    }

    /** Tells which constraint a value breaks, unless something is told of it already. */
    private void judge(Class<?> type, RecordComponent component, Object value, String path, Map<String, Rejection> faults) {
        validator.validateValue(type, component.getName(), value).stream()
                .sorted(Comparator.comparing(TextFaults::constraint))
                .forEach(violation -> faults.computeIfAbsent(path + field(violation),
                        field -> InputFaults.constraint(field, constraint(violation))));
    }

    private static String constraint(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    }

    /** Without the name of a place within a list, as the endpoint says it. */
    private static String field(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        int element = path.indexOf(".<");
        return element < 0 ? path : path.substring(0, element);
    }
}
