package org.safereturn.messaging.event;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record whose signature, recipient and schema were checked.
 *
 * @param record as it came
 * @param metadata from its headers
 * @param body decoded
 */
public record InboundEvent(InboundRecord record, EventMetadata metadata, SpecificRecord body) {

    @Override
    public String toString() {
        return metadata.type() + " " + metadata.id();
    }
}
