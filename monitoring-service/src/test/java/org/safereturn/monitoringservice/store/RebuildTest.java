package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.mongodb.reactivestreams.client.MongoDatabase;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/** One process that rebuilds, and two that share a store. */
class RebuildTest {

    private static final StoreServer SERVER = new StoreServer();
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final MongoDatabase database = SERVER.database();
    private final List<Update> past = JourneyFixtures.journeys(10, new Random(1)).stream()
            .map(JourneyFixtures.Sent::update).toList();
    private final Update later = JourneyFixtures.journey("later", new Direction("KH", "TH"),
            Instant.parse("2026-11-20T02:00:00Z"), Duration.ofHours(1), JourneyFixtures.Until.SUBMITTED,
            new Random(2)).getFirst().update();
    private final Instance one = new Instance();
    private final Instance other = new Instance();

    /** A process of the service. */
    private final class Instance implements History {

        private final MongoViews views = new MongoViews(database, clock);
        private final ViewPointer pointer = new ViewPointer(database);
        private final LiveView live = new LiveView(views, pointer);
        private final Sinks.Empty<Void> gate = Sinks.empty();
        private final AtomicReference<Position> from = new AtomicReference<>(Position.BEGIN);
        private final AtomicInteger replays = new AtomicInteger();
        private final Rebuild rebuild = new Rebuild(views, live, pointer, this,
                new Rebuild.Settings(LEASE, 1 << 20, Duration.ofSeconds(30)), clock);

        /** Half of the past is stored at once, the rest when the gate opens. */
        @Override
        public Mono<Position> replay(Position begin, Gathering into, Consumer<Position> reached, Consumer<Position> kept) {
            from.set(begin);
            replays.incrementAndGet();
            Position half = new Position(past.size() / 2, past.size(), 0, Map.of(new TopicPartition("some.topic", 1), 7L));
            past.subList(0, past.size() / 2).forEach(into::add);
            return into.store().then(Mono.defer(() -> {
                reached.accept(half);
                kept.accept(half);
                return gate.asMono();
            })).then(Mono.defer(() -> {
                past.subList(past.size() / 2, past.size()).forEach(into::add);
                return into.store();
            })).thenReturn(new Position(past.size(), past.size(), 0, Map.of()));
        }

        private long shown() {
            return live.live().flatMap(views::countJourneys).blockOptional().orElseThrow();
        }

        private boolean starts() {
            return rebuild.start().blockOptional().orElseThrow();
        }

        private void awaitState(Rebuild.Progress.State state) {
            Awaitility.await().until(() -> {
                rebuild.look().block();
                return rebuild.progress().state() == state;
            });
        }

        private void awaitHalf() {
            Awaitility.await().until(() -> {
                rebuild.look().block();
                return rebuild.progress().percent() == 50;
            });
        }
    }

