package org.safereturn.access.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks from time to time, while the service runs, which steps are past their deadline. */
public final class DeadlineWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

    private final OpenWork work;
    private final Duration every;
    private @Nullable Disposable running;

    /**
     * Looks at what this service stores.
     *
     * @param every after how long it looks again
     */
    public DeadlineWatch(OpenWork work, Duration every) {
        this.work = work;
        this.every = every;
    }

    @Override
    public void start() {
        running = Flux.interval(every).onBackpressureDrop().concatMap(_ -> work.tellBreaches().onErrorResume(failure -> {
            LOG.warn("Deadlines cannot be looked at: {}", failure.getClass().getSimpleName());
            return Mono.empty();
        })).subscribe();
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
