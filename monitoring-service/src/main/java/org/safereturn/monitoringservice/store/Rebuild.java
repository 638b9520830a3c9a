package org.safereturn.monitoringservice.store;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.safereturn.monitoringservice.fold.View;
import org.safereturn.monitoringservice.fold.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Computes the view again from the first event, beside the live one, and then shows it instead. The live view is served
 * and kept up to date meanwhile; what arrives goes to both. One rebuild at a time, in one process.
 */
public final class Rebuild {

    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

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

    private final Views views;
    private final LiveView live;
    private final History history;
    private final Clock clock;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.none());

    Rebuild(Views views, LiveView live, History history, Clock clock) {
        this.views = views;
        this.live = live;
        this.history = history;
        this.clock = clock;
    }

    /** Starts a rebuild unless one runs; answers whether it did. */
    public boolean start() {
        Progress before = progress.get();
        Progress begun = new Progress(Progress.State.RUNNING, 0, 0, 0, clock.instant(), null);
        if (before.running() || !progress.compareAndSet(before, begun)) {
            return false;
        }
        Disposable running = run().subscribe(_ -> { }, this::failed, this::succeeded);
        log.info("Rebuild started{}", running.isDisposed() ? " and ended" : "");
        return true;
    }

    /** How far the latest one is. */
    public Progress progress() {
        return progress.get();
    }

    private Mono<Void> run() {
        return live.live().flatMap(current -> {
            View shadow = current.next();
            // Leftovers of an interrupted rebuild go; the view replaced last stays until now for readers under way.
            return views.keepOnly(current)
                    .then(live.shadow(shadow))
                    // Only now the ends are read: what came before is read from the topics, what comes after arrives.
                    .then(Mono.defer(() -> history.replay(shadow, views, this::advanced)))
                    .then(Mono.defer(() -> live.swap(shadow)))
                    .onErrorResume(failure -> live.forgetShadow().then(Mono.error(failure)));
        });
    }

    private void advanced(History.Position position) {
        progress.updateAndGet(each -> new Progress(each.state(), position.done(), position.total(),
                position.refused(), each.began(), null));
    }

    private void succeeded() {
        Progress ended = progress.updateAndGet(each -> new Progress(Progress.State.DONE, each.done(), each.total(),
                each.refused(), each.began(), clock.instant()));
        log.info("Rebuild done: {} records read, {} refused", ended.done(), ended.refused());
    }

    private void failed(Throwable failure) {
        progress.updateAndGet(each -> new Progress(Progress.State.FAILED, each.done(), each.total(), each.refused(),
                each.began(), clock.instant()));
        log.error("Rebuild failed; the view so far stays", failure);
    }
}
