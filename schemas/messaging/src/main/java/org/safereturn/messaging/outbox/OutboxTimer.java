package org.safereturn.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the delayed and repeated tasks of the relay on one thread. */
final class OutboxTimer {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxTimer.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-timer").daemon().factory());
    private final Duration first;
    private final Duration longest;

    OutboxTimer(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Once, after this wait. */
    @SuppressWarnings("FutureReturnValueIgnored") // what runs later reports by itself
    void later(Duration wait, Runnable action) {
        try {
            thread.schedule(() -> safely(action), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The outbox relay is stopping");
        }
    }

    /** Every so often, until the timer stops. */
    @SuppressWarnings("FutureReturnValueIgnored") // what runs later reports by itself
    void every(Duration firstWait, Duration pause, Runnable action) {
        thread.scheduleWithFixedDelay(() -> safely(action), firstWait.toMillis(), pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Wait before a store is asked again about one document: doubled with each attempt, a second at most. */
    Duration untilNextLook(int attempt) {
        return shorter(first.multipliedBy(1L << Math.min(attempt, 8)), shorter(longest, LONGEST_LOOK));
    }

    /** Wait before a broker is tried again with one aggregate: doubled with each failure. */
    Duration untilNextSend(int failures) {
        return shorter(first.multipliedBy(1L << Math.min(failures - 1, 16)), longest);
    }

    /** Wait before something that fails for everybody is tried again. */
    Duration untilNextTry() {
        return first.multipliedBy(4);
    }

    /** Wait before something is tried again for which nobody waits. */
    Duration longest() {
        return longest;
    }

    void stop() {
        thread.shutdownNow();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void safely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("The outbox relay met {}", e.getClass().getName());
        }
    }
}
