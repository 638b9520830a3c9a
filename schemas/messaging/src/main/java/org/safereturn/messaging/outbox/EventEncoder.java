package org.safereturn.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;

/** Turns drafts into messages: headers, wire format, signature. */
public final class EventEncoder {

    private final EventCodec codec;
    private final Signer signer;
    private final String source;
    private final Supplier<UUID> ids;

    /**
     * An encoder for one service.
     *
     * @param source {@code urn:safereturn:<country>:<service>}
     * @param ids of events
     */
    public EventEncoder(EventCodec codec, Signer signer, String source, Supplier<UUID> ids) {
        this.codec = codec;
        this.signer = signer;
        this.source = source;
        this.ids = ids;
    }

    /**
     * Encodes and signs.
     *
     * @param version of the aggregate after the change
     * @param sequence numbers each draft within its topic and key
     */
    public List<OutboundMessage> encode(List<EventDraft> drafts, Cause cause, long version,
            ToLongFunction<EventDraft> sequence) {
        if (drafts.size() > OutboundMessage.MOST_PER_CHANGE) {
            throw new IllegalArgumentException("More than " + OutboundMessage.MOST_PER_CHANGE + " events of one change");
        }
        List<OutboundMessage> messages = new ArrayList<>(drafts.size());
        String correlation = null;
        Optional<String> causation = Optional.empty();
        if (cause instanceof Cause.Message(var event, var ordering)) {
            correlation = event.metadata().correlationId();
            causation = Optional.of(event.metadata().id());
        }
        for (EventDraft draft : drafts) {
            String eventId = ids.get().toString();
            if (correlation == null) {
                correlation = eventId;
            }
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put(HeaderNames.SPEC_VERSION, "1.0");
            headers.put(HeaderNames.ID, eventId);
            headers.put(HeaderNames.TYPE, draft.body().getSchema().getFullName());
            headers.put(HeaderNames.SOURCE, source);
            headers.put(HeaderNames.TIME, draft.time().toString());
            headers.put(HeaderNames.SUBJECT, draft.key());
            headers.put(HeaderNames.SEQUENCE, Long.toString(sequence.applyAsLong(draft)));
            headers.put(HeaderNames.CORRELATION_ID, correlation);
            causation.ifPresent(value -> headers.put(HeaderNames.CAUSATION_ID, value));
            draft.recipient().ifPresent(value -> headers.put(HeaderNames.RECIPIENT, value));
            draft.statRef().ifPresent(value -> headers.put(HeaderNames.STAT_REF, value));
            byte[] value = codec.encode(draft.topic(), draft.body());
            Map<String, byte[]> covered = new HashMap<>();
            headers.forEach((name, text) -> covered.put(name, text.getBytes(StandardCharsets.UTF_8)));
            headers.put(HeaderNames.SIGNATURE, signer.sign(draft.topic(), draft.key(), covered, value));
            headers.put(HeaderNames.CONTENT_TYPE, "application/avro");
            messages.add(new OutboundMessage(version * OutboundMessage.MOST_PER_CHANGE + messages.size(), eventId,
                    draft.topic(), draft.key(), Map.copyOf(headers), value));
        }
        return messages;
    }
}
