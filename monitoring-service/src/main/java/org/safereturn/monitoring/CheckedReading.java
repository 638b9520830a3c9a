package org.safereturn.monitoring;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;

/**
 * Reads old records as strictly as the live pipeline does: whatever became a dead letter then is left out now, without a
 * second letter.
 */
final class CheckedReading implements Function<InboundRecord, Optional<InboundEvent>> {

    private final TopicCatalogue catalogue;
    private final Verifier verifier;
    private final EventCodec codec;
    private final int largestRecord;

    CheckedReading(TopicCatalogue catalogue, Verifier verifier, EventCodec codec, int largestRecord) {
        this.catalogue = catalogue;
        this.verifier = verifier;
        this.codec = codec;
        this.largestRecord = largestRecord;
    }

    @Override
    public Optional<InboundEvent> apply(InboundRecord message) {
        if (size(message) > largestRecord || verifier.verify(message.topic(), message.key(), message.headers(),
                message.value()) != Verifier.Verdict.VALID) {
            return Optional.empty();
        }
        return EventMetadata.of(message)
                .filter(metadata -> metadata.service().equals(catalogue.producer(message.topic()).orElse(""))
                        && catalogue.records(message.topic()).contains(metadata.type())
                        && codec.knows(metadata.type()))
                .flatMap(metadata -> body(message)
                        .filter(body -> body.getSchema().getFullName().equals(metadata.type()))
                        .map(body -> new InboundEvent(message, metadata, body)));
    }

    private Optional<SpecificRecord> body(InboundRecord message) {
        return switch (codec.decode(message.topic(), message.value())) {
            case EventCodec.Decoded.Body(SpecificRecord body) -> Optional.of(body);
            case EventCodec.Decoded.Poison() -> Optional.empty();
            case EventCodec.Decoded.UnknownSchema() -> Optional.empty();
        };
    }

    private static long size(InboundRecord message) {
        long size = message.value().length;
        for (Map.Entry<String, byte[]> header : message.headers().entrySet()) {
            size += header.getKey().length() + header.getValue().length;
        }
        return size;
    }
}
