package org.safereturn.messaging.inbox;

import java.util.List;
import java.util.function.Function;

import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.outcome.Outcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Handles the events that a service receives: one bean per service, usually an {@link Inbox}.
 *
 * <p>Events of one key are given in their order, within a list and from list to list; different keys at the same time. The
 * answer acknowledges the events, so it must come after everything is stored: {@code Refused} leads to a dead letter, an
 * error means broken machinery and the events are offered again, for as long as it takes. Every event may be offered more
 * than once.
 */
@FunctionalInterface
public interface InboundHandler {

    /** Handles events; answers an outcome for each, in the order of the list. */
    Mono<List<Outcome<?>>> handle(List<InboundEvent> events);

    /** A handler that takes one event after the other. */
    static InboundHandler oneByOne(Function<InboundEvent, Mono<? extends Outcome<?>>> handling) {
        return events -> Flux.fromIterable(events).concatMap(event -> handling.apply(event)
                .<Outcome<?>>map(outcome -> outcome)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("No outcome for " + event))), 1).collectList();
    }
}
