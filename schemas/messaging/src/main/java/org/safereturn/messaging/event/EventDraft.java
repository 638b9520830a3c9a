package org.safereturn.messaging.event;

import java.time.Instant;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event before it is encoded, numbered and signed.
 *
 * @param topic from the catalogue; one service writes a topic, from one kind of aggregate
 * @param key of the record, for exchange topics the joint case reference
 * @param body the Avro record
 * @param time business time
 * @param recipient country the event is meant for, on exchange topics
 * @param statRef the case's pseudonym for statistics, on exchange topics
 */
public record EventDraft(String topic, String key, SpecificRecord body, Instant time, Optional<String> recipient,
        Optional<String> statRef) {
}
