package org.safereturn.messaging.event;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Maps symbols between the models and the contract, by name. A symbol that this release does not know becomes {@code
 * UNKNOWN} of the model's enum, which is read and never written; every rule that reads it makes the careful choice.
 */
public final class Symbols {

    /** The name of the symbol that stands for those of a newer release. */
    public static final String UNKNOWN = "UNKNOWN";

    private Symbols() {
    }

    /**
     * The symbol of the same name, or {@code UNKNOWN}.
     *
     * @throws IllegalArgumentException when the enum has neither; a contract test finds such an enum
     */
    public static <T extends Enum<T>> T of(Class<T> type, Enum<?> symbol) {
        T unknown = null;
        for (T each : type.getEnumConstants()) {
            if (each.name().equals(symbol.name())) {
                return each;
            }
            if (each.name().equals(UNKNOWN)) {
                unknown = each;
            }
        }
        if (unknown == null) {
            throw new IllegalArgumentException(type.getName() + " has neither " + symbol.name() + " nor " + UNKNOWN);
        }
        return unknown;
    }

    /** The same, and nothing for nothing. */
    public static <T extends Enum<T>> @Nullable T orNull(Class<T> type, @Nullable Enum<?> symbol) {
        return symbol == null ? null : of(type, symbol);
    }

    /** The same for each of them, in their order. */
    public static <T extends Enum<T>> List<T> all(Class<T> type, Collection<? extends Enum<?>> symbols) {
        return symbols.stream().map(each -> of(type, each)).toList();
    }

    /** Whether it is one that this release does not know. */
    public static boolean isUnknown(Enum<?> symbol) {
        return symbol.name().equals(UNKNOWN);
    }
}
