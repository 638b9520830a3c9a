package org.safereturn.messaging.inbox;

import org.safereturn.messaging.aggregate.Outcome;
import reactor.core.publisher.Mono;

/**
 * What a service does with the events it receives: one bean per service, a pattern switch over the bodies' types.
 *
 * <p>Events of one key arrive one after the other; events of different keys at the same time. The answer acknowledges
 * the event, so it must come after everything is stored: {@code Refused} leads to a dead letter, an error means broken
 * machinery and the event is offered again, for as long as it takes. Every event may be offered more than once.
 */
@FunctionalInterface
public interface InboundHandler {

    /** Handles one event; answers {@code Ignored} for a type this service does not need. */
    Mono<? extends Outcome<?>> handle(InboundEvent event);
}
