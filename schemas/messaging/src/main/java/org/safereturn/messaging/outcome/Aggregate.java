package org.safereturn.messaging.outcome;

/**
 * An aggregate as it was read or stored.
 *
 * @param id its id, usually the joint case reference
 * @param version grows with every stored change, not always by one
 * @param state its state
 */
public record Aggregate<S>(String id, long version, S state) {
}
