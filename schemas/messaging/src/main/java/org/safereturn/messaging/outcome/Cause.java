package org.safereturn.messaging.outcome;

import java.util.Optional;

import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.Ordering;

/** Why an aggregate changes; it decides how a repetition is recognised. */
public sealed interface Cause {

    /**
     * Somebody asked over HTTP. With an idempotency key a repetition by the same actor is answered without a change.
     *
     * @param actor reference of who asks, never a name
     * @param idempotencyKey the caller's key, when one was sent
     * @param fingerprint SHA-256 of method, path and body
     */
    record Request(String actor, Optional<String> idempotencyKey, String fingerprint) implements Cause {
    }

    /**
     * A message arrived. A repetition is recognised by its id, and in a strict stream by its sequence.
     *
     * @param event the verified and decoded message
     * @param ordering how its place in the stream is treated
     */
    record Message(InboundEvent event, Ordering ordering) implements Cause {

        /** Whether it is what this country says first in its stream, which often begins something here. */
        public boolean isFirstOf(String country) {
            return event.metadata().sequence() == 1 && event.metadata().country().equals(country);
        }
    }

    /**
     * The service itself, for example a deadline that ran out. Never recognised as a repetition.
     *
     * @param name what it is, in kebab case
     */
    record Internal(String name) implements Cause {
    }
}
