package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.reactivestreams.client.MongoClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.inbox.InboundPipeline;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.testkit.EmbeddedExchange;
import org.safereturn.messaging.testkit.PeerMinistry;
import org.safereturn.messaging.wire.KafkaConnection;
import org.safereturn.monitoringservice.fold.CheckpointCount;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.Folded;
import org.safereturn.monitoringservice.fold.Journey;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.ViewDocument;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.stats.v1.MonitoringVisitRecorded;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** A rebuild that reads a real broker, through everything that can go wrong on the way. */
class RebuildFromBrokerTest {

    private static final EmbeddedExchange EXCHANGE = EmbeddedExchange.of("KH", "TH");
    private static final TopicCatalogue CATALOGUE = EXCHANGE.catalogue();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VISITS = 1100;
    /** So little that what is folded is stored again and again. */
    private static final long LITTLE_MEMORY = 20_000;
    private static final Map<String, ViewDocument> GOOD = new HashMap<>();
    private static final AtomicInteger SENT = new AtomicInteger();
    private static final AtomicInteger BAD = new AtomicInteger();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final MongoClient client = EXCHANGE.storeClient();
    private final String database = "rebuild_" + DATABASES.incrementAndGet();
    private final MongoViews views = new MongoViews(client.getDatabase(database), Clock.systemUTC());
    private final ViewPointer pointer = new ViewPointer(client.getDatabase(database));
    private final LiveView live = new LiveView(views, pointer);

    /** Forty journeys, and in the middle of them what harms others if it can. */
    @BeforeAll
    static void send() {
        List<JourneyFixtures.Sent> events = new ArrayList<>();
        List<JourneyFixtures.Until> ends = List.of(JourneyFixtures.Until.values());
        for (int index = 0; index < 40; index++) {
            events.addAll(journey(index, ends.get(index % ends.size())));
        }
        int middle = events.size() / 2;
        events.subList(0, middle).forEach(RebuildFromBrokerTest::good);
        poison(events.stream().skip(middle).filter(each -> each.statRef().isPresent()).findFirst().orElseThrow());
        visits(journey(99, JourneyFixtures.Until.MONITORED));
        events.subList(middle, events.size()).forEach(RebuildFromBrokerTest::good);
    }

    @AfterAll
    static void close() {
        EXCHANGE.close();
    }

    @Test
    void a_poison_record_and_a_journey_without_end_in_the_middle_harm_nobody_else() {
        Rebuild rebuild = rebuild(views, Integer.MAX_VALUE);
        rebuild.start().block();
        awaitDone(rebuild);
        assertThat(rebuild.progress().done()).isEqualTo(SENT.get());
        assertThat(rebuild.progress().refused()).isEqualTo(BAD.get());
        assertThat(journeys()).isEqualTo(expected());
    }

