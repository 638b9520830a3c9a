package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.inbox.DeadLetters;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.monitoringservice.fold.MonitoringHandler;
import org.safereturn.monitoringservice.fold.Update;
import reactor.core.publisher.Mono;

/**
 * Reads old records behind the same pipeline as new ones: what became a dead letter then is left out now, without a second
 * letter. Only a time that then lay too far ahead may have come since.
 */
final class CheckedReading {

    private final ConcurrentLinkedQueue<Update> folded = new ConcurrentLinkedQueue<>();
    private final InboundPipeline pipeline;

    CheckedReading(InboundPipeline.Settings settings, TopicCatalogue catalogue, Collection<String> topics,
            Verifier verifier, EventCodec codec, Clock clock) {
        MonitoringHandler handler = new MonitoringHandler(catalogue, settings.service(),
                arrival -> Mono.fromRunnable(() -> folded.add(arrival.update())));
        DeadLetters nowhere = new DeadLetters(_ -> Mono.empty(),
                catalogue.dlq(settings.country(), settings.service()), clock);
        pipeline = new InboundPipeline(settings, catalogue, List.copyOf(topics), verifier, codec, Optional.empty(),
                handler, List::of, nowhere, new SimpleMeterRegistry(), clock);
    }

    /** What the good ones among these records change; one batch after the other. */
    Mono<List<Update>> read(List<InboundRecord> batch) {
        return Mono.fromRunnable(folded::clear).then(pipeline.handle(batch))
                .then(Mono.fromSupplier(() -> List.copyOf(new ArrayList<>(folded))));
    }
}
