package org.safereturn.messaging.event;


import java.util.List;

/**
 * Turns a model's event into what is published; an event that concerns nobody else gives no draft. Called once per
 * attempt to store, so it must have no side effects.
 */
@FunctionalInterface
public interface EventTranslator<S, E> {

    /**
     * The drafts of one event, in the order in which they are to be published.
     *
     * @param id of the aggregate
     * @param state after the decision
     * @param version the aggregate's version after the change
     * @param event the model's event
     */
    List<EventDraft> translate(String id, S state, long version, E event);
}
