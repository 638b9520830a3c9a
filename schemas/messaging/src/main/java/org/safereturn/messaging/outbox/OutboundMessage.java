package org.safereturn.messaging.outbox;

import java.util.LinkedHashMap;
import java.util.Map;

import org.bson.Document;
import org.bson.types.Binary;

/**
 * An encoded and signed event on its way to the broker; a resend is byte-identical.
 *
 * @param position of the message among all of its aggregate, growing
 * @param id of the event
 * @param topic it goes to
 * @param key of the record
 * @param headers by name, text in ASCII
 * @param value in wire format
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that are sent on, never compared
public record OutboundMessage(long position, String id, String topic, String key, Map<String, String> headers,
        byte[] value) {

    /** More events than this never come from one change. */
    static final int MOST_PER_CHANGE = 1000;

    @Override
    public String toString() {
        return topic + " " + id;
    }

    /** As it rests in the document of its aggregate. */
    public Document toDocument() {
        return new Document("position", position).append("id", id).append("topic", topic).append("key", key)
                .append("headers", new Document(new LinkedHashMap<>(headers))).append("value", new Binary(value));
    }

    static OutboundMessage of(Document stored) {
        Map<String, String> headers = new LinkedHashMap<>();
        stored.get("headers", Document.class).forEach((name, value) -> headers.put(name, (String) value));
        return new OutboundMessage(stored.get("position", Number.class).longValue(), stored.getString("id"),
                stored.getString("topic"), stored.getString("key"), headers,
                stored.get("value", Binary.class).getData());
    }
}
