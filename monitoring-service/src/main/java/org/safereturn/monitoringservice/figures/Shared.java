package org.safereturn.monitoringservice.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of each value, for all who would hold another one that is equal. There are few, for each is made of quarters, countries
 * and steps. For one thread at a time.
 */
final class Shared {

    private final Map<Object, Object> held = new HashMap<>();

    /** The value that is held, which is this one when it is the first. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        return (T) held.computeIfAbsent(value, each -> each);
    }

    /** The values that are held. */
    <T> List<T> each(List<T> values) {
        return values.stream().map(this::one).toList();
    }

    /** Holds none any more. */
    void clear() {
        held.clear();
    }
}
