package org.safereturn.access.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.safereturn.access.deadline.Deadlines;
import org.safereturn.access.deadline.Running;
import org.safereturn.access.deadline.Timer;
import org.safereturn.access.testing.SampleDeadlines;
import org.safereturn.access.work.Breaches.Breach;
import org.safereturn.access.work.Breaches.Told;
import org.safereturn.messaging.aggregate.Aggregates;
import org.safereturn.messaging.event.Journey;
import org.safereturn.messaging.outcome.Cause;
import org.safereturn.messaging.outcome.Decision;
import org.safereturn.messaging.testkit.InMemoryAggregates;
import org.safereturn.messaging.testkit.RecordingOutbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class BreachesTest {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final OpenWork.Timed<Step> TIMED = new OpenWork.Timed<>(Set.of(Timer.T_ACK),
            step -> step.state().equals("WAITS") ? List.of(Running.of(Timer.T_ACK, step.round(), step.since())) : List.of(),
            "state.state", List.of("WAITS"));
    private static final Deadlines TWO_DAYS = SampleDeadlines.calendarDays(Map.of(Timer.T_ACK, 2));

    private final String id = UUID.randomUUID().toString();
    private final List<Breach> heard = new CopyOnWriteArrayList<>();
    private final Aggregates<Told, Breach> told = new InMemoryAggregates<>(Told.class, (_, _, _, breach) -> {
        heard.add(breach);
        return List.of();
    }, new RecordingOutbox());
    private final Aggregates<Step, OpenWork.Told<String>> stored =
            new InMemoryAggregates<>(Step.class, (_, _, _, _) -> List.of(), new RecordingOutbox());

    /** A step of a made-up case. */
    record Step(String state, int round, Instant since) {
    }

    @Test
    void what_is_past_its_deadline_is_told_once_however_often_and_by_however_many_it_is_looked_at() {
        change(new Step("WAITS", 1, START), _ -> Mono.empty());
        breaches(TWO_DAYS, 2).round().block(PATIENCE);
        assertThat(heard).as("its last day").isEmpty();
        Flux.range(0, 4).flatMap(_ -> breaches(TWO_DAYS, 3).round()).then().block(PATIENCE);
        breaches(TWO_DAYS, 9).round().block(PATIENCE);
        assertThat(heard).containsExactly(new Breach(Timer.T_ACK, 1, LocalDate.of(2026, 11, 25), 1, 0, START.plus(Duration.ofDays(3))));
    }

    @Test
    void a_step_that_is_done_late_is_told_before_it_is_done() {
        change(new Step("WAITS", 1, START), _ -> Mono.empty());
        change(new Step("DONE", 1, START), breaches(TWO_DAYS, 12)::look);
        breaches(TWO_DAYS, 13).round().block(PATIENCE);
        assertThat(heard).singleElement().satisfies(breach -> assertThat(breach.daysOver()).isEqualTo(10));
    }

    @Test
    void a_step_that_is_done_in_time_is_never_told() {
        change(new Step("WAITS", 1, START), _ -> Mono.empty());
        change(new Step("DONE", 1, START), breaches(TWO_DAYS, 2)::look);
        breaches(TWO_DAYS, 40).round().block(PATIENCE);
        assertThat(heard).isEmpty();
    }

    @Test
    void the_same_step_a_second_time_has_its_own_deadline() {
        change(new Step("WAITS", 1, START), _ -> Mono.empty());
        breaches(TWO_DAYS, 5).round().block(PATIENCE);
        change(new Step("WAITS", 2, START.plus(Duration.ofDays(6))), breaches(TWO_DAYS, 6)::look);
        breaches(TWO_DAYS, 7).round().block(PATIENCE);
        assertThat(heard).hasSize(1);
        breaches(TWO_DAYS, 10).round().block(PATIENCE);
        assertThat(heard).extracting(Breach::number).containsExactly(1, 2);
    }

    @Test
    void a_timer_that_nobody_set_tells_nothing_and_reads_nothing() {
        change(new Step("WAITS", 1, START), _ -> Mono.empty());
        Breaches<Step> none = breaches(SampleDeadlines.NONE, 400);
        assertThat(none.limited()).isFalse();
        none.round().then(none.look(List.of(id))).block(PATIENCE);
        assertThat(heard).isEmpty();
    }

    private Breaches<Step> breaches(Deadlines deadlines, int daysLater) {
        return new Breaches<>(stored, told, TIMED, _ -> new Journey("AA", "BB"), deadlines,
                Clock.fixed(START.plus(Duration.ofDays(daysLater)), ZoneOffset.UTC));
    }

    private void change(Step next, Function<Collection<String>, Mono<Void>> look) {
        new TellingAggregates<Step, String>(stored, _ -> List.of(), look)
                .change(id, new Cause.Internal("test"), _ -> Decision.accept(next, List.of())).block(PATIENCE);
    }
}
