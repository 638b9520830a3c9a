package org.safereturn.messaging.inbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the headers of a verified record say.
 *
 * @param topic the record was read from
 * @param key of the record
 * @param id of the event, the same on every resend
 * @param type full name of the Avro record
 * @param source {@code urn:safereturn:<country>:<service>}, proven by the signature
 * @param time business time
 * @param subject the joint case reference, or the key of a statistics record
 * @param sequence of the event among those of the same topic and key, from 1 without gaps
 * @param correlationId id of the event or request that began the chain
 * @param causationId id of what led directly to this event, when known
 * @param recipient upper-case code of the country it is meant for, on exchange topics
 * @param statRef the case's pseudonym for statistics, on exchange topics
 */
public record EventMetadata(String topic, String key, String id, String type, String source, Instant time,
        String subject, long sequence, String correlationId, Optional<String> causationId,
        Optional<String> recipient, Optional<String> statRef) {

    /** Upper-case code of the country whose ministry sent it. */
    public String country() {
        return source.split(":", -1)[2].toUpperCase(Locale.ROOT);
    }

    /** Name of the service that sent it. */
    public String service() {
        return source.split(":", -1)[3];
    }
}
