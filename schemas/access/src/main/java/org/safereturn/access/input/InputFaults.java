package org.safereturn.access.input;

import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.safereturn.access.problem.ProblemException;
import org.safereturn.messaging.outcome.Rejection;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says which rule a caller's input broke, by field name and allowed values only. */
public final class InputFaults {

    /** Named where the fault is not in one field. */
    private static final String WHOLE = "body";

    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"([^\"]{0,64})\"");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private InputFaults() {}

    /** The rejection behind this exception; empty when the caller's input is not the reason. */
    public static Optional<Rejection> rejection(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> Optional.of(problem.rejection());
            case WebExchangeBindException invalid -> Optional.of(constraint(
                    invalid.getFieldErrors().stream().map(FieldError::getField).findFirst().orElse(WHOLE),
                    invalid.getFieldErrors().stream().map(FieldError::getCode).findFirst().orElse(null)));
            case HandlerMethodValidationException invalid -> invalid.getParameterValidationResults().stream()
                    .findFirst()
                    .map(result -> constraint(
                            String.valueOf(result.getMethodParameter().getParameterName()), null));
            case MissingRequestValueException missing ->
                Optional.of(Rejection.invalid("field-missing", "field", missing.getName()));
            case ServerWebInputException input -> Optional.of(input(input));
            case DecodingException decoding -> Optional.of(decoding(decoding));
            case JacksonException json -> Optional.of(json(json));
            default -> Optional.empty();
        };
    }

    /** That a text holds characters that no text needs. */
    static Rejection controlCharacters(String field) {
        return Rejection.invalid("control-characters", "field", field);
    }

    /** That a text is longer than any field takes. */
    static Rejection tooLong(String field) {
        return Rejection.invalid("text-too-long", "field", field, "largest", Integer.toString(StrictJson.LONGEST_FIELD));
    }

    /** That the value of a field breaks the constraint with this simple name. */
    static Rejection constraint(String field, @Nullable String code) {
        return switch (String.valueOf(code)) {
            case "NotNull", "NotBlank", "NotEmpty" -> Rejection.invalid("field-missing", "field", safe(field));
            case "PersonName" -> Rejection.invalid(PlainText.NOT_A_NAME, "field", safe(field));
            case "RomanisedName" -> Rejection.invalid(PlainText.NOT_IN_LATIN_LETTERS, "field", safe(field));
            default -> Rejection.invalid("invalid-value", "field", safe(field));
        };
    }

    private static Rejection input(ServerWebInputException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof DecodingException decoding && !(cause instanceof DataBufferLimitException)) {
            return decoding(decoding);
        }
        if (cause instanceof TypeMismatchException mismatch) {
            String name = failure.getMethodParameter() == null
                    ? mismatch.getPropertyName()
                    : failure.getMethodParameter().getParameterName();
            // The type inside an Optional or a list is known to the conversion only.
            Class<?> type = mismatch.getCause() instanceof ConversionFailedException conversion
                    ? conversion.getTargetType().getType()
                    : mismatch.getRequiredType();
            return mismatch(safe(String.valueOf(name)), type);
        }
        return cause == null ? Rejection.invalid("body-missing") : Rejection.invalid("bad-request");
    }

    private static Rejection decoding(DecodingException failure) {
        if (failure.getCause() instanceof JacksonException json) {
            return json(json);
        }
        return String.valueOf(failure.getMessage()).startsWith("No request body")
                ? Rejection.invalid("body-missing")
                : Rejection.invalid("malformed-json");
    }

    static Rejection json(JacksonException failure) {
        String field = path(failure);
        return switch (failure) {
            case ControlCharactersException _ -> controlCharacters(field);
            case TooLongException _ -> tooLong(field);
            case UnrecognizedPropertyException unknown -> saidElsewhere(unknown)
                    .map(rule -> Rejection.invalid(rule, "field", field))
                    .orElseGet(() -> Rejection.invalid(
                            "unknown-field", "field", field, "allowed", names(unknown.getKnownPropertyIds())));
            case InvalidNullException _ -> Rejection.invalid("field-missing", "field", field);
            case InvalidFormatException format -> inOtherEra(field, format).orElseGet(() -> mismatch(field, format.getTargetType()));
            case ValueInstantiationException built when built.getCause() instanceof ProblemException problem ->
                problem.rejection();
            case ValueInstantiationException _ -> Rejection.invalid("invalid-value", "field", field);
            case MismatchedInputException missing when missing.getOriginalMessage().startsWith("Missing ") ->
                Rejection.invalid("field-missing", "field", field);
            case MismatchedInputException empty
                    when field.isEmpty() && empty.getOriginalMessage().startsWith("No content") ->
                Rejection.invalid("body-missing");
            case MismatchedInputException trailing
                    when trailing.getOriginalMessage().startsWith("Trailing token") ->
                Rejection.invalid("malformed-json");
            case MismatchedInputException mismatch -> mismatch(field, mismatch.getTargetType());
            case InputCoercionException number -> mismatch(field, number.getTargetType());
            case StreamConstraintsException _ -> Rejection.invalid("json-limits");
            default -> {
                Matcher twice = TWICE.matcher(failure.getOriginalMessage());
                yield twice.lookingAt() ? Rejection.invalid("duplicate-field", "field", within(field, twice.group(1)))
                        : Rejection.invalid("malformed-json");
            }
        };
    }

    private static Optional<String> saidElsewhere(UnrecognizedPropertyException unknown) {
        SaidElsewhere said = unknown.getReferringClass().getAnnotation(SaidElsewhere.class);
        return said != null && Arrays.asList(said.fields()).contains(unknown.getPropertyName())
                ? Optional.of(said.rule())
                : Optional.empty();
    }

    private static String within(String path, String name) {
        String field = safe(name);
        return path.isEmpty() || path.equals(field) || path.endsWith("." + field) ? field : path + "." + field;
    }

    private static Rejection mismatch(String field, @Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            String allowed = Arrays.stream(type.getEnumConstants())
                    .map(value -> ((Enum<?>) value).name())
                    .collect(Collectors.joining(", "));
            return Rejection.invalid("unknown-value", "field", field, "allowed", allowed);
        }
        if (type != null && TemporalAccessor.class.isAssignableFrom(type)) {
            return Rejection.invalid("impossible-date", "field", field);
        }
        return Rejection.invalid("wrong-type", "field", field.isEmpty() ? WHOLE : field, "expected", kind(type));
    }

    /** A date whose year only the Buddhist era can have, or only one that was changed from it twice: with the year that is possible. */
    private static Optional<Rejection> inOtherEra(String field, InvalidFormatException format) {
        return format.getTargetType() != null && TemporalAccessor.class.isAssignableFrom(format.getTargetType())
                ? StrictJson.yearMeant(String.valueOf(format.getValue()))
                        .map(year -> Rejection.invalid("date-in-other-era", "field", field, "year", year.toString()))
                : Optional.empty();
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "OBJECT";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "TEXT";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "BOOLEAN";
        }
        if (type == UUID.class) {
            return "UUID";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "NUMBER";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "LIST" : "OBJECT";
    }

    private static String names(@Nullable Collection<Object> known) {
        return known == null
                ? ""
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    /** The way to the field, e.g. {@code relatives[1].name}; a part that does not look like a field name becomes "?". */
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference part : failure.getPath()) {
            if (part.getPropertyName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(safe(part.getPropertyName()));
            }
        }
        return path.toString();
    }

    private static String safe(String name) {
        return Arrays.stream(name.split("\\.", -1)).allMatch(part -> FIELD_NAME.matcher(index(part)).matches())
                ? name
                : "?";
    }

    private static String index(String part) {
        return part.toLowerCase(Locale.ROOT).replaceAll("\\[\\d{1,4}]$", "");
    }

}
