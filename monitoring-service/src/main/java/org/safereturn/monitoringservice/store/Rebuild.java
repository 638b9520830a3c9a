package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Computes the view again from the first event, beside the one that is shown, and then shows it instead. The view that is
 * shown is served and kept up to date meanwhile; what arrives goes to both. One rebuild at a time, by whichever process
 * holds its lease; another one takes over, from where everything was stored, when that process is gone.
 */
public final class Rebuild implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
    private static final int BEATS_OF_A_LEASE = 15;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /**
     * How far the latest rebuild is.
     *
     * @param done records read
     * @param total records there were when it began
     * @param began when it began, null when none ever did
     * @param ended when it ended, null while it runs
     */
    public record Progress(State state, long done, long total, long refused, @Nullable Instant began,
            @Nullable Instant ended) {

        /** The states of a rebuild. */
        public enum State { NEVER_RUN, RUNNING, DONE, FAILED }

        static Progress none() {
            return new Progress(State.NEVER_RUN, 0, 0, 0, null, null);
        }

        /** 0 to 100. */
        public int percent() {
            if (state == State.DONE) {
                return 100;
            }
            return total == 0 ? 0 : (int) Math.min(99, 100 * done / total);
        }

        /** Whether it is under way. */
        public boolean running() {
            return state == State.RUNNING;
        }
    }

    /**
     * How a process rebuilds.
     *
     * @param lease how long a process may be silent before another one takes its rebuild over
     * @param memory about how many bytes of folded journeys it holds before it stores them
     * @param patience how long it waits for a store that is away
     */
    record Settings(Duration lease, long memory, Duration patience) {
    }

    private final Views views;
    private final LiveView live;
    private final ViewPointer pointer;
    private final History history;
    private final Settings settings;
    private final Clock clock;
    private final Disposable.Swap running = Disposables.swap();

    Rebuild(Views views, LiveView live, ViewPointer pointer, History history, Settings settings, Clock clock) {
        this.views = views;
        this.live = live;
        this.pointer = pointer;
        this.history = history;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts a rebuild unless one runs, here or in another process; answers whether it did. */
    public Mono<Boolean> start() {
        return Mono.defer(() -> pointer.begin(clock.instant(), until())).doOnNext(this::run).hasElement();
    }

    /** How far the latest one is, of any process. */
    public Progress progress() {
        return live.progress();
    }

    /** Learns how the views stand, and takes over a rebuild whose process is gone. */
    Mono<Void> look() {
        return live.refresh().filter(standing -> isIdle() && standing.isAbandoned(clock.instant()))
                .flatMap(_ -> pointer.takeOver(clock.instant(), until()))
                .doOnNext(taken -> {
                    log.info("Rebuild taken over from a process that is gone, after {} records", taken.kept().done());
                    run(taken);
                }).then();
    }

    /** Whether there is reason to look often. */
    boolean isBusy() {
        return live.isWatched() || progress().running();
    }

    /** Leaves a rebuild to others, as if the process were gone. */
    @Override
    public void close() {
        running.dispose();
    }

    /** A rebuild of its own that could not renew its lease for a while goes on, and renews it, unless another process has it now. */
    private boolean isIdle() {
        Disposable own = running.get();
        return !running.isDisposed() && (own == null || own.isDisposed());
    }

    private void run(Standing mine) {
        live.learn(mine);
        log.info("Rebuild of view {} runs", mine.next().generation());
        running.update(fill(mine).subscribe(this::succeeded, failure -> failed(mine, failure)));
    }

    private Mono<Standing> fill(Standing mine) {
        return Mono.defer(() -> {
            long attempt = mine.lease().attempt();
            View next = mine.next();
            AtomicReference<History.Position> reached = new AtomicReference<>(mine.kept());
            AtomicReference<History.Position> kept = new AtomicReference<>(mine.kept());
            Gathering gathering = new Gathering(views, next, settings.memory(), settings.patience());
            // Leftovers of earlier rebuilds go; the view replaced last stays until now for readers under way.
            Mono<Standing> filled = views.keepOnly(mine.shown(), next)
                    // Only now the ends are read: what came before is read from the topics, what comes after arrives.
                    .then(Mono.defer(() -> history.replay(mine.kept(), gathering, reached::set, kept::set)))
                    .delayUntil(_ -> views.prepare(next))
                    .flatMap(end -> pointer.show(attempt, next, clock.instant(), end)
                            .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                            .timeout(settings.patience()))
                    .switchIfEmpty(Mono.error(TakenOver::new));
            Flux<Standing> alive = Flux.interval(settings.lease().dividedBy(BEATS_OF_A_LEASE)).onBackpressureDrop()
                    .concatMap(_ -> pointer.advance(attempt, until(), reached.get(), kept.get())
                            .map(Optional::of).defaultIfEmpty(Optional.empty())
                            // The store may be away for a while; nobody can take over then.
                            .onErrorResume(_ -> Mono.empty()), 1)
                    .map(found -> found.orElseThrow(TakenOver::new))
                    .doOnNext(live::learn)
                    .ignoreElements().flux();
            return Flux.merge(filled, alive).next();
        });
    }

    private void succeeded(Standing standing) {
        live.learn(standing);
        log.info("Rebuild done: {} records read, {} refused", standing.progress().done(), standing.progress().refused());
    }

    private void failed(Standing mine, Throwable failure) {
        if (failure instanceof TakenOver) {
            log.warn("Another process has taken this rebuild over");
            return;
        }
        log.error("Rebuild failed; the view so far stays", failure);
        // Without the store, the rebuild is taken over later, and goes on.
        Disposable telling = pointer.giveUp(mine.lease().attempt(), clock.instant()).subscribe(live::learn,
                away -> log.error("The store does not know that the rebuild failed: {}", away.getClass().getName()));
        log.debug("Told: {}", telling.isDisposed());
    }

    private Instant until() {
        return clock.instant().plus(settings.lease());
    }

    private static final class TakenOver extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenOver() {
            super("Taken over by another process", null, false, false);
        }
    }
}
