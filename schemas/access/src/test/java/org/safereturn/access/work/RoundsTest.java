package org.safereturn.access.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATER = Duration.ofHours(1);

    private final AtomicInteger gone = new AtomicInteger();

    @Test
    void a_round_that_fails_or_throws_does_not_end_them_and_stopping_does() {
        Rounds rounds = often(() -> {
            if (gone.incrementAndGet() == 1) {
                throw new IllegalStateException();
            }
            return gone.get() == 2 ? Mono.error(new IllegalStateException()) : Mono.empty();
        });
        rounds.start();
        assertThat(rounds.isRunning()).isTrue();
        await(gone, 4);
        rounds.stop();
        assertThat(rounds.isRunning()).isFalse();
        int before = gone.get();
        Awaitility.await().during(SOON.multipliedBy(20)).atMost(Duration.ofSeconds(10))
                .until(() -> gone.get() <= before + 1);
    }

    @Test
    void the_first_comes_soon_and_the_next_ones_when_they_are_due() {
        Rounds rounds = Rounds.through("What is stored", SOON, LATER, this::round);
        rounds.start();
        await(gone, 1);
        Awaitility.await().during(SOON.multipliedBy(20)).atMost(Duration.ofSeconds(10)).until(() -> gone.get() == 1);
        rounds.stop();
    }

    @Test
    void they_begin_once_the_preparation_has_succeeded() {
        AtomicInteger tried = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        Rounds rounds = often(() -> {
            if (tried.get() < 3) {
                early.incrementAndGet();
            }
            return round();
        }).after(Mono.defer(() -> tried.incrementAndGet() < 3 ? Mono.error(new IllegalStateException()) : Mono.empty()));
        rounds.start();
        await(gone, 1);
        rounds.stop();
        assertThat(tried).hasValue(3);
        assertThat(early).hasValue(0);
    }

    private Mono<Void> round() {
        return Mono.fromRunnable(gone::incrementAndGet);
    }

    private static Rounds often(Supplier<Mono<Void>> round) {
        return Rounds.through("What is stored", SOON, SOON, round);
    }

    private static void await(AtomicInteger counted, int atLeast) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> counted.get() >= atLeast);
    }
}
