package org.safereturn.messaging.event;

import java.time.Instant;
import java.util.Optional;

/** Something that happened to a case, in the words of a model; the same whether this ministry did it or the peer told it. */
public interface DomainEvent {

    /** Business time, to the millisecond. */
    Instant occurredAt();

    /** Who acted; empty when it was the software. */
    default Optional<Officer> actor() {
        return Optional.empty();
    }
}
