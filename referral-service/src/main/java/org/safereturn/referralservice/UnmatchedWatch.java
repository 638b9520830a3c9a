package org.safereturn.referralservice;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.repatriation.application.UnmatchedHandovers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Looks after unmatched handovers while the service runs: once over the whole store, then only at what waits. */
final class UnmatchedWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UnmatchedWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final UnmatchedHandovers unmatched;
    private @Nullable Disposable running;

    UnmatchedWatch(UnmatchedHandovers unmatched) {
        this.unmatched = unmatched;
    }

    @Override
    public void start() {
        running = unmatched.remember()
                .doOnError(failure -> LOG.warn("Unmatched handovers cannot be read: {}", failure.getClass().getSimpleName()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(EVERY))
                .thenMany(Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> unmatched.check()
                        .onErrorResume(failure -> {
                            LOG.warn("Unmatched handovers cannot be checked: {}", failure.getClass().getSimpleName());
                            return Mono.empty();
                        })))
                .subscribe();
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
