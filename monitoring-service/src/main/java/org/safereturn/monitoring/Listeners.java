package org.safereturn.monitoring;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.safereturn.access.ProblemException;
import org.safereturn.messaging.aggregate.Rejection;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/** Bounds the number of open streams, and keeps each alive with a heartbeat that clients do not see. */
final class Listeners {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    Listeners(int most) {
        this.most = most;
    }

    /** The stream with heartbeats; an error {@code listeners-full} when too many are open. */
    <T> Flux<ServerSentEvent<T>> admit(Flux<ServerSentEvent<T>> stream, Duration heartbeat) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > most) {
                open.decrementAndGet();
                return Flux.error(new ProblemException(
                        Rejection.conflict("listeners-full", "limit", String.valueOf(most))));
            }
            Flux<ServerSentEvent<T>> beats = Flux.interval(Duration.ZERO, heartbeat).onBackpressureDrop()
                    .map(_ -> ServerSentEvent.<T>builder().comment("alive").build());
            return Flux.merge(stream, beats).doFinally(_ -> open.decrementAndGet());
        });
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }
}
