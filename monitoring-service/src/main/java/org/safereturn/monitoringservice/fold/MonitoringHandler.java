package org.safereturn.monitoringservice.fold;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.inbox.Inbox;
import org.safereturn.messaging.outcome.Aggregate;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import reactor.core.publisher.Mono;

/** Folds every record that the joint view counts. */
public final class MonitoringHandler implements InboundHandler {

    private final Inbox inbox;
    private final Function<Arrival, Mono<Void>> keep;

    /**
     * A handler.
     *
     * @param service name of this service in the catalogue
     * @param keep done when the update is kept; may be given the same one again
     * @throws IllegalStateException when a record that reaches the service is neither a milestone nor ignored
     */
    public MonitoringHandler(TopicCatalogue catalogue, String service, Function<Arrival, Mono<Void>> keep) {
        Inbox.Builder records = new Inbox.Builder(catalogue, service);
        for (Milestone milestone : Milestone.values()) {
            records.together(milestone.record(), this::take);
        }
        this.inbox = records.build();
        this.keep = keep;
    }

    @Override
    public Mono<List<Outcome<?>>> handle(List<InboundEvent> events) {
        return inbox.handle(events);
    }

    private Mono<Outcome<Update>> take(InboundEvent event, SpecificRecord body) {
        if (!Fold.hasPossibleVersions(body)) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("version-out-of-bounds")));
        }
        if (!Fold.hasPossibleCounts(body)) {
            return Mono.just(new Outcome.Refused<>(Rejection.invalid("count-impossible")));
        }
        Optional<Update> update = Fold.of(body, event.metadata().statRef());
        return update.isEmpty()
                ? Mono.just(new Outcome.Refused<>(Rejection.invalid("statistical-reference-missing")))
                : keep.apply(new Arrival(update.get(), notice(event, update.get())))
                        .thenReturn(new Outcome.Stored<>(new Aggregate<>(update.get().id(), 0, update.get()), List.of()));
    }

    private static Notice notice(InboundEvent event, Update update) {
        String journey = switch (update.kind()) {
            case JOURNEY -> Notice.shortened(update.id());
            case CHECKPOINT_COUNT -> "";
        };
        return new Notice(event.metadata().id(), event.metadata().time(), event.metadata().country(),
                Milestone.of(event.body()), Fold.direction(event.body()).code(), journey);
    }
}
