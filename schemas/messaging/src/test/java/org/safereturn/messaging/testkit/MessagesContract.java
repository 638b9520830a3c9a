package org.safereturn.messaging.testkit;

import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.safereturn.events.ClearTexts;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.event.CaseHead;
import org.safereturn.messaging.event.DomainEvent;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.event.Messages;
import org.safereturn.messaging.event.Officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * What every feature's {@link Messages} promise. A feature's test says which events there are; one that is forgotten, on
 * either way or among the samples, fails.
 *
 * @param <P> the sealed type of the events that are published
 */
public abstract class MessagesContract<P extends DomainEvent> {

    private static final String UNKNOWN = "UNKNOWN";

    /** The messages under test. */
    protected abstract Messages<P> messages();

    /** The sealed type of the events that are published. */
    protected abstract Class<P> published();

    /** At least one event of every kind; also some with their optional parts absent. */
    protected abstract Stream<P> samples();

    /** The state that a record shows as the resulting one, where the messages do not say it themselves. */
    protected abstract Enum<?> state();

    /** The two countries of the samples' case. */
    protected Journey journey() {
        return new Journey("KH", "TH");
    }

    private SpecificRecord wire(P event) {
        return messages().toWire(new CaseHead(new UUID(0, 7).toString(), 3, journey(), state().name(), event.occurredAt(),
                event.actor().orElseGet(() -> Officer.system(journey().origin(), "some-service"))), event);
    }

    @Test
    void every_kind_of_event_has_a_sample() {
        assertThat(samples().map(Object::getClass).toList())
                .containsAll(kinds(published()));
    }

    private static List<Class<?>> kinds(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? List.of(type) : Arrays.stream(permitted).flatMap(each -> kinds(each).stream()).toList();
    }

    @Test
    void what_is_told_is_what_is_heard() {
        samples().forEach(event -> assertThat(messages().fromWire(wire(event))).isEqualTo(event));
    }

    @Test
    void every_record_can_be_sent_and_is_in_the_catalogue() {
        assertThat(samples().map(this::wire)).allSatisfy(record -> {
            assertThatCode(() -> new SpecificDatumWriter<>(record.getSchema()).write(record,
                    EncoderFactory.get().binaryEncoder(OutputStream.nullOutputStream(), null))).doesNotThrowAnyException();
            assertThat(TopicCatalogue.load().records()).contains(record.getSchema().getFullName());
        });
    }

    @Test
    void no_text_that_is_told_in_clear_is_free_text() {
        ClearTexts texts = ClearTexts.load();
        assertThat(samples()).allSatisfy(event -> assertThat(texts.violations(wire(event))).as(event.toString()).isEmpty());
    }

    @Test
    void no_symbol_that_only_a_newer_peer_knows_makes_a_record_unreadable() {
        samples().map(this::wire).forEach(record -> {
            makeUnknown(record);
            assertThatCode(() -> messages().fromWire(record)).doesNotThrowAnyException();
        });
    }

    /** Replaces every symbol in the record, and in the records in it, by the one that unknown symbols become. */
    private static void makeUnknown(IndexedRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            record.put(field.pos(), unknown(value));
        }
    }

    @SuppressWarnings("NullAway") // absent values stay absent
    private static Object unknown(Object value) {
        return switch (value) {
            case Enum<?> symbol -> Arrays.stream(symbol.getDeclaringClass().getEnumConstants())
                    .filter(each -> each.toString().equals(UNKNOWN)).findFirst().map(Object.class::cast).orElse(symbol);
            case IndexedRecord inner -> {
                makeUnknown(inner);
                yield inner;
            }
            case List<?> many -> {
                List<Object> all = new ArrayList<>();
                many.forEach(each -> all.add(unknown(each)));
                yield all;
            }
            case null, default -> value;
        };
    }

    /** A time for samples, to the millisecond. */
    protected static Instant at(int second) {
        return Instant.parse(String.format(Locale.ROOT, "2026-03-04T05:06:%02d.789Z", second));
    }
}
