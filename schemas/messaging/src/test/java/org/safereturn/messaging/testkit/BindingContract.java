package org.safereturn.messaging.testkit;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.safereturn.exchange.v1.ActorReference;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.wire.HeaderNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every listener binding must do, proven through a real broker. A service's test class starts the service against
 * an {@link EmbeddedExchange}, extends this class, and says what it reads and how to look into its state.
 */
public abstract class BindingContract {

    /** The exchange that the service under test is connected to. */
    protected abstract EmbeddedExchange exchange();

    /** Upper-case code of the country of the service under test, or {@code JOINT}. */
    protected abstract String country();

    /** Name of the service under test. */
    protected abstract String service();

    /** The ministry that sends. */
    protected abstract PeerMinistry peer();

    /** The topic it sends on. */
    protected abstract String topic();

    /** The record key for a new case; by default the case reference itself. */
    protected String key(String caseRef) {
        return caseRef;
    }

    /** The recipient the events name. */
    protected String recipient() {
        return country();
    }

    /** Three events of a new case that follow each other, as this peer would send them on this topic. */
    protected abstract List<SpecificRecord> events(String caseRef);

    /** How many of the {@link #events} of this case show in the service's state. */
    protected abstract int applied(String caseRef);

    /** Whether the service reads this topic in strict order. */
    protected boolean keepsOrder() {
        return true;
    }

    /**
     * How many show after the first and the third. A service that does not keep the order has both; where each event tells
     * the whole, the third already shows what the second says.
     */
    protected int appliedWithoutTheSecond() {
        return keepsOrder() ? 1 : 2;
    }

    /** What must be there before the first event of a case, for example a case of the service's own. */
    protected void given(String caseRef) {
    }

