package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.safereturn.monitoringservice.fold.Direction;
import org.safereturn.monitoringservice.fold.JourneyFixtures;
import org.safereturn.monitoringservice.fold.Update;
import org.safereturn.monitoringservice.fold.View;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class RebuildTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final InMemoryViews views = new InMemoryViews(CLOCK);
    private final LiveView live = new LiveView(views);
    private final List<Update> past = JourneyFixtures.journeys(10, new Random(1)).stream()
            .map(JourneyFixtures.Sent::update).toList();
    private final Update later = JourneyFixtures.journey("later", new Direction("KH", "TH"),
            Instant.parse("2026-11-20T02:00:00Z"), Duration.ofHours(1), JourneyFixtures.Until.SUBMITTED,
            new Random(2)).getFirst().update();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final Rebuild rebuild = new Rebuild(views, live, (view, all, progress) -> all.apply(view, past)
            .then(Mono.fromRunnable(() -> progress.accept(new History.Position(5, 10, 0))))
            .then(gate.asMono()), CLOCK);

    @Test
    void what_arrives_while_a_rebuild_runs_is_in_the_view_before_and_after_the_swap() {
        live.apply(past).block();
        assertThat(rebuild.start()).isTrue();
        live.apply(List.of(later)).block();
        assertThat(shown()).isEqualTo(11);
        assertThat(live.live().block()).isEqualTo(new View(1));
        gate.tryEmitEmpty().orThrow();
        assertThat(rebuild.progress().state()).isEqualTo(Rebuild.Progress.State.DONE);
        assertThat(live.live().block()).isEqualTo(new View(2));
        assertThat(views.live().block()).isEqualTo(new View(2));
        assertThat(shown()).isEqualTo(11);
    }

    @Test
    void a_second_rebuild_does_not_start_while_one_runs() {
        assertThat(rebuild.start()).isTrue();
        assertThat(rebuild.start()).isFalse();
        assertThat(rebuild.progress().percent()).isEqualTo(50);
        gate.tryEmitEmpty().orThrow();
        assertThat(rebuild.start()).isTrue();
    }

    @Test
    void a_failed_rebuild_leaves_the_view_as_it_was() {
        live.apply(past).block();
        assertThat(rebuild.start()).isTrue();
        gate.tryEmitError(new IllegalStateException("the broker went away")).orThrow();
        assertThat(rebuild.progress().state()).isEqualTo(Rebuild.Progress.State.FAILED);
        live.apply(List.of(later)).block();
        assertThat(live.live().block()).isEqualTo(new View(1));
        assertThat(shown()).isEqualTo(11);
        assertThat(views.countJourneys(new View(2)).block()).isEqualTo(10);
    }

    private long shown() {
        return live.live().flatMap(views::countJourneys).blockOptional().orElseThrow();
    }
}
