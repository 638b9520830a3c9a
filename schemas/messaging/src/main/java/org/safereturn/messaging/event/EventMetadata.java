package org.safereturn.messaging.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.safereturn.messaging.wire.HeaderNames;

/**
 * The metadata from the headers of a verified record.
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

    private static final Pattern SOURCE = Pattern.compile("urn:safereturn:[a-z]{2,8}:[a-z][a-z0-9-]{0,60}");
    private static final int LONGEST = 256;

    /** Upper-case code of the country whose ministry sent it. */
    public String country() {
        return source.split(":", -1)[2].toUpperCase(Locale.ROOT);
    }

    /** Name of the service that sent it. */
    public String service() {
        return source.split(":", -1)[3];
    }

    /**
     * Reads the headers of a record whose signature holds; empty when one is missing or malformed.
     */
    public static Optional<EventMetadata> of(InboundRecord message) {
        Map<String, byte[]> headers = message.headers();
        try {
            String source = text(headers, HeaderNames.SOURCE).orElse("");
            long sequence = Long.parseLong(text(headers, HeaderNames.SEQUENCE).orElse(""));
            Optional<String> id = text(headers, HeaderNames.ID);
            Optional<String> type = text(headers, HeaderNames.TYPE);
            Optional<String> subject = text(headers, HeaderNames.SUBJECT);
            Instant time = Instant.parse(text(headers, HeaderNames.TIME).orElse(""));
            if (id.isEmpty() || type.isEmpty() || subject.isEmpty() || sequence < 1
                    || !SOURCE.matcher(source).matches()
                    || !"1.0".equals(text(headers, HeaderNames.SPEC_VERSION).orElse(""))) {
                return Optional.empty();
            }
            return Optional.of(new EventMetadata(message.topic(), message.key(), id.get(), type.get(), source, time,
                    subject.get(), sequence, text(headers, HeaderNames.CORRELATION_ID).orElse(id.get()),
                    text(headers, HeaderNames.CAUSATION_ID), text(headers, HeaderNames.RECIPIENT),
                    text(headers, HeaderNames.STAT_REF)));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        if (value == null || value.length == 0 || value.length > LONGEST) {
            return Optional.empty();
        }
        return Optional.of(new String(value, StandardCharsets.UTF_8));
    }
}
