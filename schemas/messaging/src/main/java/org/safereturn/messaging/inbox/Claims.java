package org.safereturn.messaging.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.event.EventMetadata;

/**
 * Checks by the catalogue of topics whether the claims of a signed record can be true: the ministry that signed is on
 * the side that may send it, and so is the actor; key and subject are the reference in the body, the recipient is the
 * other country of the case; and every time is within its bounds. One place for every service, the joint view
 * included.
 */
final class Claims {

    private final TopicCatalogue catalogue;
    private final Clock clock;
    private final Instant earliest;
    private final Instant latest;
    private final Map<Schema, Boolean> timed = new ConcurrentHashMap<>();

    Claims(TopicCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        earliest = catalogue.times().earliest().atStartOfDay(ZoneOffset.UTC).toInstant();
        latest = catalogue.times().latest().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Why the record cannot be believed, or empty when it can. */
    Optional<DeadLetterReason> check(EventMetadata metadata, SpecificRecord body) {
        if (!isOfItsSubject(metadata, body)) {
            return Optional.of(DeadLetterReason.WRONG_SUBJECT);
        }
        if (!maySend(metadata, body)) {
            return Optional.of(DeadLetterReason.WRONG_SENDER);
        }
        if (!isForTheOtherCountry(metadata, body)) {
            return Optional.of(DeadLetterReason.WRONG_RECIPIENT);
        }
        return isPossible(metadata.time()) && !isAhead(metadata.time()) && allPossible(body)
                && !(value(body, "occurredAt") instanceof Instant happened && isAhead(happened))
                ? Optional.empty() : Optional.of(DeadLetterReason.TIME_OUT_OF_BOUNDS);
    }

    private boolean isOfItsSubject(EventMetadata metadata, SpecificRecord body) {
        return catalogue.key(metadata.topic(), body).filter(metadata.key()::equals).isPresent()
                && metadata.subject().equals(metadata.key());
    }

    private boolean maySend(EventMetadata metadata, SpecificRecord body) {
        String sender = metadata.country();
        List<String> side = catalogue.sender(metadata.topic(), metadata.type()).map(TopicCatalogue.Sender::fields)
                .orElse(List.of());
        if (side.stream().noneMatch(field -> sender.equals(value(body, field)))) {
            return false;
        }
        if (value(body, "actor") instanceof ActorReference actor && !sender.equals(actor.getMinistry())) {
            return false;
        }
        Object host = value(body, "hostCountry");
        Object origin = value(body, "originCountry");
        if (host == null || origin == null) {
            return true;
        }
        return !host.equals(origin) && (sender.equals(host) || sender.equals(origin));
    }

    private static boolean isForTheOtherCountry(EventMetadata metadata, SpecificRecord body) {
        Object host = value(body, "hostCountry");
        Object origin = value(body, "originCountry");
        return host == null || origin == null || metadata.recipient()
                .map(recipient -> recipient.equals(metadata.country().equals(host) ? origin : host)).orElse(true);
    }

    /** Whether the times of a record, and of the records in it, lie within the bounds. */
    private boolean allPossible(IndexedRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (isTimed(field.schema()) && !isPossible(record.get(field.pos()))) {
                return false;
            }
        }
        return true;
    }

    private boolean isPossible(@Nullable Object value) {
        return switch (value) {
            case Instant time -> !time.isBefore(earliest) && time.isBefore(latest);
            case LocalDate day -> !day.isBefore(catalogue.times().earliest()) && !day.isAfter(catalogue.times().latest());
            case IndexedRecord inner -> allPossible(inner);
            case Collection<?> many -> many.stream().allMatch(this::isPossible);
            case null, default -> true;
        };
    }

    private boolean isAhead(Instant happened) {
        return happened.isAfter(clock.instant().plus(catalogue.times().ahead()));
    }

    /** Whether a value of this schema may hold a time; most fields cannot, and are not looked at. */
    private boolean isTimed(Schema schema) {
        Boolean known = timed.get(schema);
        if (known == null) {
            known = switch (schema.getType()) {
                case LONG, INT -> schema.getLogicalType() != null;
                case UNION -> schema.getTypes().stream().anyMatch(this::isTimed);
                case ARRAY -> isTimed(schema.getElementType());
                case RECORD -> schema.getFields().stream().anyMatch(field -> isTimed(field.schema()));
                case ENUM, MAP, FIXED, STRING, BYTES, FLOAT, DOUBLE, BOOLEAN, NULL -> false;
            };
            timed.put(schema, known);
        }
        return known;
    }

    private static @Nullable Object value(SpecificRecord body, String field) {
        Schema.Field found = body.getSchema().getField(field);
        return found == null ? null : body.get(found.pos());
    }
}
