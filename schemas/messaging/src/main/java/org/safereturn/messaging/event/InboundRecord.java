package org.safereturn.messaging.event;

import java.util.Map;

/**
 * A record as it came from the broker, not yet trusted. Its text shows only where it came from.
 *
 * @param topic it was read from
 * @param key as text, empty when the record had none
 * @param headers by name
 * @param value as received, empty for a tombstone
 * @param partition it was read from
 * @param offset within the partition
 */
@SuppressWarnings("ArrayRecordComponent") // bytes from the broker are handed on, never compared
public record InboundRecord(String topic, String key, Map<String, byte[]> headers, byte[] value, int partition,
        long offset) {

    /** Keeps its own copy of the map of headers, not of the bytes. */
    public InboundRecord {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
