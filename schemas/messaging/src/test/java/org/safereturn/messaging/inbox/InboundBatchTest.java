package org.safereturn.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safereturn.exchange.v1.CaseKeyIssued;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.aggregate.AggregatesFactory;
import org.safereturn.messaging.aggregate.StateMapper;
import org.safereturn.messaging.event.InboundEvent;
import org.safereturn.messaging.event.InboundRecord;
import org.safereturn.messaging.event.Ordering;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.outbox.EventEncoder;
import org.safereturn.messaging.outbox.OutboxRelay;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.outcome.Outcome;
import org.safereturn.messaging.outcome.Rejection;
import org.safereturn.messaging.sealing.CaseKey;
import org.safereturn.messaging.sealing.CaseKeys;
import org.safereturn.messaging.signing.Signer;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.Line;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.ByteProducer;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.HeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a whole batch of records owes each of them: the one that fails harms nobody else, wherever it stands. */
class InboundBatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "ZZ");
    private static final PeerMinistry PEER = EXCHANGE.peer("KH");
    private static final String TOPIC = PEER.topic("exchange", "case-key");
    private static final DyingBackend STORE = new DyingBackend();
    private static final MongoServer SERVER = new MongoServer(STORE);
    private static final Line LINE = new Line(SERVER.bind());
    private static final EventCodec CODEC = EXCHANGE.codec();

    private final ByteProducer producer = new ByteProducer(EXCHANGE.brokers(), Map.of());
    private final MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + LINE.port()
            + "/?serverSelectionTimeoutMS=10000&connectTimeoutMS=1000&socketTimeoutMS=5000");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final RecordedKeys keys = new RecordedKeys();
    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private Aggregates<Shelf, String> shelves = shelves();

    record Shelf(List<String> keyIds) {
    }

    /** A store that at a word does only the first half of a command with several writes, and dies. */
    private static final class DyingBackend extends MemoryBackend {

        private volatile @Nullable Runnable death;

        @Override
        public Document handleMessage(MongoMessage message) {
            Runnable dies = death;
            Document command = message.getDocument();
            for (String writes : List.of("documents", "updates")) {
                if (dies != null && command.get(writes) instanceof Collection<?> all && all.size() > 1) {
                    command.put(writes, List.copyOf(all).subList(0, all.size() / 2));
                    Document reply = super.handleMessage(message);
                    death = null;
                    dies.run();
                    return reply;
                }
            }
            return super.handleMessage(message);
        }
    }

    /** Keeps in memory what it was asked, in order. */
    private static final class RecordedKeys implements CaseKeys {

        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Map<String, CaseKey>> find(Collection<String> caseRefs) {
            return Mono.just(Map.of());
        }

        @Override
        public Mono<Map<String, CaseKey>> obtain(Collection<String> caseRefs) {
            return Mono.just(Map.of());
        }

        @Override
        public Mono<Void> keep(List<Issued> issued) {
            return Mono.fromRunnable(() -> calls.add("keep " + issued.size()));
        }

        @Override
        public Mono<Void> erase(String caseRef) {
            return Mono.empty();
        }

        @Override
        public Mono<Boolean> eraseIssuedBy(String issuer, String caseRef) {
            return Mono.fromCallable(() -> calls.add("erase"));
        }
    }

    @AfterAll
    static void stop() {
        LINE.close();
        SERVER.shutdownNow();
        CODEC.close();
        EXCHANGE.close();
    }

    @BeforeEach
    void begin() {
        shelves = shelves();
    }

    @AfterEach
    void end() {
        client.close();
        producer.close();
    }

    private Aggregates<Shelf, String> shelves() {
        OutboxRelay relay = new OutboxRelay(producer, new OutboxRelay.Settings("one", Duration.ofMinutes(1),
                Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofHours(1)), Clock.systemUTC());
        EventEncoder encoder = new EventEncoder(CODEC, new Signer(MinistryKeys.load(EXCHANGE.keys("ZZ"))),
                "urn:safereturn:zz:referral-service", UUID::randomUUID);
        return new AggregatesFactory(client.getDatabase("batch"), encoder, relay, StateMapper.create(), Clock.systemUTC(),
                "ZZ").create("shelves", Shelf.class, (id, state, version, event) -> List.of(), Set.of("case-key"));
    }

    private InboundPipeline pipeline() {
        return new InboundPipeline(new InboundPipeline.Settings("ZZ", "referral-service", 1 << 20, 256),
                EXCHANGE.catalogue(), List.of(TOPIC), new Verifier(MinistryKeys.load(EXCHANGE.keys("ZZ"))), CODEC,
                Optional.of(keys), this::handle, () -> List.of(shelves),
                new DeadLetters(letter -> Mono.fromRunnable(() -> letters.add(new String(
                        letter.headers().lastHeader(HeaderNames.DLQ_REASON).value(), StandardCharsets.UTF_8))), "dlq", Clock.systemUTC()),
                meters, Clock.systemUTC());
    }

    private Mono<List<Outcome<?>>> handle(List<InboundEvent> events) {
        handled.merge(events.getFirst().metadata().key(), 1, Integer::sum);
        return Flux.fromIterable(events).<Outcome<?>>flatMapSequential(event -> shelves.change(event.metadata().key(),
                new Cause.Message(event, Ordering.STRICT), shelf -> put(shelf, (CaseKeyIssued) event.body()))).collectList();
    }

    private Decision<Shelf, String> put(Optional<Shelf> shelf, CaseKeyIssued issued) {
        if (failing.contains(issued.getKeyId())) {
            throw new IllegalStateException("A fault in a rule");
        }
        if (issued.getKeyId().startsWith("refused")) {
            return Decision.refuse(Rejection.refused("not-on-this-shelf"));
        }
        List<String> keyIds = new ArrayList<>(shelf.map(Shelf::keyIds).orElse(List.of()));
        keyIds.add(issued.getKeyId());
        return Decision.accept(new Shelf(keyIds), List.of());
    }

    private static InboundRecord record(String caseRef, String keyId) {
        return PEER.prepare(TOPIC, caseRef, PEER.caseKeyIssued(caseRef, new CaseKey(keyId, PEER.newCaseKey().secret()), "ZZ"),
                "ZZ");
    }

    private List<String> onShelf(String caseRef) {
        return shelves.find(caseRef).map(shelf -> shelf.state().keyIds()).blockOptional(PATIENCE).orElse(List.of());
    }

    private static List<String> cases(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void a_record_with_a_bad_signature_or_poison_bytes_is_a_dead_letter_and_the_others_are_stored(int place) {
        List<String> cases = cases(5);
        List<InboundRecord> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(i == place ? PEER.poison(TOPIC, cases.get(i), CaseKeyIssued.class.getName(), "ZZ")
                    : record(cases.get(i), "one"));
        }
        InboundRecord good = record(cases.get(place), "one");
        batch.add(place, PeerMinistry.withHeader(good, HeaderNames.CORRELATION_ID, UUID.randomUUID().toString()));
        batch.add(good);
        pipeline().handle(batch).block(PATIENCE);
        assertThat(letters).containsExactlyInAnyOrder("bad-signature", "poison-bytes");
        assertThat(cases).allSatisfy(each -> assertThat(onShelf(each)).containsExactly("one"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void what_a_rule_refuses_is_a_dead_letter_and_neither_its_case_nor_another_suffers(int place) {
        List<String> cases = cases(5);
        List<InboundRecord> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(record(cases.get(i), i == place ? "refused" : "first"));
            batch.add(record(cases.get(i), "second"));
        }
        pipeline().handle(batch).block(PATIENCE);
        assertThat(letters).containsExactly("rule-refused");
        for (int i = 0; i < 5; i++) {
            assertThat(onShelf(cases.get(i))).isEqualTo(i == place ? List.of("second") : List.of("first", "second"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void one_that_cannot_be_handled_now_fails_the_batch_and_the_others_are_stored(int place) {
        List<String> cases = cases(5);
        String key = "of-" + cases.get(place);
        failing.add(key);
        List<InboundRecord> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(record(cases.get(i), "refused"));
            batch.add(record(cases.get(i), i == place ? key : "one"));
        }
        InboundPipeline pipeline = pipeline();
        assertThatThrownBy(() -> pipeline.handle(batch).block(PATIENCE)).hasMessage("A fault in a rule");
        assertThat(pipeline.failingSince()).isPresent();
        assertThat(letters).as("nobody's letter waits for the one that fails").hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(onShelf(cases.get(i))).isEqualTo(i == place ? List.of() : List.of("one"));
        }
        failing.clear();
        pipeline.handle(batch).block(PATIENCE);
        assertThat(pipeline.failingSince()).isEmpty();
        assertThat(onShelf(cases.get(place))).containsExactly(key);
        assertThat(letters).hasSize(5);
    }

    @Test
    void the_events_of_a_case_are_handed_over_together_and_in_order() {
        List<String> cases = cases(20);
        List<InboundRecord> batch = new ArrayList<>();
        for (String keyId : List.of("one", "two", "three", "four")) {
            cases.forEach(each -> batch.add(record(each, keyId)));
        }
        pipeline().handle(batch).block(PATIENCE);
        assertThat(cases).allSatisfy(each -> {
            assertThat(onShelf(each)).containsExactly("one", "two", "three", "four");
            assertThat(handled.get(each)).isEqualTo(1);
        });
        assertThat(keys.calls).containsExactly("keep 80");
    }

    @Test
    void where_a_key_is_erased_the_keys_of_its_case_are_kept_in_their_order() {
        String caseRef = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        pipeline().handle(List.of(record(caseRef, "one"), PEER.caseKeyErased(caseRef, "ZZ"), record(caseRef, "two"),
                record(other, "one"))).block(PATIENCE);
        assertThat(keys.calls).containsExactly("keep 1", "keep 1", "erase", "keep 1");
        assertThat(onShelf(caseRef)).containsExactly("one", "two");
    }

    @Test
    void a_store_that_does_half_a_command_and_dies_doubles_nothing_and_loses_nothing() {
        List<String> cases = cases(20);
        List<InboundRecord> first = cases.stream().map(each -> record(each, "one")).toList();
        List<InboundRecord> second = cases.stream().map(each -> record(each, "two")).toList();
        InboundPipeline pipeline = pipeline();
        for (List<InboundRecord> batch : List.of(first, second)) {
            STORE.death = LINE::cut;
            assertThatThrownBy(() -> pipeline.handle(batch).block(PATIENCE)).isNotNull();
            assertThat(STORE.death).isNull();
            LINE.mend();
            Map<String, Integer> before = new LinkedHashMap<>();
            cases.forEach(each -> before.put(each, onShelf(each).size()));
            assertThat(before.values().stream().distinct()).as("some are stored and some are not").hasSize(2);
            pipeline.handle(batch).block(PATIENCE);
        }
        assertThat(cases).allSatisfy(each -> assertThat(onShelf(each)).containsExactly("one", "two"));
        assertThat(letters).isEmpty();
    }
}
