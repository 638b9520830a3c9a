package org.safereturn.messaging.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.specific.SpecificRecord;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventMetadata;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;

/**
 * The checks that a record must pass before the service is asked, in this order: size, topic, signature, metadata,
 * recipient, type, schema, and what it claims about sender, subject and times. They change nothing, so records may be
 * checked side by side.
 */
final class Checks {

    private static final String JOINT = TopicCatalogue.JOINT;
    private static final String CASE_KEY = CaseKeyIssued.getClassSchema().getFullName();

    private final InboundPipeline.Settings settings;
    private final TopicCatalogue catalogue;
    private final Set<String> topics;
    private final Verifier verifier;
    private final EventCodec codec;
    private final Claims claims;
    private final Map<String, Set<String>> recordsOfTopic = new ConcurrentHashMap<>();

    Checks(InboundPipeline.Settings settings, TopicCatalogue catalogue, List<String> topics, Verifier verifier,
            EventCodec codec, Claims claims) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.topics = Set.copyOf(topics);
        this.verifier = verifier;
        this.codec = codec;
        this.claims = claims;
    }

    /** What there is to say of a record. */
    Checked check(InboundRecord message) {
        try {
            return untrusted(message);
        } catch (RuntimeException | Error e) {
            return new Checked.Failed(message, e);
        }
    }

    private Checked untrusted(InboundRecord message) {
        long size = message.value().length;
        for (Map.Entry<String, byte[]> header : message.headers().entrySet()) {
            size += header.getKey().length() + header.getValue().length;
        }
        if (size > settings.largestRecord()) {
            return new Checked.Dead(message, DeadLetterReason.OVERSIZE);
        }
        if (!topics.contains(message.topic())) {
            return new Checked.Dead(message, DeadLetterReason.UNEXPECTED_TOPIC);
        }
        return switch (verifier.verify(message.topic(), message.key(), message.headers(), message.value())) {
            case MISSING -> new Checked.Dead(message, DeadLetterReason.MISSING_SIGNATURE);
            case BAD -> new Checked.Dead(message, DeadLetterReason.BAD_SIGNATURE);
            case VALID -> EventMetadata.of(message).map(metadata -> verified(message, metadata))
                    .orElseGet(() -> new Checked.Dead(message, DeadLetterReason.BAD_METADATA));
        };
    }

    private Checked verified(InboundRecord message, EventMetadata metadata) {
        if (!catalogue.producers(message.topic()).contains(metadata.service())) {
            return passed(message, metadata, DeadLetterReason.BAD_METADATA);
        }
        if (!isForUs(metadata)) {
            return passed(message, metadata, DeadLetterReason.WRONG_RECIPIENT);
        }
        if (!codec.knows(metadata.type())) {
            return new Checked.Unknown(message, metadata);
        }
        if (!recordsOf(message.topic()).contains(metadata.type())) {
            return passed(message, metadata, DeadLetterReason.WRONG_TYPE);
        }
        // A signed record without a value where case keys travel: the ministry that issued the key erases it.
        if (message.value().length == 0 && metadata.type().equals(CASE_KEY)) {
            return new Checked.Erasure(message, metadata);
        }
        return switch (codec.decode(message.topic(), message.value())) {
            case EventCodec.Decoded.Poison() -> passed(message, metadata, DeadLetterReason.POISON_BYTES);
            case EventCodec.Decoded.UnknownSchema() ->
                    new Checked.Parking(message, metadata, DeadLetterReason.UNKNOWN_SCHEMA);
            case EventCodec.Decoded.Body(SpecificRecord body) -> decoded(message, metadata, body);
        };
    }

    private Checked decoded(InboundRecord message, EventMetadata metadata, SpecificRecord body) {
        if (!body.getSchema().getFullName().equals(metadata.type())) {
            return passed(message, metadata, DeadLetterReason.WRONG_TYPE);
        }
        return claims.check(metadata, body).map(reason -> passed(message, metadata, reason))
                .orElseGet(() -> Checked.Event.of(new InboundEvent(message, metadata, body)));
    }

    private boolean isForUs(EventMetadata metadata) {
        return settings.country().equals(JOINT) || metadata.country().equals(settings.country())
                || metadata.recipient().map(settings.country()::equals)
                        .orElse(!"exchange".equals(catalogue.audience(metadata.topic()).orElse("")));
    }

    private Set<String> recordsOf(String topic) {
        return recordsOfTopic.computeIfAbsent(topic, any -> new HashSet<>(catalogue.records(any)));
    }

    private static Checked passed(InboundRecord message, EventMetadata metadata, DeadLetterReason reason) {
        return new Checked.Passed(message, metadata, reason);
    }
}