    @Test
    void three_events_in_order_are_applied() {
        String caseRef = newCase();
        prepared(caseRef).forEach(peer()::send);
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    void a_duplicate_is_applied_once() {
        String caseRef = newCase();
        List<InboundRecord> events = prepared(caseRef);
        peer().send(events.get(0));
        peer().send(events.get(0));
        peer().send(events.get(1));
        peer().send(events.get(0));
        peer().send(events.get(2));
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    void events_out_of_order_are_all_applied() {
        String caseRef = newCase();
        List<InboundRecord> events = prepared(caseRef);
        peer().send(events.get(2));
        peer().send(events.get(1));
        peer().send(events.get(0));
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    void an_event_after_a_gap_waits_for_its_predecessor_and_other_cases_do_not() {
        String caseRef = newCase();
        String other = newCase();
        List<InboundRecord> events = prepared(caseRef);
        peer().send(events.get(0));
        peer().send(events.get(2));
        prepared(other).forEach(peer()::send);
        await().untilAsserted(() -> assertThat(applied(other)).isEqualTo(3));
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(appliedWithoutTheSecond()));
        peer().send(events.get(1));
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    void poison_bytes_reach_the_dead_letters_and_the_next_event_is_no_gap() {
        String caseRef = newCase();
        List<SpecificRecord> events = events(caseRef);
        peer().send(topic(), key(caseRef), events.get(0), recipient());
        String type = events.get(1).getSchema().getFullName();
        InboundRecord poison = peer().send(peer().poison(topic(), key(caseRef), type, recipient()));
        peer().send(topic(), key(caseRef), events.get(1), recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(2));
        assertThat(deadLetters(caseRef)).singleElement().satisfies(letter -> {
            assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).isEqualTo("poison-bytes");
            assertThat(PeerMinistry.header(letter, HeaderNames.DLQ_TOPIC)).isEqualTo(topic());
            assertThat(letter.value()).isEqualTo(poison.value());
            assertThat(letter.headers()).containsKeys(HeaderNames.ID, HeaderNames.SIGNATURE);
        });
    }

    @Test
    void a_bad_signature_is_a_dead_letter_and_the_true_event_is_applied() {
        String caseRef = newCase();
        InboundRecord event = prepared(caseRef).get(0);
        peer().send(PeerMinistry.withHeader(event, HeaderNames.CORRELATION_ID, UUID.randomUUID().toString()));
        peer().send(PeerMinistry.withoutHeader(event, HeaderNames.SIGNATURE));
        peer().send(event);
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        assertThat(deadLetters(caseRef)).extracting(letter -> PeerMinistry.header(letter, HeaderNames.DLQ_REASON))
                .containsExactly("bad-signature", "missing-signature");
    }

    @Test
    void an_event_of_the_wrong_side_is_a_dead_letter_and_the_next_one_is_no_gap() {
        String caseRef = newCase();
        SpecificRecord event = events(caseRef).get(0);
        peer().send(topic(), key(caseRef), ofTheOtherSide(caseRef), recipient());
        peer().send(topic(), key(caseRef), event, recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        assertThat(reasons(caseRef)).containsExactly("wrong-sender");
    }

    @Test
    void an_event_under_the_key_of_another_case_is_a_dead_letter() {
        String caseRef = newCase();
        String other = newCase();
        peer().send(topic(), key(caseRef), events(other).get(0), recipient());
        peer().send(topic(), key(caseRef), events(caseRef).get(0), recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        assertThat(reasons(caseRef)).containsExactly("wrong-subject");
        assertThat(applied(other)).isZero();
    }

    @Test
    void an_event_with_bytes_behind_its_record_is_a_dead_letter() {
        String caseRef = newCase();
        SpecificRecord event = events(caseRef).get(0);
        peer().send(peer().withBytesBehind(topic(), key(caseRef), event, recipient()));
        peer().send(topic(), key(caseRef), event, recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        assertThat(reasons(caseRef)).containsExactly("poison-bytes");
    }

    @Test
    void an_event_of_a_time_that_cannot_be_is_a_dead_letter() {
        String caseRef = newCase();
        SpecificRecord event = events(caseRef).get(0);
        for (String time : List.of("+1000000000-01-01T00:00:00Z", "2190-01-01T00:00:00Z", "1850-01-01T00:00:00Z")) {
            peer().send(peer().happenedAt(topic(), key(caseRef), event, recipient(), time));
        }
        peer().send(topic(), key(caseRef), event, recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        assertThat(reasons(caseRef)).hasSize(3).allMatch("time-out-of-bounds"::equals);
    }

    @Test
    void a_case_of_which_too_much_waits_is_parked_and_the_others_go_on() {
        assumeTrue(keepsOrder(), "nothing waits where the order does not matter");
        String caseRef = newCase();
        String other = newCase();
        peer().prepare(topic(), key(caseRef), events(caseRef).get(0), recipient());
        for (int i = 0; i < 5; i++) {
            peer().send(topic(), key(caseRef), large(events(caseRef).get(1)), recipient());
        }
        prepared(other).forEach(peer()::send);
        await().untilAsserted(() -> assertThat(applied(other)).isEqualTo(3));
        await().untilAsserted(() -> assertThat(reasons(caseRef)).containsExactly("case-parked"));
        assertThat(applied(caseRef)).isZero();
    }

    /** The first event of the case, which names the sender on a side that may not send it. */
    private SpecificRecord ofTheOtherSide(String caseRef) {
        SpecificRecord event = events(caseRef).get(0);
        List<String> side = exchange().catalogue().sender(topic(), event.getSchema().getFullName()).orElseThrow().fields();
        if (side.size() == 1 && event.getSchema().getField("hostCountry") != null && !side.contains("reportingCountry")) {
            Object host = get(event, "hostCountry");
            put(event, "hostCountry", get(event, "originCountry"));
            put(event, "originCountry", host);
        } else {
            side.forEach(field -> put(event, field, "X" + field.charAt(0)));
        }
        return event;
    }

    /** The same event with 900,000 bytes in the unit of its actor. */
    private static SpecificRecord large(SpecificRecord event) {
        ActorReference actor = (ActorReference) get(event, "actor");
        put(event, "actor", new ActorReference(actor.getReference(), actor.getRole(), "U".repeat(900_000),
                actor.getMinistry()));
        return event;
    }

    private static Object get(SpecificRecord record, String field) {
        return record.get(record.getSchema().getField(field).pos());
    }

    private static void put(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    private List<String> reasons(String caseRef) {
        return deadLetters(caseRef).stream().map(letter -> PeerMinistry.header(letter, HeaderNames.DLQ_REASON)).toList();
    }

    @Test
    void an_unknown_newer_type_is_passed_over_and_is_no_gap() {
        String caseRef = newCase();
        List<SpecificRecord> events = events(caseRef);
        peer().send(topic(), key(caseRef), events.get(0), recipient());
        peer().send(peer().ofUnknownType(topic(), key(caseRef), recipient()));
        peer().send(topic(), key(caseRef), events.get(1), recipient());
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(2));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    void while_the_store_is_down_events_wait_and_none_is_lost() {
        String caseRef = newCase();
        List<InboundRecord> events = prepared(caseRef);
        peer().send(events.get(0));
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(1));
        exchange().storeDown();
        try {
            peer().send(events.get(1));
            peer().send(events.get(2));
            awaitFailure();
        } finally {
            exchange().storeUp();
        }
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(deadLetters(caseRef)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void while_it_reads_nothing_listens_beyond_the_loopback_address() {
        String caseRef = newCase();
        prepared(caseRef).forEach(peer()::send);
        await().untilAsserted(() -> assertThat(applied(caseRef)).isEqualTo(3));
        assertThat(Sockets.listening(ProcessHandle.current().pid())).isNotEmpty()
                .allMatch(Sockets.Listener::isLoopback);
    }

    /** Waits until the service has felt that the store is down; a service can look at its health. */
    protected void awaitFailure() {
    }

    private String newCase() {
        String caseRef = UUID.randomUUID().toString();
        given(caseRef);
        return caseRef;
    }

    private List<InboundRecord> prepared(String caseRef) {
        return events(caseRef).stream()
                .map(event -> peer().prepare(topic(), key(caseRef), event, recipient())).toList();
    }

    private List<InboundRecord> deadLetters(String caseRef) {
        return peer().deadLetters(country(), service(), key(caseRef));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50))
                .ignoreExceptions();
    }
}
