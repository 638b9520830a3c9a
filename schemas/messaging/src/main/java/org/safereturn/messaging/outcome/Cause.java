package org.safereturn.messaging.outcome;

import java.util.Optional;
import java.util.Set;

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
     * @param expected the versions to which alone the change may be made, when the caller said
     */
    record Request(String actor, Optional<String> idempotencyKey, String fingerprint, Optional<Expected> expected)
            implements Cause {

        /** Somebody who did not say which version the change is for. */
        public Request(String actor, Optional<String> idempotencyKey, String fingerprint) {
            this(actor, idempotencyKey, fingerprint, Optional.empty());
        }
    }

    /**
     * The versions of an aggregate that a caller knows.
     *
     * @param any whether every version will do, so that the aggregate need only exist
     * @param versions otherwise the ones that will do
     */
    record Expected(boolean any, Set<Long> versions) {

        /** Keeps its own copy. */
        public Expected {
            versions = Set.copyOf(versions);
        }

        /** Whether the change may be made to this version; 0 stands for an aggregate that does not exist. */
        public boolean includes(long version) {
            return version > 0 && (any || versions.contains(version));
        }
    }

    /** The refusal of a change that was meant for another version than this one; empty when it may be made. */
    default Optional<Rejection> outdated(long version) {
        return this instanceof Request request && request.expected().filter(each -> !each.includes(version)).isPresent()
                ? Optional.of(Rejection.outdated("version-outdated")) : Optional.empty();
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