    @Test
    void the_same_documents_come_of_it_when_memory_is_scarce() {
        HalfStored counting = new HalfStored(views) {

            @Override
            public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents) {
                asked.incrementAndGet();
                return views.store(view, kind, documents);
            }
        };
        Rebuild rebuild = rebuild(counting, LITTLE_MEMORY);
        rebuild.start().block();
        awaitDone(rebuild);
        assertThat(counting.asked.get()).as("bulks").isGreaterThan(3);
        assertThat(journeys()).isEqualTo(expected());
    }

    @Test
    void a_store_that_stores_half_a_bulk_and_dies_gets_it_again() {
        HalfStored dying = new HalfStored(views);
        Rebuild rebuild = rebuild(dying, LITTLE_MEMORY);
        rebuild.start().block();
        awaitDone(rebuild);
        assertThat(dying.died.get()).isPositive();
        assertThat(journeys()).isEqualTo(expected());
    }

    @Test
    void a_store_that_is_away_for_a_while_is_waited_for() {
        AtomicBoolean cut = new AtomicBoolean();
        Rebuild rebuild = rebuild(new HalfStored(views) {

            @Override
            public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents) {
                return Mono.defer(() -> {
                    if (cut.compareAndSet(false, true)) {
                        EXCHANGE.storeDown();
                    }
                    return views.store(view, kind, documents);
                });
            }
        }, LITTLE_MEMORY);
        rebuild.start().block();
        Awaitility.await().atMost(PATIENCE).untilTrue(cut);
        assertThat(rebuild.progress().running()).isTrue();
        EXCHANGE.storeUp();
        awaitDone(rebuild);
        assertThat(journeys()).isEqualTo(expected());
    }

    @Test
    void who_takes_over_reads_only_what_was_not_stored_and_counts_every_record_once() {
        HalfStored first = new HalfStored(views) {

            @Override
            public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents) {
                return died.incrementAndGet() > 2 ? Mono.never() : views.store(view, kind, documents);
            }
        };
        Rebuild gone = rebuild(first, LITTLE_MEMORY);
        gone.start().block();
        Awaitility.await().atMost(PATIENCE).until(() -> !standing().kept().read().isEmpty() && first.died.get() > 2);
        gone.close();
        long stored = standing().kept().done();
        assertThat(stored).isPositive().isLessThan(SENT.get());
        Rebuild other = rebuild(views, LITTLE_MEMORY);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            other.look().block();
            return other.progress().state() == Rebuild.Progress.State.DONE;
        });
        assertThat(standing().lease().attempt()).isEqualTo(2);
        assertThat(other.progress().done()).isEqualTo(SENT.get());
        assertThat(other.progress().refused()).isEqualTo(BAD.get());
        assertThat(journeys()).isEqualTo(expected());
    }

    private Standing standing() {
        return pointer.read().blockOptional().orElseThrow();
    }

    private Rebuild rebuild(Views into, long memory) {
        MinistryKeys keys = MinistryKeys.load(EXCHANGE.keys("JOINT"));
        List<String> topics = CATALOGUE.subscriptions("monitoring-service", "JOINT", EXCHANGE.countries());
        CheckedReading reading = new CheckedReading(new InboundPipeline.Settings("JOINT", "monitoring-service", 1 << 20, 64),
                CATALOGUE, topics, new Verifier(keys), EXCHANGE.codec(), Clock.systemUTC());
        return new Rebuild(into, live, pointer, new KafkaHistory(new KafkaConnection(EXCHANGE.brokers(), Map.of()), topics,
                reading, 50), new Rebuild.Settings(Duration.ofSeconds(3), memory, PATIENCE), Clock.systemUTC());
    }

    private void awaitDone(Rebuild rebuild) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            live.refresh().onErrorComplete().block();
            return rebuild.progress().state() == Rebuild.Progress.State.DONE;
        });
    }

    /** What a reader sees of each journey. */
    private Map<String, String> journeys() {
        return live.live().flatMapMany(views::journeys)
                .collectMap(Journey::statRef, RebuildFromBrokerTest::text).blockOptional().orElseThrow();
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new HashMap<>();
        GOOD.forEach((id, document) -> expected.put(id, text(Journey.read(id, document))));
        return expected;
    }

    private static String text(Journey journey) {
        return journey.state() + " " + journey.milestones().size() + " " + journey.direction() + " " + journey.result() + " "
                + journey.visits().size() + " " + journey.completionRounds() + " " + journey.intake();
    }

    private static List<JourneyFixtures.Sent> journey(int index, JourneyFixtures.Until until) {
        UUID caseRef = UUID.nameUUIDFromBytes(new byte[] {(byte) index});
        return JourneyFixtures.journey(caseRef, EXCHANGE.peer("KH").statRef(caseRef.toString()),
                index % 2 == 0 ? new Direction("TH", "KH") : new Direction("KH", "TH"),
                Instant.parse("2026-10-05T02:00:00Z"), Duration.ofMinutes(11), until, new Random(index));
    }

    private static void good(JourneyFixtures.Sent event) {
        send(event);
        Update update = event.update();
        ViewDocument document = GOOD.computeIfAbsent(update.id(), _ -> new ViewDocument());
        update.changes().forEach(document::apply);
    }

    private static void send(JourneyFixtures.Sent event) {
        PeerMinistry sender = EXCHANGE.peer(event.sender());
        if (CATALOGUE.audience(event.topic()).orElse("").equals("stats")) {
            sender.send(event.topic(), event.key(), event.body());
        } else {
            sender.send(event.topic(), event.key(), event.body(), event.recipient());
        }
        SENT.incrementAndGet();
    }

    /** A record with bytes behind it that are signed too, and one that is not what was signed. */
    private static void poison(JourneyFixtures.Sent event) {
        PeerMinistry sender = EXCHANGE.peer(event.sender());
        sender.send(sender.withBytesBehind(event.topic(), event.key(), event.body(), event.recipient()));
        sender.send(PeerMinistry.withValue(sender.prepare(event.topic(), event.key(), event.body(), event.recipient()),
                new byte[] {1, 2, 3}));
        SENT.addAndGet(2);
        BAD.addAndGet(2);
    }

    /** A journey with more visits than a person can have. */
    private static void visits(List<JourneyFixtures.Sent> journey) {
        journey.forEach(RebuildFromBrokerTest::good);
        MonitoringVisitRecorded last = journey.stream().map(JourneyFixtures.Sent::body)
                .filter(MonitoringVisitRecorded.class::isInstance).map(MonitoringVisitRecorded.class::cast).toList().getLast();
        for (int number = 3; number <= VISITS; number++) {
            JourneyFixtures.Sent visit = new JourneyFixtures.Sent(MonitoringVisitRecorded.newBuilder(last)
                    .setVisitNumber(number).setStatVersion(100L + number).build(), Optional.empty());
            if (number <= 1000) {
                good(visit);
            } else {
                send(visit);
                BAD.incrementAndGet();
            }
        }
    }

    /** A store that now and then stores one half of what it is given and then fails. */
    private static class HalfStored implements Views {

        final AtomicInteger died = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        private final Views views;

        HalfStored(Views views) {
            this.views = views;
        }

        @Override
        public Mono<Void> store(View view, Update.Kind kind, Map<String, Folded> documents) {
            return Mono.defer(() -> {
                if (asked.incrementAndGet() % 3 != 0) {
                    return views.store(view, kind, documents);
                }
                died.incrementAndGet();
                Map<String, Folded> half = new HashMap<>();
                documents.keySet().stream().limit((documents.size() + 1) / 2)
                        .forEach(id -> half.put(id, Objects.requireNonNull(documents.get(id))));
                return views.store(view, kind, half).then(Mono.error(new MongoSocketReadException("died", new ServerAddress())));
            });
        }

        @Override
        public Mono<Void> prepare(View view) {
            return views.prepare(view);
        }

        @Override
        public Flux<Journey> journeys(View view) {
            return views.journeys(view);
        }

        @Override
        public Flux<Journey> journeys(View view, Collection<String> statRefs) {
            return views.journeys(view, statRefs);
        }

        @Override
        public Mono<Aggregates.Page<Journey>> journeys(View view, Aggregates.Query query) {
            return views.journeys(view, query);
        }

        @Override
        public Mono<Long> countJourneys(View view) {
            return views.countJourneys(view);
        }

        @Override
        public Flux<CheckpointCount> checkpointCounts(View view) {
            return views.checkpointCounts(view);
        }

        @Override
        public Mono<Void> keepOnly(View shown, View next) {
            return views.keepOnly(shown, next);
        }
    }
}
