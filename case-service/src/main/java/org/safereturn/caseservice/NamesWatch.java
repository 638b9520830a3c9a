package org.safereturn.caseservice;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.safereturn.caseservice.casefile.application.NamesRound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sees while the service runs that cases are found by the names that their files say. */
final class NamesWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NamesWatch.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMinutes(15);

    private final NamesRound round;
    private @Nullable Disposable running;

    NamesWatch(NamesRound round) {
        this.round = round;
    }

    @Override
    public void start() {
        running = Flux.interval(SOON, OFTEN).onBackpressureDrop().concatMap(_ -> round.whenDue()
                .onErrorResume(failure -> {
                    LOG.warn("The names of cases cannot be gone through: {}", failure.getClass().getSimpleName());
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
