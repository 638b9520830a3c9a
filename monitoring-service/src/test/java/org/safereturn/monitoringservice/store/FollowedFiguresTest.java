package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.reactivestreams.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.disclosure.Level;
import org.safereturn.monitoringservice.disclosure.Publication;
import org.safereturn.monitoringservice.disclosure.Publications;
import org.safereturn.monitoringservice.figures.Figures;
import org.safereturn.monitoringservice.figures.FiguresFeed;
import org.safereturn.monitoringservice.figures.Reader;
import org.safereturn.monitoringservice.figures.Readiness;
import org.safereturn.monitoringservice.figures.Scope;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures of two processes that share a store: each follows the changes of both, and reads nothing else. */
class FollowedFiguresTest {

    private static final int JOURNEYS = 400;
    private static final Scope SCOPE = new Scope(ZoneId.of("Asia/Bangkok"), Map.of(
            "KH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false),
            "TH", new Readiness(Readiness.State.STARTED, "PROPOSED", null, false)), List.of("KH_TO_TH", "TH_TO_KH"), Set.of(),
            Set.of("KH", "TH"));
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    /** Whoever looks again looks at a later step. */
    private static final Clock CLOCK = ((InstantSource) () -> NOW.updateAndGet(now -> now.plusMillis(1)))
            .withZone(ZoneOffset.UTC);
    private static final Reader READER = new Reader(new Level("L2", 1, Duration.ofMillis(1)), "KH");
    private static final Asked ASKED = new Asked();
    private static final StoreServer SERVER = new StoreServer(ASKED);

    private final MongoDatabase database = SERVER.database();
    private final MongoViews views = new MongoViews(database, CLOCK);
    private final List<Update> past = JourneyFixtures.journeys(JOURNEYS, new Random(1)).stream()
            .map(JourneyFixtures.Sent::update).toList();
    private final Instance one = new Instance();
    private final Instance other = new Instance();

    /** What is asked of the store, and how many documents it answers. */
    private static final class Asked implements CommandListener {

        private final Queue<BsonDocument> questions = new ConcurrentLinkedQueue<>();
        private final Queue<Integer> documents = new ConcurrentLinkedQueue<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            questions.add(event.getCommand().clone());
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            BsonDocument cursor = event.getResponse().getDocument("cursor", new BsonDocument());
            documents.add(cursor.containsKey("firstBatch") ? cursor.getArray("firstBatch").size()
                    : cursor.containsKey("nextBatch") ? cursor.getArray("nextBatch").size() : 0);
        }

        void forget() {
            questions.clear();
            documents.clear();
        }

        /** Questions for journeys, as the store sees them. */
        List<BsonDocument> forJourneys() {
            return questions.stream().filter(each -> each.containsKey("find")
                    && each.getString("find").getValue().startsWith("journeys_")).toList();
        }

        int documents() {
            return documents.stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A process that shows figures. */
    private final class Instance {

        private final LiveView live = new LiveView(views, new ViewPointer(database));
        private final FiguresFeed feed = new FiguresFeed(views, live, new Unkept(), SCOPE, true, Duration.ofMillis(50), CLOCK);

        Figures figures() {
            return feed.now(READER).blockOptional(Duration.ofSeconds(20)).orElseThrow();
        }
    }

    /** Forgets every publication, so that each answer has its own. */
    private static final class Unkept implements Publications {

        @Override
        public Mono<Publication> latest(String level) {
            return Mono.empty();
        }

        @Override
        public Mono<Publication> keep(Publication made, Optional<Publication> before) {
            return Mono.just(made);
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void both_have_looked() {
        one.live.apply(past).block();
        assertSame(one.figures(), other.figures());
        ASKED.forget();
    }

    private static void assertSame(Figures one, Figures other) {
        assertThat(one).usingRecursiveComparison().ignoringFields("at", "published", "nextPublication").isEqualTo(other);
    }

    /** Of somebody who sees this for the first time. */
    private Figures anew() {
        return new Instance().figures();
    }

    private static List<Update> more(int number) {
        List<Update> updates = new ArrayList<>();
        for (int index = 0; index < number; index++) {
            updates.add(JourneyFixtures.journey("more-" + index, new Direction("KH", "TH"),
                    Instant.parse("2026-11-20T02:00:00Z"), Duration.ofHours(1), JourneyFixtures.Until.SUBMITTED,
                    new Random(2)).getFirst().update());
        }
        return updates;
    }

    @Test
    void an_answer_reads_the_journeys_that_changed_and_no_other_whoever_changed_them() {
        other.live.apply(more(3)).block();
        ASKED.forget();
        Figures figures = one.figures();
        assertThat(ASKED.forJourneys()).singleElement().satisfies(each -> assertThat(each.getDocument("filter")
                .getDocument("_id").getArray("$in")).hasSize(3));
        assertThat(ASKED.documents()).as("three journeys, how the views stand, and what changed").isLessThanOrEqualTo(5);
        assertSame(figures, anew());
        assertSame(figures, other.figures());
        ASKED.forget();
        one.figures();
        assertThat(ASKED.forJourneys()).as("nothing has changed").isEmpty();
    }

    @Test
    void whoever_follows_while_nobody_looks_has_read_it_before_somebody_does() {
        other.live.apply(more(5)).block();
        one.feed.follow().block();
        ASKED.forget();
        Figures figures = one.figures();
        assertThat(ASKED.forJourneys()).isEmpty();
        assertSame(figures, anew());
    }

    @Test
    void what_a_process_stored_that_was_gone_before_it_said_what_is_counted() {
        views.apply(View.FIRST, more(4)).block();
        Mono.from(database.getCollection("view_pointers").updateOne(Filters.eq("_id", "live"), Updates.combine(
                Updates.inc("changes", 1L), Updates.inc("revision", 1L)))).block();
        assertSame(one.figures(), anew());
        ASKED.forget();
        other.live.apply(more(6)).block();
        assertSame(one.figures(), anew());
    }

    @Test
    void more_changes_than_there_are_places_for_are_read_as_a_whole() {
        List<Update> updates = more(6);
        for (int index = 0; index < 1100; index++) {
            other.live.apply(List.of(updates.get(index % updates.size()))).block();
        }
        assertSame(one.figures(), anew());
        assertThat(Mono.from(database.getCollection("view_changes").countDocuments(new Document())).block())
                .isEqualTo(1024L);
    }

    @Test
    void a_view_that_replaces_the_one_that_is_shown_is_read_as_a_whole_and_then_followed() {
        ViewPointer pointer = new ViewPointer(database);
        Standing begun = pointer.begin(CLOCK.instant(), CLOCK.instant().plusSeconds(30)).blockOptional().orElseThrow();
        views.apply(begun.next(), past.subList(0, past.size() / 2)).block();
        other.live.apply(more(2)).block();
        pointer.show(begun.lease().attempt(), begun.next(), CLOCK.instant(), History.Position.BEGIN).block();
        assertSame(one.figures(), anew());
        other.live.apply(more(9)).block();
        ASKED.forget();
        Figures figures = one.figures();
        assertThat(ASKED.forJourneys()).singleElement().satisfies(each -> assertThat(each.getDocument("filter")
                .getDocument("_id").getArray("$in")).hasSize(9));
        assertSame(figures, anew());
    }
}
