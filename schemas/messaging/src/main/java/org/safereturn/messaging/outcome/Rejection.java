package org.safereturn.messaging.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A business "no": which rule refused, and what the reader needs to understand it.
 *
 * @param kind how the refusal is answered over HTTP
 * @param rule stable id of the rule, in kebab case
 * @param parameters values for the localised message, in the order given; never personal data
 */
public record Rejection(Kind kind, String rule, Map<String, String> parameters) {

    /** What sort of "no" it is: answered as 400, 404, 403, 409, 412 and 422, in this order. */
    public enum Kind { INVALID, UNKNOWN, FORBIDDEN, CONFLICT, OUTDATED, REFUSED }

    /** Keeps its own copy of the parameters, in order. */
    public Rejection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The request itself makes no sense. */
    public static Rejection invalid(String rule, String... namesAndValues) {
        return of(Kind.INVALID, rule, namesAndValues);
    }

    /** What the request speaks of does not exist. */
    public static Rejection unknown(String rule, String... namesAndValues) {
        return of(Kind.UNKNOWN, rule, namesAndValues);
    }

    /** The actor may not do this. */
    public static Rejection forbidden(String rule, String... namesAndValues) {
        return of(Kind.FORBIDDEN, rule, namesAndValues);
    }

    /** Somebody else was first. */
    public static Rejection conflict(String rule, String... namesAndValues) {
        return of(Kind.CONFLICT, rule, namesAndValues);
    }

    /** It was asked for another version than there is now. */
    public static Rejection outdated(String rule, String... namesAndValues) {
        return of(Kind.OUTDATED, rule, namesAndValues);
    }

    /** A rule of the procedure does not allow it. */
    public static Rejection refused(String rule, String... namesAndValues) {
        return of(Kind.REFUSED, rule, namesAndValues);
    }

    private static Rejection of(Kind kind, String rule, String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("Parameters come as pairs of name and value");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Rejection(kind, rule, parameters);
    }
}
