package org.safereturn.messaging.aggregate;

import java.util.Set;

/** Makes a service's stores of aggregates; a bean wherever a document store and signing keys are configured. */
public final class AggregatesFactory {

    private final Maker maker;

    AggregatesFactory(Maker maker) {
        this.maker = maker;
    }

    /**
     * Aggregates none of whose messages is read in strict order.
     *
     * @param collection name of the collection, lower case
     * @param stateType a record of simple components: strings, numbers, times, enums, lists, nested records
     * @param translator from the model's events to what is published
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator) {
        return create(collection, stateType, translator, Set.of());
    }

    /**
     * Aggregates that read some of the peers' streams in strict order.
     *
     * @param orderedEntities entities of the exchange topics of other countries that are read with
     *     {@link Ordering#STRICT}, for example {@code referral}; a strict message of any other topic is a
     *     programming error and refused as such
     */
    public <S, E> Aggregates<S, E> create(String collection, Class<S> stateType, EventTranslator<S, E> translator,
            Set<String> orderedEntities) {
        return maker.make(collection, stateType, translator, orderedEntities);
    }

    /** Makes the aggregates of one collection. */
    interface Maker {

        <S, E> Aggregates<S, E> make(String collection, Class<S> stateType, EventTranslator<S, E> translator,
                Set<String> orderedEntities);
    }
}
