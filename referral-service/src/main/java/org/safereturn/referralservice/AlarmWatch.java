package org.safereturn.referralservice;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.safereturn.referralservice.repatriation.application.ReturnAlarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Looks after the alarms of returns while the service runs: once over the whole store, then only at what waits. */
final class AlarmWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final ReturnAlarms alarms;
    private @Nullable Disposable running;

    AlarmWatch(ReturnAlarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void start() {
        running = alarms.remember()
                .doOnError(failure -> LOG.warn("Alarms of returns cannot be read: {}", failure.getClass().getSimpleName()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(EVERY))
                .thenMany(Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> alarms.check()
                        .onErrorResume(failure -> {
                            LOG.warn("Alarms of returns cannot be checked: {}", failure.getClass().getSimpleName());
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
