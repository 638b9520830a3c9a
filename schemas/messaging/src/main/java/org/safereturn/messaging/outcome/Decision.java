package org.safereturn.messaging.outcome;

import java.util.List;

/**
 * The answer of a model to a request: the new state with the events that lead to it, or a rejection.
 *
 * @param <S> state of the aggregate
 * @param <E> the model's own events
 */
public sealed interface Decision<S, E> {

    /**
     * It is done; without events when only the ministry's own record changes.
     *
     * @param state the state after the events
     * @param events what happened, in order
     */
    record Accepted<S, E>(S state, List<E> events) implements Decision<S, E> {

        /** Keeps its own copy of the events. */
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * It is not done.
     *
     * @param rejection which rule said no
     */
    record Refused<S, E>(Rejection rejection) implements Decision<S, E> {
    }

    /** The new state and what happened. */
    static <S, E> Decision<S, E> accept(S state, List<? extends E> events) {
        return new Accepted<>(state, List.copyOf(events));
    }

    /** A business "no". */
    static <S, E> Decision<S, E> refuse(Rejection rejection) {
        return new Refused<>(rejection);
    }
}
