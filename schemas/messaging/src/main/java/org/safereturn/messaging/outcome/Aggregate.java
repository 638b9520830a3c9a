package org.safereturn.messaging.outcome;

import java.util.List;

import org.safereturn.messaging.form.FormUse;

/**
 * An aggregate as it was read or stored.
 *
 * @param id its id, usually the joint case reference
 * @param version grows with every stored change, not always by one
 * @param state its state
 * @param forms on which versions of forms its events were recorded, by this ministry and by others, in the order in which
 *     they became known
 */
public record Aggregate<S>(String id, long version, S state, List<FormUse> forms) {

    /** Keeps its own copy. */
    public Aggregate {
        forms = List.copyOf(forms);
    }

    /** One of which nobody asks for the forms. */
    public Aggregate(String id, long version, S state) {
        this(id, version, state, List.of());
    }

    /** The same with another state. */
    public <T> Aggregate<T> with(T other) {
        return new Aggregate<>(id, version, other, forms);
    }
}