    @AfterEach
    void stop() {
        one.rebuild.close();
        other.rebuild.close();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void what_arrives_while_a_rebuild_runs_is_in_the_view_before_and_after_the_swap() {
        one.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        one.live.apply(List.of(later)).block();
        assertThat(one.shown()).isEqualTo(11);
        assertThat(one.live.live().block()).isEqualTo(View.FIRST);
        one.gate.tryEmitEmpty().orThrow();
        one.awaitState(Rebuild.Progress.State.DONE);
        assertThat(one.live.live().block()).isEqualTo(new View(2));
        assertThat(one.shown()).isEqualTo(11);
        assertThat(one.rebuild.progress().done()).isEqualTo(past.size());
    }

    @Test
    void a_process_that_could_not_renew_its_lease_for_a_while_goes_on_with_its_own_rebuild() {
        one.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        one.awaitHalf();
        for (int pause = 0; pause < 10; pause++) {
            now.updateAndGet(before -> before.plus(LEASE.multipliedBy(2)));
            one.rebuild.look().block();
        }
        one.gate.tryEmitEmpty().orThrow();
        one.awaitState(Rebuild.Progress.State.DONE);
        assertThat(one.replays).hasValue(1);
        assertThat(one.shown()).isEqualTo(10);
    }

    @Test
    void what_another_process_takes_in_is_in_both_views_although_it_has_not_heard_of_the_rebuild() {
        one.live.apply(past).block();
        assertThat(other.shown()).isEqualTo(10);
        assertThat(one.starts()).isTrue();
        assertThat(other.rebuild.progress().running()).as("it has not heard of it").isFalse();
        other.live.apply(List.of(later)).block();
        one.gate.tryEmitEmpty().orThrow();
        one.awaitState(Rebuild.Progress.State.DONE);
        assertThat(one.shown()).isEqualTo(11);
        assertThat(other.shown()).isEqualTo(11);
        assertThat(other.views.countJourneys(new View(1)).block()).isEqualTo(11);
        assertThat(other.views.countJourneys(new View(2)).block()).isEqualTo(11);
    }

    @Test
    void what_another_process_takes_in_after_the_swap_is_in_the_view_that_is_shown() {
        other.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        one.gate.tryEmitEmpty().orThrow();
        one.awaitState(Rebuild.Progress.State.DONE);
        assertThat(other.live.progress().state()).as("it has not heard of it").isEqualTo(Rebuild.Progress.State.NEVER_RUN);
        other.live.apply(List.of(later)).block();
        assertThat(one.shown()).isEqualTo(11);
    }

    @Test
    void a_second_rebuild_does_not_start_while_one_runs_in_whichever_process() {
        assertThat(one.starts()).isTrue();
        assertThat(one.starts()).isFalse();
        assertThat(other.starts()).isFalse();
        other.awaitHalf();
        one.gate.tryEmitEmpty().orThrow();
        other.awaitState(Rebuild.Progress.State.DONE);
        assertThat(other.starts()).isTrue();
    }

    @Test
    void a_failed_rebuild_leaves_the_view_as_it_was() {
        one.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        one.gate.tryEmitError(new IllegalStateException("the broker went away")).orThrow();
        one.awaitState(Rebuild.Progress.State.FAILED);
        one.live.apply(List.of(later)).block();
        assertThat(one.live.live().block()).isEqualTo(View.FIRST);
        assertThat(one.shown()).isEqualTo(11);
        assertThat(one.starts()).isTrue();
        Awaitility.await().until(() -> one.views.countJourneys(new View(2)).blockOptional().orElseThrow() == 0L);
        assertThat(one.views.countJourneys(View.FIRST).block()).isEqualTo(11);
    }

    @Test
    void when_the_process_that_rebuilds_is_gone_another_one_goes_on_from_what_is_stored() {
        one.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        other.awaitHalf();
        Awaitility.await().until(() -> !other.live.refresh().blockOptional().orElseThrow().kept().read().isEmpty());
        one.rebuild.close();
        other.rebuild.look().block();
        assertThat(other.from.get()).as("the lease still holds").isEqualTo(History.Position.BEGIN);
        now.updateAndGet(before -> before.plus(LEASE.multipliedBy(2)));
        other.rebuild.look().block();
        Awaitility.await().until(() -> !other.from.get().read().isEmpty());
        assertThat(other.from.get().read()).containsEntry(new TopicPartition("some.topic", 1), 7L);
        assertThat(other.from.get().done()).isEqualTo(past.size() / 2);
        other.gate.tryEmitEmpty().orThrow();
        other.awaitState(Rebuild.Progress.State.DONE);
        assertThat(other.shown()).isEqualTo(10);
        assertThat(other.live.live().block()).isEqualTo(new View(2));
    }

    @Test
    void a_process_whose_rebuild_was_taken_over_neither_shows_nor_deletes_a_view() {
        one.live.apply(past).block();
        assertThat(one.starts()).isTrue();
        long attempt = one.live.refresh().blockOptional().orElseThrow().lease().attempt();
        now.updateAndGet(before -> before.plus(LEASE.multipliedBy(2)));
        Standing taken = other.pointer.takeOver(clock.instant(), clock.instant().plus(LEASE)).blockOptional().orElseThrow();
        assertThat(other.pointer.takeOver(clock.instant(), clock.instant().plus(LEASE)).blockOptional())
                .as("only one takes over").isEmpty();
        assertThat(one.pointer.show(attempt, taken.next(), clock.instant(), History.Position.BEGIN).blockOptional()).isEmpty();
        assertThat(one.pointer.giveUp(attempt, clock.instant()).blockOptional()).isEmpty();
        one.gate.tryEmitEmpty().orThrow();
        Awaitility.await().during(Duration.ofSeconds(1)).until(() ->
                View.FIRST.equals(other.live.live().block()) && other.rebuild.progress().running());
    }

    @Test
    void who_listens_in_one_process_hears_that_another_one_has_stored_something() {
        AtomicReference<Long> heard = new AtomicReference<>(0L);
        Disposable listening = one.live.changed().subscribe(heard::set);
        other.live.apply(past).block();
        one.rebuild.look().block();
        assertThat(heard.get()).isEqualTo(1);
        listening.dispose();
    }
}
