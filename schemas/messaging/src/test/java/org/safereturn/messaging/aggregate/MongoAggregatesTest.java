package org.safereturn.messaging.aggregate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.event.EventDraft;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.inbox.DeadLetters;
import org.safereturn.messaging.inbox.InboundHandler;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.MongoOutbox;
import org.safereturn.messaging.outbox.OutboundMessage;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.testkit.AggregatesContract;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.InMemoryAggregates;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.testkit.RecordingOutbox;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, and what the relay makes of the outboxes, with a real broker. */
class MongoAggregatesTest extends AggregatesContract {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH", "ZZ");
    private static final Relays ONE = new Relays(EXCHANGE, "contract", "one", Duration.ofSeconds(20));

    @BeforeAll
    static void start() {
        ONE.relay.start();
    }

    @AfterAll
    static void stop() {
        ONE.close();
        EXCHANGE.close();
    }

    @Override
    protected Aggregates<Book, Noted> aggregates() {
        return ONE.aggregates;
    }

    @Override
    protected List<String> published(String id) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ONE.relay.pendingCount() == 0);
        return ONE.texts(id);
    }

    @Test
    void a_sent_event_leaves_the_outbox_and_the_lease_is_given_back() {
        String id = UUID.randomUUID().toString();
        note(ONE, id, "one");
        note(ONE, id, "two");
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            Document stored = document(ONE, id);
            assertThat(stored.getList("outbox", Document.class)).isEmpty();
            assertThat(stored.getString("lease")).isEmpty();
        });
        assertThat(ONE.sent(id)).extracting(each -> PeerMinistry.header(each, HeaderNames.SEQUENCE))
                .containsExactly("1", "2");
    }

    @Test
    void who_begins_decides_for_nothing_first_and_looks_only_when_that_was_wrong() {
        String id = UUID.randomUUID().toString();
        List<Boolean> wasThere = new CopyOnWriteArrayList<>();
        for (String text : List.of("one", "two")) {
            ONE.aggregates.begin(id, new Cause.Internal("test"), book -> {
                wasThere.add(book.isPresent());
                return noted(book, text);
            }).block(Duration.ofSeconds(10));
        }
        // It decides once more when the relay has given back the lease between its look and its write.
        assertThat(wasThere).startsWith(false, false, true);
        assertThat(wasThere.subList(2, wasThere.size())).containsOnly(true);
        assertThat(published(id)).containsExactly("one", "two");
    }

    @Test
    void what_was_committed_is_sent_even_when_the_caller_went_away_meanwhile() {
        try (Relays service = new Relays(EXCHANGE, "gone", "gone", Duration.ofSeconds(20),
                AggregatesContract.translator(), Duration.ofHours(1))) {
            service.relay.start();
            note(service, UUID.randomUUID().toString(), "after the only scan");
            for (int i = 0; i < 300; i++) {
                Disposable caller = service.aggregates.change(UUID.randomUUID().toString(), new Cause.Internal("test"),
                        book -> noted(book, "gone")).subscribe();
                LockSupport.parkNanos(i * 20_000L);
                caller.dispose();
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                    Flux.from(service.documents().find()).collectList().block(Duration.ofSeconds(5)))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(stored -> assertThat(stored.getList("outbox", Document.class)).isEmpty()));
        }
    }

    @Test
    void events_that_stand_still_hold_up_neither_requests_nor_the_relay() {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger standing = new AtomicInteger();
        try (Relays service = new Relays(EXCHANGE, "still", "still", Duration.ofSeconds(20))) {
            service.relay.start();
            for (int i = 0; i < 30; i++) {
                String id = "e0000000-0000-4000-8000-%012d".formatted(i);
                service.aggregates.change(id, message(id, 1, Ordering.ORDER_FREE), book -> {
                    standing.incrementAndGet();
                    pause(goOn);
                    return noted(book, "event");
                }).subscribe();
                int asked = i + 1;
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> standing.get() >= Math.min(asked, 4));
            }
            notes(service, 100);
            sent(service, 100);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void the_relay_goes_on_when_every_thread_of_requests_stands_still() {
        CountDownLatch goOn = new CountDownLatch(1);
        try (Relays service = new Relays(EXCHANGE, "alone", "alone", Duration.ofSeconds(20))) {
            notes(service, 300);
            for (int i = 0; i < 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE; i++) {
                var _ = Schedulers.boundedElastic().schedule(() -> pause(goOn));
            }
            service.relay.start();
            sent(service, 300);
        } finally {
            goOn.countDown();
        }
    }

    private static void pause(CountDownLatch until) {
        try {
            if (!until.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody went on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void notes(Relays service, int number) {
        Flux.range(0, number).flatMap(i -> service.aggregates.change("a0000000-0000-4000-8000-%012d".formatted(i), new Cause.Internal("test"),
                book -> noted(book, "request")), number).blockLast(Duration.ofSeconds(20));
    }

    /** Each of these requests has left the outbox of its document. */
    private static void sent(Relays service, int requests) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                Flux.from(service.documents().find(new Document("_id", new Document("$lt", "b")))).collectList()
                        .block(Duration.ofSeconds(5)))
                .hasSize(requests)
                .allSatisfy(stored -> assertThat(stored.getList("outbox", Document.class)).isEmpty()));
    }

    @Test
    void two_instances_send_each_event_once_and_in_order() {
        try (Relays a = new Relays(EXCHANGE, "shared", "a", Duration.ofSeconds(20));
                Relays b = new Relays(EXCHANGE, "shared", "b", Duration.ofSeconds(20))) {
            a.relay.start();
            b.relay.start();
            String id = UUID.randomUUID().toString();
            for (int i = 0; i < 30; i++) {
                note(i % 2 == 0 ? a : b, id, Integer.toString(i));
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(document(a, id).getList("outbox", Document.class)).isEmpty());
            assertThat(a.texts(id)).containsExactlyElementsOf(
                    IntStream.range(0, 30).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void what_a_dead_instance_left_is_sent_by_another_after_the_lease_ran_out_byte_for_byte_the_same() {
        String id = UUID.randomUUID().toString();
        List<OutboundMessage> left;
        try (Relays dead = new Relays(EXCHANGE, "crash", "dead", Duration.ofSeconds(2))) {
            // Never started: it commits, takes the lease, and dies before it sends.
            note(dead, id, "one");
            left = MongoOutbox.messages(document(dead, id));
        }
        try (Relays heir = new Relays(EXCHANGE, "crash", "heir", Duration.ofSeconds(20))) {
            heir.relay.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(document(heir, id).getList("outbox", Document.class)).isEmpty());
            InboundRecord sent = heir.sent(id).getFirst();
            OutboundMessage message = left.getFirst();
            assertThat(heir.sent(id)).hasSize(1);
            assertThat(sent.value()).isEqualTo(message.value());
            assertThat(PeerMinistry.header(sent, HeaderNames.SIGNATURE))
                    .isEqualTo(message.headers().get(HeaderNames.SIGNATURE));
        }
    }

    @Test
    void a_crash_between_sending_and_marking_sends_the_same_event_again_and_the_inbox_drops_the_repeat() {
        String id = UUID.randomUUID().toString();
        try (Relays dead = new Relays(EXCHANGE, "unmarked", "dead", Duration.ofSeconds(8))) {
            note(dead, id, "one");
            dead.loseStore();
            dead.relay.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(dead.sent(id)).hasSize(1));
        }
        try (Relays heir = new Relays(EXCHANGE, "unmarked", "heir", Duration.ofSeconds(20))) {
            assertThat(document(heir, id).getList("outbox", Document.class)).as("sent and not marked").hasSize(1);
            heir.relay.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(document(heir, id).getList("outbox", Document.class)).isEmpty());
            List<InboundRecord> sent = heir.sent(id);
            assertThat(sent).hasSize(2);
            assertThat(sent).extracting(each -> PeerMinistry.header(each, HeaderNames.ID)).doesNotContain("")
                    .containsOnly(PeerMinistry.header(sent.getFirst(), HeaderNames.ID));
            assertThat(sent.get(1)).usingRecursiveComparison().ignoringFields("offset").isEqualTo(sent.get(0));
            assertThat(sent.get(1).offset()).isGreaterThan(sent.get(0).offset());
            heardOnce(id, sent);
        }
    }

    /** Thailand's side of it, behind the pipeline that every record passes. */
    private static void heardOnce(String id, List<InboundRecord> sent) {
        MinistryKeys keys = MinistryKeys.load(EXCHANGE.keys("TH"));
        RecordingOutbox published = new RecordingOutbox();
        InMemoryAggregates<Book, Noted> books = new InMemoryAggregates<>(Book.class,
                AggregatesContract.translator(), published, "TH", Set.of("case-key"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ByteProducer producer = new ByteProducer(EXCHANGE.brokers(), Map.of());
                EventCodec codec = EXCHANGE.codec()) {
            InboundPipeline pipeline = new InboundPipeline(
                    new InboundPipeline.Settings("TH", "referral-service", 1 << 20, 4), EXCHANGE.catalogue(),
                    List.of(Relays.TOPIC), new Verifier(keys), codec, Optional.empty(),
                    InboundHandler.oneByOne(event -> books.change(event.metadata().key(),
                            new Cause.Message(event, Ordering.STRICT),
                            book -> noted(book, ((CaseKeyIssued) event.body()).getWrappedKey()))),
                    () -> List.of(books), new DeadLetters(producer, EXCHANGE.catalogue().dlq("TH", "referral-service"),
                            Clock.systemUTC(), true), meters, Clock.systemUTC());
            sent.forEach(each -> pipeline.handle(List.of(each)).block(Duration.ofSeconds(20)));
        }
        assertThat(books.find(id).blockOptional().orElseThrow().state().notes()).containsExactly("one");
        assertThat(published.drafts()).hasSize(1);
        assertThat(meters.counter("safereturn.inbox.handled", "type", CaseKeyIssued.class.getName()).count())
                .isEqualTo(1);
        assertThat(meters.counter("safereturn.inbox.repeated", "type", CaseKeyIssued.class.getName()).count())
                .isEqualTo(1);
    }

    @Test
    void an_instance_with_the_same_name_goes_on_at_once_after_a_restart() {
        String id = UUID.randomUUID().toString();
        try (Relays before = new Relays(EXCHANGE, "restart", "pod-0", Duration.ofMinutes(10))) {
            note(before, id, "one");
        }
        try (Relays after = new Relays(EXCHANGE, "restart", "pod-0", Duration.ofMinutes(10))) {
            after.relay.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(after.texts(id)).containsExactly("one"));
        }
    }

    @Test
    void an_event_that_is_too_large_is_parked_and_holds_up_only_its_own_aggregate() {
        String large = UUID.randomUUID().toString();
        String small = UUID.randomUUID().toString();
        try (Relays service = new Relays(EXCHANGE, "parked", "p", Duration.ofSeconds(20))) {
            service.relay.start();
            note(service, large, "x".repeat(2_500_000));
            note(service, large, "later");
            note(service, small, "one");
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(service.texts(small)).containsExactly("one");
                assertThat(service.relay.parked()).singleElement().satisfies(parked -> {
                    assertThat(parked.id()).isEqualTo(large);
                    assertThat(parked.reason()).isEqualTo("RecordTooLargeException");
                });
            });
            assertThat(service.texts(large)).isEmpty();
            assertThat(service.relay.pendingCount()).isEqualTo(2);
            assertThat(service.relay.unsent()).singleElement().satisfies(unsent -> {
                assertThat(unsent.id()).isEqualTo(large);
                assertThat(unsent.topic()).isEqualTo(Relays.TOPIC);
                assertThat(unsent.events()).isEqualTo(2);
                assertThat(unsent.state()).isEqualTo(OutboxRelay.UnsentState.PARKED);
            });
        }
    }

    @Test
    void an_aggregate_that_cannot_be_sent_now_backs_off_and_others_go_on() {
        String stuck = UUID.randomUUID().toString();
        String free = UUID.randomUUID().toString();
        try (Relays service = new Relays(EXCHANGE, "backoff", "q", Duration.ofSeconds(20), (id, state, version, event) ->
                AggregatesContract.translator().translate(id, state, version, event).stream()
                        .map(draft -> id.equals(stuck) ? new EventDraft("kh.exchange.nowhere.v1", draft.key(),
                                draft.body(), draft.time(), draft.recipient(), draft.statRef()) : draft).toList())) {
            service.relay.start();
            note(service, stuck, "one");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> service.relay.backingOffCount() == 1);
            note(service, free, "two");
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(service.texts(free)).containsExactly("two"));
            assertThat(service.relay.pendingCount()).isEqualTo(1);
            assertThat(service.relay.parked()).isEmpty();
            assertThat(service.relay.unsent()).singleElement().satisfies(unsent ->
                    assertThat(unsent.id()).isEqualTo(stuck));
        }
    }

    private static void note(Relays service, String id, String text) {
        service.aggregates.change(id, new Cause.Internal("test"), book -> noted(book, text))
                .block(Duration.ofSeconds(20));
    }

    private static Decision<Book, Noted> noted(Optional<Book> book, String text) {
        return Decision.accept(new Book(Stream.concat(book.map(Book::notes).orElse(List.of()).stream(),
                Stream.of(text.length() > 100 ? "large" : text)).toList(), "RED", Instant.EPOCH),
                List.of(new Noted(text)));
    }

    private static Document document(Relays service, String id) {
        return Mono.from(service.documents().find(new Document("_id", id)).first()).blockOptional().orElseThrow();
    }
}
