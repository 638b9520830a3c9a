package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.inbox.DeadLetters;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.monitoringservice.fold.Arrival;
import org.safereturn.monitoringservice.fold.MonitoringHandler;
import reactor.core.publisher.Mono;

/**
 * Reads old records behind the same pipeline as new ones: what became a dead letter then is left out now, without a second
 * letter. Only a time that then lay too far ahead may have come since. Several batches may be read at a time.
 */
final class CheckedReading {

    private final InboundPipeline pipeline;

    /** Where the batch that is read goes, and how much of it was good. */
    private record Batch(Gathering into, LongAdder good) {
    }

    CheckedReading(InboundPipeline.Settings settings, TopicCatalogue catalogue, Collection<String> topics,
            Verifier verifier, EventCodec codec, Clock clock) {
        MonitoringHandler handler = new MonitoringHandler(catalogue, settings.service(), CheckedReading::keep);
        DeadLetters nowhere = new DeadLetters(_ -> Mono.empty(),
                catalogue.dlq(settings.country(), settings.service()), clock);
        pipeline = new InboundPipeline(settings, catalogue, List.copyOf(topics), verifier, codec, Optional.empty(),
                handler, List::of, nowhere, new SimpleMeterRegistry(), clock);
    }

    /** Folds the good ones among these records into the gathering; answers how many there were. */
    Mono<Long> read(List<InboundRecord> records, Gathering into) {
        return Mono.defer(() -> {
            Batch batch = new Batch(into, new LongAdder());
            return pipeline.handle(records).contextWrite(context -> context.put(Batch.class, batch))
                    .then(Mono.fromSupplier(batch.good()::sum));
        });
    }

    private static Mono<Void> keep(Arrival arrival) {
        return Mono.deferContextual(context -> {
            Batch batch = context.get(Batch.class);
            batch.into().add(arrival.update());
            batch.good().increment();
            return Mono.empty();
        });
    }
}
