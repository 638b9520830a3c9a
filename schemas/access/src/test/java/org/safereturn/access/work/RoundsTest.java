package org.safereturn.access.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final AtomicInteger gone = new AtomicInteger();

    @AfterEach
    void reset() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void rounds_come_until_they_are_stopped_also_after_one_that_failed() {
        Rounds rounds = Rounds.through("What is stored", Duration.ofSeconds(1), Duration.ofSeconds(10),
                () -> gone.incrementAndGet() == 1 ? Mono.error(new IllegalStateException()) : Mono.empty());
        rounds.start();
        assertThat(rounds.isRunning()).isTrue();
        assertThat(gone).hasValue(0);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(gone).hasValue(1);
        time.advanceTimeBy(Duration.ofSeconds(20));
        assertThat(gone).hasValue(3);
        rounds.stop();
        time.advanceTimeBy(Duration.ofSeconds(60));
        assertThat(gone).hasValue(3);
        assertThat(rounds.isRunning()).isFalse();
    }

    @Test
    void a_round_that_throws_does_not_end_them() {
        Rounds rounds = Rounds.through("What is stored", Duration.ofSeconds(1), Duration.ofSeconds(1), () -> {
            gone.incrementAndGet();
            throw new IllegalStateException();
        });
        rounds.start();
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(gone).hasValue(3);
        rounds.stop();
    }

    @Test
    void they_begin_once_the_preparation_has_succeeded() {
        AtomicInteger tried = new AtomicInteger();
        Rounds rounds = Rounds.through("What is stored", Duration.ofSeconds(10), Duration.ofSeconds(10),
                () -> Mono.fromRunnable(gone::incrementAndGet)).after(Mono.defer(
                        () -> tried.incrementAndGet() < 3 ? Mono.error(new IllegalStateException()) : Mono.empty()));
        rounds.start();
        assertThat(tried).hasValue(1);
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(tried).hasValue(3);
        assertThat(gone.get()).isPositive();
        rounds.stop();
    }
}
