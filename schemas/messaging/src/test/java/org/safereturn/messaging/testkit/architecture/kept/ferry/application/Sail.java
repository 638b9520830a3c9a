package org.safereturn.messaging.testkit.architecture.kept.ferry.application;

import java.time.Clock;
import java.time.Instant;

import org.safereturn.messaging.testkit.architecture.kept.ferry.model.Ferry;
import reactor.core.publisher.Mono;

/** A use case that gets the time. */
public record Sail(Clock clock) {

    /** The ferry, now. */
    public Mono<Ferry> sail(String name) {
        return Mono.just(new Ferry(name, Instant.now(clock), new int[0]));
    }
}
