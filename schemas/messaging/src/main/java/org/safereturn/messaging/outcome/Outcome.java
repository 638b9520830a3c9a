package org.safereturn.messaging.outcome;

import java.util.List;
import java.util.Optional;

import org.safereturn.messaging.event.InboundRecord;

/** The result of a change. */
public sealed interface Outcome<S> {

    /** The aggregate as it is now, where it was changed or had been before; empty where it was not. */
    default Optional<Aggregate<S>> changed() {
        return switch (this) {
            case Stored<S> stored -> Optional.of(stored.aggregate());
            case Repeated<S> repeated -> Optional.of(repeated.aggregate());
            case Refused<S> _, Held<S> _, Parked<S> _, Ignored<S> _ -> Optional.empty();
        };
    }

    /** Its state. */
    default Optional<S> state() {
        return changed().map(Aggregate::state);
    }

    /**
     * It is stored, its events included; they will be sent.
     *
     * @param aggregate the aggregate after the change
     * @param released held messages whose turn has come, for the inbound pipeline
     */
    record Stored<S>(Aggregate<S> aggregate, List<InboundRecord> released) implements Outcome<S> {

        /** Keeps its own copy of the list. */
        public Stored {
            released = List.copyOf(released);
        }
    }

    /**
     * It had been done before: nothing was stored, nothing will be sent.
     *
     * @param aggregate the aggregate as it is now
     */
    record Repeated<S>(Aggregate<S> aggregate) implements Outcome<S> {
    }

    /**
     * A rule said no: nothing was stored.
     *
     * @param rejection which rule
     */
    record Refused<S>(Rejection rejection) implements Outcome<S> {
    }

    /** A message of a strict stream waits, stored, for its predecessor. */
    record Held<S>() implements Outcome<S> {
    }

    /** A message of a strict stream cannot even wait any more: too much waits for the same predecessor already. */
    record Parked<S>() implements Outcome<S> {
    }

    /** This service does not need this type of message. */
    record Ignored<S>() implements Outcome<S> {
    }
}
