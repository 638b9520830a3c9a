package org.safereturn.access.work;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Goes again and again, while the service runs, through what is stored. A round that fails is logged; the next one comes nevertheless. */
public final class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final String what;
    private final Duration soon;
    private final Duration every;
    private final Supplier<Mono<Void>> round;
    private final Mono<Void> first;
    private @Nullable Disposable running;

    private Rounds(String what, Duration soon, Duration every, Supplier<Mono<Void>> round, Mono<Void> first) {
        this.what = what;
        this.soon = soon;
        this.every = every;
        this.round = round;
        this.first = first;
    }

    /**
     * Rounds of one kind.
     *
     * @param what is gone through, for the log
     * @param soon how long after the start the first round comes
     * @param every how long after the beginning of a round the next one comes; a round that takes longer delays it
     */
    public static Rounds through(String what, Duration soon, Duration every, Supplier<Mono<Void>> round) {
        return new Rounds(what, soon, every, round, Mono.empty());
    }

    /** The same rounds, once this has succeeded; until then it is tried again, at last every time that a round would come. */
    public Rounds after(Mono<Void> preparation) {
        Duration firstPause = every.compareTo(FIRST_PAUSE) < 0 ? every : FIRST_PAUSE;
        return new Rounds(what, soon, every, round, preparation.doOnError(this::log)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, firstPause).maxBackoff(every)));
    }

    @Override
    public void start() {
        running = first.thenMany(Flux.interval(soon, every).onBackpressureDrop()
                .concatMap(_ -> Mono.defer(round).doOnError(this::log).onErrorComplete())).subscribe();
    }

    private void log(Throwable failure) {
        LOG.warn("{} cannot be gone through: {}", what, failure.getClass().getSimpleName());
    }

    @Override
    public void stop() {
        Disposable started = running;
        if (started != null) {
            started.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
